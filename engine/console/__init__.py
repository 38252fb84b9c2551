"""The command line: what can be asked, what is told where, and how a run ends."""
