"""People in one cell: names, what stands with them, and the words that make a group of them."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from qinjian.engine.intake.data_files import data_file
from qinjian.engine.intake.values.amounts import numeral, plain
from qinjian.engine.intake.values.blanks import bare, compared, word_table, words
from qinjian.engine.intake.values.listing import parts_of
from qinjian.engine.wording.regex import regex

_COUNT = r"(?:(?P<count>\d+)|(?P<words>[一二三四五六七八九十两]{1,3}))(?:余|多)?[人名位](?:同志)?"
_GROUP = regex(rf"(?P<name>.*?)(?:等|一行|共|合计|共计)+{_COUNT}")
_ALONE = regex(_COUNT)
_OPEN = regex(r"(?P<name>.*?)(?:等(?:人|同志|领导)?|一行(?:人)?|及(?:其)?随行(?:人员)?)")
_OF_ROLE = regex(rf"(?P<name>.+?){_COUNT}")
_LED = regex(rf"{_COUNT}(?P<name>.+)")

_MASK = regex(r"某|^[\u4e00-\u9fff·]{0,3}[*＊×✕○〇●□■_xX]{1,4}[\u4e00-\u9fff]{0,2}$|^[*＊×✕●■]+$")
_DOTS = regex(r"[•・･‧∙⋅．]")
_BRACKETED = regex(r"\(([^()]*)\)")
_HAN = regex(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_JOINED = regex(r"[和与及]")
_SHORTEST, _LONGEST = 2, 4
"""Characters of a name with its surname."""

_LONGEST_SPACED = 12
_TRIED = 2
_SURE_LENGTH = 3


@dataclass(frozen=True)
class Name:
    """One name of a list with what stands beside it; ``name`` is empty for one that is hidden."""

    name: str
    post: str = ""
    employer: str = ""


def group_of(text: str) -> tuple[str, int | None]:
    """Take the words for a group off a name: ``李四等5人`` is 李四 in a group of 5.

    The number is None if there are no such words, and 0 if they give none (``李四等``).
    """
    words_ = plain(text)
    match = _GROUP.fullmatch(words_) or _ALONE.fullmatch(words_)
    if match:
        about = "余" in match[0] or "多" in match[0]
        count = int(match["count"]) if match["count"] else numeral(match["words"])
        if count is not None:
            return match.groupdict().get("name", "").strip(), 0 if about else count
    if (match := _OF_ROLE.fullmatch(words_)) and is_name(match["name"].strip()):
        count = int(match["count"]) if match["count"] else numeral(match["words"])
        if count is not None:
            return match["name"].strip(), count
    if match := _OPEN.fullmatch(words_):
        return match["name"].strip(), 0
    return text.strip(), None


def names_of(text: str) -> list[str]:
    """Take a list of people apart: at its separators, at spaces between names, at 和."""
    return [name for part in parts_of(text) for spaced in _spaced(part) for name in _joined(spaced)]


def hides_name(name: str) -> bool:
    """Tell whether a word is a mask (张*, 某某) or a role (司机, 全体职工) and names nobody."""
    word = compared(name)
    return bool(_MASK.search(word)) or _is_role(word)


def role_count(text: str) -> int | None:
    """Return how many people a text stands for that names none: 评审专家6人, 35名职工."""
    word = compared(text)
    match = _OF_ROLE.fullmatch(word) or _LED.fullmatch(word)
    if match is None or is_name(match["name"]):
        return None
    return int(match["count"]) if match["count"] else numeral(match["words"])


@lru_cache(maxsize=8192)
def name_of(text: str) -> Name:
    """Read one name with its post and unit: 江亦舟（科长）, 副局长李强, 尚可 主任."""
    word = _DOTS.sub("·", plain(text))
    post = employer = ""
    for note in _BRACKETED.findall(word):
        if note.endswith(_posts()):
            post = post or note
        elif note.endswith(tuple(word_table("employer_endings"))) and len(note) > _SHORTEST:
            employer = employer or note
    name = closed(_BRACKETED.sub("", word).strip(" :："))
    if not post:
        name, post = _without_post(name)
    return Name(name, post, employer)


def closed(text: str) -> str:
    """Take white space out of a name of single characters: 张　三 is 张三."""
    parts = text.split() if len(text) <= _LONGEST_SPACED else []
    if len(parts) > 1 and all(len(part) == 1 and _HAN.fullmatch(part) for part in parts):
        return "".join(parts)
    return text


def _without_post(text: str) -> tuple[str, str]:
    """Take a post off a name that stands before or behind it; the rest must be a full name."""
    word = "".join(text.split())
    for post in _posts():
        if word.startswith(post) and is_name(word[len(post) :].lstrip(":")):
            return word[len(post) :].lstrip(":"), post
        if word.endswith(post) and is_name(word[: -len(post)]):
            return word[: -len(post)], post
    return text, ""


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Tell whether a word is a surname and a given name."""
    if not all(map(_HAN.fullmatch, word)):
        return False
    if word[:_TRIED] in word_table("compound_surnames"):
        return _SURE_LENGTH <= len(word) <= _LONGEST
    return _SHORTEST <= len(word) <= _SURE_LENGTH and word[:1] in _surnames()


def _spaced(part: str) -> list[str]:
    """Take names apart at white space, but not single characters nor a name and its post."""
    pieces = plain(part).split()
    if len(pieces) < _TRIED or not all(map(_HAN.match, pieces)):
        return [part]
    post_first = pieces[0] in _posts()
    names: list[str] = []
    waiting = ""
    for piece in _without_gaps(pieces):
        if piece not in _posts():
            names.append(waiting + piece)
            waiting = ""
        elif post_first:
            waiting = piece
        else:
            names[-1] += piece
    return [*names, waiting] if waiting else names


def _without_gaps(pieces: list[str]) -> list[str]:
    """Join runs of single characters to names."""
    whole: list[str] = []
    single = ""
    for piece in (*pieces, ""):
        if len(piece) == 1:
            single += piece
            continue
        whole += [*(_of_singles(single) if single else ()), *([piece] if piece else ())]
        single = ""
    return whole


def _of_singles(run: str) -> list[str]:
    """Make names of characters that stood apart: three at most are one name, four are two."""
    if len(run) <= _SURE_LENGTH or run[:_TRIED] in word_table("compound_surnames"):
        return [run]
    return [run[start : start + _TRIED] for start in range(0, len(run), _TRIED)]


def _joined(part: str) -> list[str]:
    """Take two full names apart at 和: 江亦舟和尚可."""
    for match in _JOINED.finditer(part):
        sides = part[: match.start()].strip(), part[match.end() :].strip()
        whole = len(sides[0]) + len(sides[1])
        if whole >= _LONGEST and all(map(is_name, sides)):
            return list(sides)
    return [part]


def _is_role(word: str) -> bool:
    if word in words("roles"):
        return True
    return word.endswith(_role_ends()) and not is_name(word) and not _named_with_post(word)


def _named_with_post(word: str) -> bool:
    """Tell a full name with a post that is also a role: 教师李强."""
    return bool(_without_post(word)[1])


@cache
def _role_ends() -> tuple[str, ...]:
    return tuple(sorted((role for role in words("roles") if len(role) >= _SHORTEST), key=len))


@cache
def _posts() -> tuple[str, ...]:
    return tuple(sorted(word_table("posts"), key=len, reverse=True))


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(cast("str", data_file("words.yaml")["surnames"]).split()))


def has_post(text: str) -> bool:
    """Tell whether a text ends with a post: 县财政局副局长."""
    return bare(text).endswith(_posts())
