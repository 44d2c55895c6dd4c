"""The small company of tests/company.py, for views and charts."""

from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]
