"""The small company of tests/company.py, for tests of exports."""

from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]
