"""Many records in one go: the same deed on each, all of them or none, and what merges, imports and options need."""
