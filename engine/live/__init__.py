"""Records as they arrive: a journal, the reference runner on each, and what spans them."""
