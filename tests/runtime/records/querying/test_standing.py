"""Records that stand are made once: what changed is found in each transaction, what did not is not made again."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.forms import form_plan
from loomwork.runtime.records.querying import standing
from loomwork.runtime.records.querying.compiler import Reading
from loomwork.runtime.records.querying.standing import Standing


class Deals:
    """The titles of all deals, and which of them were made since the last look."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._made: list[str] = []
        self._standing = Standing(self._make)

    def _make(self, values: Mapping[str, Any]) -> str:
        assert set(values) >= {"id", "owner", "department", "title"}
        self._made.append(values["title"])
        return str(values["title"])

    def look(self, connection: Any = None) -> tuple[list[str], list[str]]:
        if connection is None:
            with self._context.workspace.database.read() as connection:
                return self.look(connection)
        plans = plan_cache(self._context.workspace).latest()
        reading = Reading(self._context, connection, plans, form_plan(plans, "crm", "deal"))
        self._made.clear()
        return self._standing.all(reading), sorted(self._made)


@pytest.fixture
def deals(context: Context, crm: None) -> Deals:
    return Deals(context)


def test_only_what_changed_is_made_again(context: Context, deals: Deals) -> None:
    first, second, _ = (_deal(context, title) for title in ("one", "two", "three"))
    assert deals.look() == (["one", "two", "three"], ["one", "three", "two"])
    assert deals.look() == (["one", "two", "three"], [])

    records.change(context, "crm", "deal", second.id, {"title": "TWO"}, revision=None)
    assert deals.look() == (["one", "TWO", "three"], ["TWO"])

    records.delete(context, "crm", "deal", first.id, revision=None)
    _deal(context, "four")
    assert deals.look() == (["TWO", "three", "four"], ["four"])


def test_a_transaction_sees_its_own_writes_and_nobody_sees_them_when_it_fails(context: Context, deals: Deals) -> None:
    deal = _deal(context, "one")
    deals.look()

    def fail(tx: Any) -> None:
        for title in ("two", "three"):
            records.change(context, "crm", "deal", deal.id, {"title": title}, revision=None, tx=tx)
            assert deals.look(tx.connection)[0] == [title]
        raise LookupError

    with pytest.raises(LookupError):
        changes.run(context, fail)

    assert deals.look()[0] == ["one"]
    records.change(context, "crm", "deal", deal.id, {"title": "four"}, revision=None)
    assert deals.look()[0] == ["four"]


def test_of_a_large_form_nothing_is_kept(context: Context, deals: Deals, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "MOST_KEPT", 1)
    for title in ("one", "two"):
        _deal(context, title)

    for _ in range(2):
        assert deals.look() == (["one", "two"], ["one", "two"])


def test_who_reads_some_of_the_rows_gets_those(context: Context, person: Callable[..., Context], crm: None) -> None:
    _deal(context, "small")
    _deal(context, "large", amount="1000.00")
    deals = Deals(person("auditor"))

    assert deals.look() == (["large"], ["large"])
    assert deals.look() == (["large"], ["large"])


def _deal(context: Context, title: str, amount: str = "1.00") -> Any:
    return records.create(context, "crm", "deal", {"title": title, "amount": amount})
