"""What happens: load the rules, read records, evaluate, report."""
