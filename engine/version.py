"""The version of the package: asking the installed one takes as long as many a check."""

VERSION = "0.1.0"
