"""The small company of tests/company.py, for fields that are nothing without records."""

from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]
