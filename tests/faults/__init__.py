"""Faults: the engine against the reference, and real processes against being killed."""
