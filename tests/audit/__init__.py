"""The rows of ``samples/audit``."""
