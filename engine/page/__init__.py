"""The report as a page: one file, offline, for who decides and for who follows each lead up."""
