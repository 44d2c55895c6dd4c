"""Who was chosen and why: the log of decisions, and its explanation for who may see it."""
