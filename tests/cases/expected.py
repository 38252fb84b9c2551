"""What is to be found in the folders: the lists that stand beside them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from qinjian.schemas.finding import Finding
from tests.cases.run import HERE, Spot, name, places, spot


@dataclass(frozen=True)
class PublishedCase:
    """A published offence: the files that it was typed into, and its claims; none means every row.

    ``binding`` is false where the regulation binds no such body (a village, a club), ``is_offence``
    where the case is one that was found in order.
    """

    id: str
    about: str
    needs: str
    primary: frozenset[int]
    wanted: frozenset[int]
    binding: bool
    is_offence: bool
    files: frozenset[str]
    claims: frozenset[str]

    def has(self, lead: Finding) -> bool:
        """Tell whether a lead points at a row of the case."""
        return any(
            name(place.file) in self.files and (not self.claims or place.claim_no in self.claims)
            for place in places(lead)
        )


@dataclass(frozen=True)
class PlantedCase:
    """An offence that was put among ordinary rows."""

    id: str
    about: str
    needs: str
    primary: frozenset[int]
    wanted: frozenset[int]
    rows: frozenset[Spot]


def listed(folder: str) -> list[dict[str, Any]]:
    """Read the list that stands beside a folder."""
    text = (HERE / f"{folder}.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)
    return found


def published_cases() -> Iterator[PublishedCase]:
    """List the published cases."""
    for case in listed("published"):
        expected = case["expected"]
        yield PublishedCase(
            id=case["id"],
            about=case["about"],
            needs=case["checkable"],
            primary=frozenset(e["article"] for e in expected if e.get("role") == "primary"),
            wanted=frozenset(e["article"] for e in expected),
            binding=case["scope"] != "out_of_scope",
            is_offence=case["verdict"] == "violation",
            files=frozenset(case["files"]),
            claims=frozenset(map(str, case["claims"] or ())),
        )


def planted_cases(single: frozenset[str]) -> tuple[PlantedCase, ...]:
    """List the planted offences; ``single`` names the files that have one table alone."""
    return tuple(
        PlantedCase(
            id=case["id"],
            about=case["about"],
            needs=case["needs"],
            primary=frozenset(case["primary"]),
            wanted=frozenset(case["articles"]),
            rows=frozenset(
                spot(row["file"], row["sheet"], row["row"], single) for row in case["rows"]
            ),
        )
        for case in listed("planted")
    )
