"""Processes beside our own, that read files and judge batches of one run."""
