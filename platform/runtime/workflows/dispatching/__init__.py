"""Who was chosen and why: the log of decisions, its explanation for who may see it, and choosing somebody else."""
