"""The small company of tests/company.py."""

from tests.company import install, person_of

__all__ = ["install", "person_of"]
