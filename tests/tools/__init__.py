"""Tests of the project's own tools in tools/."""
