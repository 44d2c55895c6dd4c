"""Whole packages walked through with a company's own data, in virtual time: what a test of a part cannot show."""
