"""Lines are not turned by a merge: it is refused before anything has moved, rather than emptying or removing them."""

from typing import Any

import pytest

from loomwork.runtime import directory, records
from loomwork.runtime.context import Context
from loomwork.runtime.directory import merging
from loomwork.runtime.jobs import run_due
from loomwork.runtime.records.errors import StillReferred
from tests.company import Install
from tests.runtime.directory.documents import DOCUMENTS


def _route(on_delete: str) -> dict[str, Any]:
    stop = {"key": "customer", "type": "reference", "title": "Customer"}
    settings = {"columns": [stop | {"settings": {"form": "customer", "on_delete": on_delete}}]}
    stops = {"key": "stops", "type": "detail_lines", "title": "Stops", "settings": settings}
    return {"kind": "form", "key": "route", "title": {"zh-CN": "路线", "en": "Route"}, "fields": [stops]}


def _customer(context: Context, name: str) -> str:
    return records.create(context, "crm", "customer", {"name": name}).id


def _goes_to(context: Context, customer: str) -> str:
    return records.create(context, "crm", "route", {"stops": [{"customer": customer}]}).id


def _stops(context: Context, route: str) -> list[str]:
    return [line["customer"] for line in records.get(context, "crm", "route", route).values["stops"] or []]


def _merge(context: Context, winner: str, loser: str) -> dict[str, Any]:
    return directory.merge(context, "crm", "customer", winner, {winner: 1, loser: 1}, {})


@pytest.mark.parametrize("on_delete", ["refuse", "empty", "cascade"])
def test_a_merge_is_refused_while_lines_refer_to_a_loser(install: Install, context: Context, on_delete: str) -> None:
    install([*DOCUMENTS, _route(on_delete)])
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    to_loser, to_winner = _goes_to(context, loser), _goes_to(context, winner)
    order = records.create(context, "crm", "order", {"number": "A1", "customer": loser}).id

    with pytest.raises(StillReferred) as refused:
        _merge(context, winner, loser)

    assert "路线" in refused.value.sentence("zh-CN")
    assert (_stops(context, to_loser), _stops(context, to_winner)) == ([loser], [winner])
    assert records.get(context, "crm", "order", order).values["customer"] == loser

    records.delete(context, "crm", "route", to_loser, revision=1)
    assert _merge(context, winner, loser)["state"] == "done"
    assert _stops(context, to_winner) == [winner]


def test_a_line_that_comes_while_jobs_turn_references_is_kept(
    install: Install, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    install([*DOCUMENTS, _route("cascade")])
    monkeypatch.setattr(merging, "AT_ONCE", 0)
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    records.create(context, "crm", "order", {"number": "A1", "customer": loser})
    running = _merge(context, winner, loser)
    assert running["state"] == "running"
    route = _goes_to(context, loser)

    run_due(context.workspace)

    assert merging.get(context, running["id"])["state"] == "failed"
    assert _stops(context, route) == [loser]
