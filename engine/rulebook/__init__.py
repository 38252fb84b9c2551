"""The rulebook: rule files read, checked and linked."""
