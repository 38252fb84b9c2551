"""From paths to tables of text: what files are found, copied, opened and decoded."""
