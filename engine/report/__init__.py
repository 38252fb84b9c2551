"""The report in each format: one module each."""
