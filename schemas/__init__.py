"""What things are: record kinds, regulations, rules, standards, findings.

Their names here are for programs; each is imported when it is asked for, so that who needs one of
the modules imports no more than that.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qinjian.schemas.finding import Finding, Report
    from qinjian.schemas.kinds import KINDS
    from qinjian.schemas.record import Envelope, Record
    from qinjian.schemas.regulation import Regulation
    from qinjian.schemas.rule import Disposition, Level, Rule, Verdict
    from qinjian.schemas.standard import Lexicon, Standard

__all__ = [
    "KINDS",
    "Disposition",
    "Envelope",
    "Finding",
    "Level",
    "Lexicon",
    "Record",
    "Regulation",
    "Report",
    "Rule",
    "Standard",
    "Verdict",
]

_MODULES = {
    "finding": ("Finding", "Report"),
    "kinds": ("KINDS",),
    "record": ("Envelope", "Record"),
    "regulation": ("Regulation",),
    "rule": ("Disposition", "Level", "Rule", "Verdict"),
    "standard": ("Lexicon", "Standard"),
}


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
