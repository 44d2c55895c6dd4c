"""Runs for a period: rows of a form worked out and written once for each month, quarter or week.

The node `period_run` declares what is read of a row (inputs), what follows from it (results) and what is written. A run
first works everything out (`calculating.py`) and keeps it row by row beside what stands from the run before
(`comparing.py`), so a run that is not confirmed is a dry run. Confirmed (`deciding.py`), it writes what differs and
nothing else (`writing.py`). Who sees and confirms runs is said by the node (`access.py`, `reading.py`).
"""
