"""What counts once: red entries and the lines that they cancel, tables that were read twice."""
