"""The rulebook of the package, which all tests of a process share: they only read it."""

from qinjian.engine.rulebook.load import load_rulebook

BOOK = load_rulebook()
