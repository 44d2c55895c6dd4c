"""The small company of tests/company.py, for alarms."""

from tests.company import crm, install, person, person_of

__all__ = ["crm", "install", "person", "person_of"]
