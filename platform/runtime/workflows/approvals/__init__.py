"""Approvals: rounds with a frozen list of approvers, votes that belong to a slot of a round, and the outcome, which is
a pure function (`outcome.py`). The approval node asks, `rounds.py` keeps the round."""
