"""Advice on data as it lies there, before anything is held against rules: no leads."""
