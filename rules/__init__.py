"""The law as data: regulations, rules, standards and word lists. No code."""
