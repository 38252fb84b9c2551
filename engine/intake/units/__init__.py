"""What the name of a unit tells: kind, level, region, what is the same, who a title speaks of."""
