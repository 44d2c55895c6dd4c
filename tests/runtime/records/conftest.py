"""The small company of tests/company.py, for record tests."""

from tests.company import crm, install, person

__all__ = ["crm", "install", "person"]
