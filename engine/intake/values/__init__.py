"""From the text of one cell to a value: amounts, days, people, words."""
