"""Mutation of rules: whether each part of each condition is needed by some case."""
