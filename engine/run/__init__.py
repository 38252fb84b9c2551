"""Runners and what they share: verdicts, their presentation, the cases of rules."""
