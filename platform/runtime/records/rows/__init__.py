"""Rows of forms' tables and what stands beside them: statements, side tables, patches for the change record, kept
orders."""
