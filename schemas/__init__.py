"""What things are: record kinds, regulations, rules, standards, findings."""

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
