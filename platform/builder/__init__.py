"""Authoring: the kinds of definitions, checking them together, packages and the scenarios that are their tests.

The builder publishes; the runtime executes what was published and never looks back here.
"""
