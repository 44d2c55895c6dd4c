"""From what was submitted to values that may be stored: rights, defaults, fills, rules, links, lines, checks, serial
numbers; `pipeline.py` holds the order."""
