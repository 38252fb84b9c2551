"""Samples for an audit that anybody can draw again: by a seed, and by nothing else."""
