"""What is kept of a run, and what it adds up to: leads, counts, and what is lacking."""
