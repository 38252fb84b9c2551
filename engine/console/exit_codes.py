"""With what a command ends; 0 where nothing is to be told."""

FINDINGS = 1
WRONG_USE = 2
"""Wrong use, or input that cannot be read."""
OUR_FAULT = 3
INTERRUPTED = 130
"""128 and the number of the signal, as shells have it."""
