"""How fields, values, documents and what is missing are called in each language."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum

from qinjian.engine.intake.tables.headers import label
from qinjian.engine.intake.values.words import first_word
from qinjian.engine.wording import Language, Wording, listed, say
from qinjian.engine.wording.text import chinese_number
from qinjian.schemas.finding import Finding, Place
from qinjian.schemas.kinds import CHILD_KINDS, KINDS
from qinjian.schemas.record import Document, Record
from qinjian.schemas.standard import Edition

_WORDS: Wording = {
    "blank": ("（空白）", "(blank)"),
    "not_collected": ("（未提供）", "(not collected)"),
    "unknown": ("（未知）", "(unknown)"),
    "open": ("无法判断，缺少：{names}", "cannot be told; missing: {names}"),
    "open_count": ("{count} 项无法判断", "{count} judgements cannot be told"),
    "weak": ("{document}（来源可靠性低，须核对）", "{document} (weak source, to be verified)"),
    "found": ("“{word}”（{label}）", "“{word}” ({label})"),
    "standard": ("标准 {name}", "standard {name}"),
    "binding": ("法规 {name} 是否适用于该类单位", "whether {name} binds such a unit"),
    "start": ("法规 {name} 的确切施行日期", "the exact start of {name}"),
    "records": ("{name}类记录", "records of {name}"),
    "other": ("另一记录的{name}", "{name} of the other record"),
    "breach": ("资料直接反映", "breach"),
    "doubt": ("需核实", "doubt"),
    "violation": ("疑点", "violation"),
    "clear": ("未见问题", "clear"),
    "undetermined": ("无法判断", "undetermined"),
    "not-applicable": ("不适用", "not-applicable"),
    "error": ("程序错误", "error"),
    "unit": ("单位名称、性质、所在地区", "name, kind and region of the unit"),
    "guest": ("来宾", "guest"),
    "foreign_guest": ("外宾", "foreign guest"),
    "companion": ("陪餐人员", "companion"),
    "escort": ("陪同人员", "escort"),
    "traveller": ("出差人员", "traveller"),
    "lecturer": ("授课人员", "lecturer"),
    "group_member": ("团组成员", "group member"),
    "content": ("{name}所载信息", "what the {name} says"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
}


def words(key: str, language: Language, /, **values: object) -> str:
    """Return words of the program's own in a language."""
    return say(_WORDS, key, language, **values)


def field(name: str, kind: str, language: Language) -> str:
    """Return what a field of a kind is called: its official Chinese label, or its name."""
    return label(kind, name) if language == "zh" else name.replace("_", " ")


def option(name: str, value: str, language: Language) -> str:
    """Return the word for a value of a closed vocabulary."""
    if language == "en":
        return value.replace("_", " ")
    return first_word(name, value) or value


def kind_name(name: str, language: Language) -> str:
    """Return what records of a kind are called; of people in lists what they are to the record."""
    return words(name, language) if name in CHILD_KINDS else option("kind", name, language)


def value(record: Record, name: str, language: Language) -> str:
    """Write the value of a field for a reader; blank and not collected are told apart."""
    found = getattr(record, name)
    if found is None:
        state = "blank" if name in record.model_fields_set else "not_collected"
        return words(state, language)
    if name == "documents" and (others := getattr(record, "other_documents", None)):
        # Papers whose name no list has are shown as they stand.
        known = [_value(one, name, language) for one in found if one != Document.OTHER]
        return listed([*known, others], language)
    return _value(found, name, language)


def _value(found: object, name: str, language: Language) -> str:
    match found:
        case bool():
            return words("yes" if found else "no", language)
        case Decimal():
            return f"{found:f}"
        case date():
            return found.isoformat()
        case Enum():
            return option(name, str(found.value), language)
        case tuple():
            return listed((_value(item, name, language) for item in found), language)
        case Record():
            return str(getattr(found, "name", None) or words("blank", language))
        case _:
            return str(found)


def document(edition: Edition, language: Language) -> str:
    """Name the document behind a figure; a weak source is said to be one."""
    name = edition.document
    if edition.article is not None:
        name += f"第{chinese_number(edition.article)}条"
    return words("weak", language, document=name) if edition.grade == "C" else name


def lacking(name: str, kind: str, language: Language) -> str:
    """Name something that is missing: a field, a figure of a standard, a start."""
    prefix, colon, rest = name.partition(":")
    if prefix == "records":
        return words(prefix, language, name=kind_name(rest, language))
    if colon:
        return words(prefix, language, name=rest)
    if name.startswith("other."):
        of = lacking_anywhere(name.removeprefix("other."), language)
        return words("other", language, name=of)
    return field(name, kind, language)


def content(document: str, language: Language) -> str:
    """Name what a document says, beside that it is there."""
    return words("content", language, name=option("documents", document, language))


def undetermined(names: tuple[str, ...], kind: str, language: Language) -> str:
    """Say that nothing can be told, and what is missing."""
    lacked = listed((lacking(name, kind, language) for name in names), language)
    return words("open", language, names=lacked)


def found_word(word: str, where: str, language: Language) -> str:
    """Write a word that was found, and the field in which it stands."""
    return words("found", language, word=word, label=where)


def place(where: Place) -> str:
    """Write where a record stands: file, sheet, row, and the person in its list."""
    parts = [where.file, where.sheet, str(where.row)]
    member = f"#{where.member}" if where.member is not None else ""
    return ":".join(part for part in parts if part) + member


def places(members: Iterable[Place]) -> str:
    """Write where the records of a group or pair stand, with the numbers of their claims."""
    return ", ".join(f"{place(one)} {one.claim_no or ''}".rstrip() for one in members)


def citations(finding: Finding) -> str:
    """List the clauses that a lead cites, each once."""
    return "；".join(dict.fromkeys(cited.citation for cited in finding.citations))


def quotes(finding: Finding) -> str:
    """List the words of the clauses that a lead cites; nothing if none could be quoted."""
    return "；".join(dict.fromkeys(cited.quote for cited in finding.citations if cited.quote))


def lacking_anywhere(name: str, language: Language) -> str:
    """Name something that is missing where the kind of record is not said."""
    kind = next((kind for kind, model in KINDS.items() if name in model.model_fields), "reception")
    return lacking(name, kind, language)
