"""Compiled rules: what was read and checked once, kept so that it need not be again."""
