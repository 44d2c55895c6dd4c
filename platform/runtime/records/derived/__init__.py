"""Values that come from other records: what formulas ask of other forms, lookups, rollups, and the jobs by which what
is stored follows its sources."""
