"""The small company of tests/company.py."""

from tests.company import install

__all__ = ["install"]
