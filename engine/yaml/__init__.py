"""YAML of rules and claims: read strictly, with the place of every value."""
