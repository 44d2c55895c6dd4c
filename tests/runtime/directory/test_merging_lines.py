"""References inside detail lines follow a merge, in their records' own histories, and come back when it is undone."""

from typing import Any

import pytest

from loomwork.runtime import directory, records
from loomwork.runtime.context import Context
from loomwork.runtime.directory import merging, undoing
from loomwork.runtime.directory.errors import MergeMoved
from loomwork.runtime.jobs import run_due
from tests.company import Install
from tests.runtime.directory.documents import DOCUMENTS


def _route(on_delete: str) -> dict[str, Any]:
    stop = {"key": "customer", "type": "reference", "title": "Customer"}
    settings = {"columns": [stop | {"settings": {"form": "customer", "on_delete": on_delete}}]}
    stops = {"key": "stops", "type": "detail_lines", "title": "Stops", "settings": settings}
    return {"kind": "form", "key": "route", "title": {"zh-CN": "路线", "en": "Route"}, "fields": [stops]}


def _customer(context: Context, name: str) -> str:
    return records.create(context, "crm", "customer", {"name": name}).id


def _goes_to(context: Context, *customers: str) -> str:
    return records.create(context, "crm", "route", {"stops": [{"customer": one} for one in customers]}).id


def _stops(context: Context, route: str) -> list[str]:
    return [line["customer"] for line in records.get(context, "crm", "route", route).values["stops"] or []]


def _merge(context: Context, winner: str, loser: str) -> dict[str, Any]:
    return directory.merge(context, "crm", "customer", winner, {winner: 1, loser: 1}, {})


@pytest.mark.parametrize("on_delete", ["refuse", "empty", "cascade"])
def test_lines_turn_to_the_winner_and_back(install: Install, context: Context, on_delete: str) -> None:
    install([*DOCUMENTS, _route(on_delete)])
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    route, other = _goes_to(context, loser, winner, loser), _goes_to(context, winner)
    order = records.create(context, "crm", "order", {"number": "A1", "customer": loser}).id

    done = _merge(context, winner, loser)

    assert (done["state"], done["total"], done["done"]) == ("done", 3, 3)
    assert (_stops(context, route), _stops(context, other)) == ([winner] * 3, [winner])
    told = records.history(context, "crm", "route", route)[0]["changes"]
    assert [(change["before"], change["after"]) for change in told] == [(loser, winner)] * 2

    assert directory.undo(context, done["id"])["state"] == "undone"

    assert (_stops(context, route), _stops(context, other)) == ([loser, winner, loser], [winner])
    assert records.get(context, "crm", "order", order).values["customer"] == loser
    assert len(records.history(context, "crm", "route", route)) == 3


def test_lines_of_deleted_records_follow(install: Install, context: Context) -> None:
    install([*DOCUMENTS, _route("refuse")])
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    route = _goes_to(context, loser)
    records.delete(context, "crm", "route", route, revision=1)

    _merge(context, winner, loser)

    records.restore(context, "crm", "route", route)
    assert _stops(context, route) == [winner]


def test_a_line_changed_since_is_told_and_kept(install: Install, context: Context) -> None:
    install([*DOCUMENTS, _route("refuse")])
    winner, loser, third = (_customer(context, name) for name in ("甲公司", "乙公司", "丙公司"))
    route = _goes_to(context, loser, loser, loser)
    done = _merge(context, winner, loser)
    record = records.get(context, "crm", "route", route)
    first, second, _ = record.values["stops"]
    changed = [first | {"customer": third}, second]
    records.change(context, "crm", "route", route, {"stops": changed}, revision=record.revision)

    with pytest.raises(MergeMoved) as refused:
        directory.undo(context, done["id"])
    assert "1" in refused.value.sentence("en")

    directory.undo(context, done["id"], keep_changes=True)
    assert _stops(context, route) == [third, loser]


def test_many_lines_of_one_record_are_turned_by_jobs(
    install: Install, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    install([*DOCUMENTS, _route("refuse")])
    for room in (merging, undoing):
        monkeypatch.setattr(room, "AT_ONCE", 3)
        monkeypatch.setattr(room, "_CHUNK", 2)
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    route, other = _goes_to(context, *[loser] * 5), _goes_to(context, loser)

    begun = _merge(context, winner, loser)
    assert begun["state"] == "running"
    run_due(context.workspace)

    done = merging.get(context, begun["id"])
    assert (done["state"], done["done"]) == ("done", 6)
    assert (_stops(context, route), _stops(context, other)) == ([winner] * 5, [winner])

    directory.undo(context, begun["id"])
    run_due(context.workspace)
    assert merging.get(context, begun["id"])["state"] == "undone"
    assert (_stops(context, route), _stops(context, other)) == ([loser] * 5, [loser])


@pytest.mark.parametrize("on_delete", ["refuse", "empty", "cascade"])
def test_a_line_that_comes_while_jobs_turn_references_is_turned_too(
    install: Install, context: Context, monkeypatch: pytest.MonkeyPatch, on_delete: str
) -> None:
    install([*DOCUMENTS, _route(on_delete)])
    monkeypatch.setattr(merging, "AT_ONCE", 0)
    winner, loser = _customer(context, "甲公司"), _customer(context, "乙公司")
    records.create(context, "crm", "order", {"number": "A1", "customer": loser})
    running = _merge(context, winner, loser)
    assert running["state"] == "running"
    route = _goes_to(context, loser)

    run_due(context.workspace)

    assert merging.get(context, running["id"])["state"] == "done"
    assert _stops(context, route) == [winner]


def test_a_record_never_comes_to_refer_to_itself_in_its_lines(install: Install, context: Context) -> None:
    customer = next(one for one in DOCUMENTS if one["key"] == "customer")
    parents = _route("empty")["fields"][0] | {"key": "parents"}
    install([*[one for one in DOCUMENTS if one is not customer], customer | {"fields": [*customer["fields"], parents]}])
    loser = _customer(context, "乙公司")
    values = {"name": "甲公司", "parents": [{"customer": loser}]}
    winner = records.create(context, "crm", "customer", values).id

    done = _merge(context, winner, loser)
    (line,) = records.get(context, "crm", "customer", winner).values["parents"]
    assert line["customer"] is None

    directory.undo(context, done["id"])
    (line,) = records.get(context, "crm", "customer", winner).values["parents"]
    assert line["customer"] == loser
