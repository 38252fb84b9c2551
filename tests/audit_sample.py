"""Makes ``samples/audit``: ``python -m tests.audit_sample``. The same bytes each time.

A year of an invented bureau, as an auditor receives it. Lawful rows are drawn with a fixed seed;
rows that are offences are written out in ``tests/audit``, each with what it is and the article that
it breaks.
"""

from pathlib import Path

from tests.audit.accounts import budget, notes, pay, vouchers
from tests.audit.cars import fuel, garage, vehicles
from tests.audit.events import meetings, receptions, team, trainings, travel
from tests.audit.goods import assets, cards, claims, packed, petty, purchases
from tests.audit.making import Sample

FOLDER = Path(__file__).resolve().parent.parent / "samples" / "audit"


def built() -> Sample:
    """Make all files."""
    sample = Sample()
    for make in (
        receptions, travel, team, meetings, trainings, fuel, garage, cards, purchases, budget,
        vouchers, petty, claims, pay, vehicles, assets, packed, notes,
    ):  # fmt: skip
        make(sample)
    return sample


def main() -> None:
    """Write the files, over those of the last time."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in built().files.items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
