"""Two workspaces of one server, each with the shop app and its people."""

import pytest

from loomwork.runtime.storage import FakeClock, Installation, Workspace
from tests.web.site import Site, open_site


@pytest.fixture
def site(installation: Installation, workspace: Workspace, clock: FakeClock) -> Site:
    """The workspace under attack."""
    return open_site(installation, workspace, clock)


@pytest.fixture
def neighbour(site: Site, clock: FakeClock) -> Site:
    """Another company on the same server; its logins begin with "next."."""
    workspace = site.installation.create_workspace("Next door", clock=clock)
    return open_site(site.installation, workspace, clock, prefix="next.")
