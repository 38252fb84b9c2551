"""From rows of text to what they are: heads, headers, kinds, totals."""
