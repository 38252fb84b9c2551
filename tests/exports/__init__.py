"""The files of samples/exports, written out by hand, and what makes them."""
