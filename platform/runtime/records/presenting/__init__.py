"""Records and counts as people read them: JSON with names, labels of values, groups and places counted."""
