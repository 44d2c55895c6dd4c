"""A workflow that is started by hand listens to no write; it may be about a record or about none."""

from loomwork.runtime import triggers
from loomwork.runtime.definitions import plans_in
from tests.runtime.triggers.conftest import Listen


def test_it_hears_no_write_and_starts_when_told(listen: Listen) -> None:
    ear = listen(type="manual")
    made = ear.company.request(run=False)
    assert ear.heard() == []
    context = ear.company.context
    with context.workspace.database.write() as tx:
        (listener,) = triggers.listeners(plans_in(context.workspace, tx), "manual")
        for _ in range(2):
            triggers.start(context, tx, listener, "pressed/1", record_id=made, data={"why": "now"})
    (heard,) = ear.heard()
    assert (heard["record_id"], heard["data"]) == (made, {"why": "now"})
