"""The served shop, on both databases."""

import pytest

from loomwork.runtime.storage import FakeClock, Installation, Workspace
from tests.web.site import Site, open_site


@pytest.fixture
def site(installation: Installation, workspace: Workspace, clock: FakeClock) -> Site:
    """A served workspace with the shop app and five people."""
    return open_site(installation, workspace, clock)
