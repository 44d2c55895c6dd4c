"""Tests of people: signing in, the dated organisation, roles and what they permit."""
