"""The small company of tests/company.py and the shop of tests/shop.py, for record tests."""

from tests.company import crm, deals, install, person, person_of
from tests.shop import shop

__all__ = ["crm", "deals", "install", "person", "person_of", "shop"]
