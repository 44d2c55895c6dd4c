"""Links in letters that answer a question without signing in: one per answer, for one person, as long as the question
is open. `signing.py` makes them, `opening.py` is what whoever follows one is shown and may do."""
