"""What is shared hides who it is about: names, and numbers of accounts, cards, phones and people.

Names are those that stand in columns of people, wherever else in the report they stand; a name that
only a text tells is not known for one. Numbers keep their last four digits, so that two of them
can be told apart. A fingerprint would let a name be guessed and tried, and is a mere number here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from qinjian.engine.answer.spool import spooled
from qinjian.engine.wording.regex import regex
from qinjian.schemas.finding import Finding, Report
from qinjian.schemas.regulation import Model

_PEOPLE = frozenset({
    "person", "name", "recipient", "travelers", "members", "guests", "companions", "escorts",
    "lecturers", "driver", "vehicle_user", "fixed_user", "holder", "handler", "approver",
    "reception_approver", "meeting_approver", "training_approver", "gift_recipients",
})  # fmt: skip
"""The fields that name people."""

_ACCOUNTS = frozenset({"payee_account"})
_OF_THE_TEXT = frozenset({
    "quote", "citation", "citations", "title", "rule", "regulation", "concern", "limit_source",
    "kind", "level", "outcome", "code", "manifest", "why", "presumed",
})  # fmt: skip
"""What is of rules and regulations and tells nothing of people."""

_KEPT_DIGITS = 4
_NUMBER = regex(
    r"(?<![\d.])(?:\d{17}[\dXx]|\d{19}|\d{15,16}|1[3-9]\d{9})(?![\dXx]|\.\d)"
    r"|(?<![\d.])\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?(?!\d)"
)
"""Numbers of people (18 or 15 digits), of cards (16, 19, in groups of four too) and of phones."""

_BETWEEN_NAMES = regex(r"[、,，;；/ ]+")
_NAME = regex(r"[\u3400-\u9fff·]{2,12}|[A-Za-z][A-Za-z .'-]+")
_NO_NAME = regex(r"等|一行|科$|局$|处$|室$|办$|公司|单位")

Masked = TypeVar("Masked", bound=Model)


def masked(report: Report, aside: Iterable[Finding]) -> tuple[Report, Iterable[Finding]]:
    """Return a report, and findings outside of it, in which people cannot be recognised."""
    mask = _Mask(name for lead in chain(report.findings, aside) for name in _names(lead))
    leads = spooled(_Hidden(mask, report.findings, 1))
    manifest = report.manifest.model_copy(update={"masked": True})
    told = mask.model(report.model_copy(update={"findings": ()}))
    hidden = told.model_copy(update={"manifest": manifest, "findings": leads})
    return hidden, _Hidden(mask, aside, len(leads) + 1)


@dataclass(frozen=True)
class _Hidden:
    """Findings in which the same is hidden, numbered from ``first`` on; read as often as asked."""

    mask: "_Mask"
    findings: Iterable[Finding]
    first: int

    def __iter__(self) -> Iterator[Finding]:
        for number, one in enumerate(self.findings, start=self.first):
            yield self.mask.model(one).model_copy(update={"fingerprint": f"masked-{number}"})


class _Mask:
    """Hides names wherever they stand, and numbers."""

    def __init__(self, names: Iterable[str]) -> None:
        # The longest first: 欧阳明 is hidden before 欧阳.
        ordered = sorted(set(names), key=lambda name: (-len(name), name))
        self._names = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def model(self, model: Masked) -> Masked:
        """Return what a model says with what is hidden."""
        return type(model).model_validate(self._hidden(model.model_dump(), ""))

    def _hidden(self, value: object, name: str) -> object:
        match value:
            case str():
                return self._text(value, name)
            case dict():
                return {
                    key: one if key in _OF_THE_TEXT else self._hidden(one, key)
                    for key, one in value.items()
                }
            case list() | tuple():
                return [self._hidden(one, name) for one in value]
            case _:
                return value

    def _text(self, text: str, name: str) -> str:
        if name in _ACCOUNTS:
            return _last_digits(text)
        hidden = _NUMBER.sub(lambda match: _last_digits(match[0]), text)
        return self._names.sub(lambda match: _initial(match[0]), hidden) if self._names else hidden


def _names(lead: Finding) -> Iterator[str]:
    """List the names of people that a lead tells."""
    told = [lead.about.person, *(value for key, value in lead.values.items() if key in _PEOPLE)]
    for value in told:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield from filter(_is_name, _BETWEEN_NAMES.split(text))


def _is_name(word: str) -> bool:
    return _NAME.fullmatch(word) is not None and _NO_NAME.search(word) is None


def _initial(name: str) -> str:
    return name[0] + "*" * (len(name) - 1)


def _last_digits(number: str) -> str:
    return "*" * max(len(number) - _KEPT_DIGITS, 0) + number[-_KEPT_DIGITS:]
