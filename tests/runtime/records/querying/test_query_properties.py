"""The query compiler against an oracle in plain Python: any filter, order and page size, for an actor with two roles
that differ in rows and fields. What he cannot see in a row may not show, filter or sort that row."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.fields.wording import word_key
from loomwork.runtime.records import Query, Record

AUDITED = frozenset({"title", "status"})
WORDS = ["", "a", "A", "ab", "B_", "100%", "温", "宁波", "\\", "zz"]
AMOUNTS = ["0.00", "10.50", "999.99", "1000.00", "5000.00"]
DAYS = ["2026-01-05", "2026-02-28", "2025-12-31"]


@pytest.fixture
def both(context: Context, person: Callable[..., Context]) -> tuple[Context, list[Record]]:
    """The actor, and all records as the system sees them."""
    actor = person("seller", "auditor")
    other = person("seller").actor.person_id
    chance = random.Random(7)

    def row() -> dict[str, Any]:
        return {
            "title": chance.choice(WORDS) or "t",
            "amount": chance.choice([*AMOUNTS, None]),
            "seller": chance.choice([actor.actor.person_id, other, None]),
            "due": chance.choice([*DAYS, None]),
            "visits": chance.choice([None, -1, 0, 3]),
            "status": chance.choice(["new", "lost"]),
            "source": chance.choice(["web", None]),
        }

    def fill(tx: Any) -> list[str]:
        return [records.create(context, "crm", "deal", row(), tx=tx, gates=False).id for _ in range(45)]

    ids = changes.run(context, fill)
    return actor, [records.get(context, "crm", "deal", id) for id in ids]


def _ordered(field: str, values: list[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(
            lambda operator, value: {"field": field, "operator": operator, "value": value},
            st.sampled_from(["equal", "not_equal", "less", "at_most", "greater", "at_least"]),
            st.sampled_from(values),
        ),
        st.builds(
            lambda a, b: {"field": field, "operator": "between", "value": [a, b]},
            st.sampled_from(values),
            st.sampled_from(values),
        ),
        st.sampled_from(["empty", "not_empty"]).map(lambda operator: {"field": field, "operator": operator}),
    )


_conditions = st.one_of(
    _ordered("amount", AMOUNTS),
    _ordered("due", DAYS),
    _ordered("visits", [-1, 0, 3]),
    st.builds(
        lambda operator, value: {"field": "title", "operator": operator, "value": value},
        st.sampled_from(["equal", "not_equal", "contains", "not_contains", "starts_with"]),
        st.sampled_from(WORDS[1:]),
    ),
    st.builds(
        lambda operator, value: {"field": "status", "operator": operator, "value": value},
        st.sampled_from(["one_of", "none_of"]),
        st.lists(st.sampled_from(["new", "won", "lost"]), min_size=1, max_size=2),
    ),
)
_filters = st.recursive(
    _conditions,
    lambda below: st.builds(
        lambda key, members: {key: members}, st.sampled_from(["all", "any"]), st.lists(below, max_size=3)
    ),
    max_leaves=6,
)
_sorts = st.lists(
    st.tuples(st.sampled_from(["title", "amount", "due", "visits", "status", "band"]), st.booleans()),
    max_size=3,
    unique_by=lambda key: key[0],
)


_question = {
    "tree": st.none() | _filters,
    "sort": _sorts,
    "limit": st.integers(1, 20),
    "word": st.sampled_from(["", "", "a", "%", "宁"]),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**_question)
def test_every_query_answers_as_plain_python_does(
    both: tuple[Context, list[Record]], tree: Any, sort: list[tuple[str, bool]], limit: int, word: str
) -> None:
    actor, rows = both
    me = str(actor.actor.person_id)
    _check(actor, rows, {row.id: _seen(row, me) for row in rows}, tree, sort, limit, word)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(**_question)
def test_so_does_every_query_of_who_reads_all_rows_alike(
    both: tuple[Context, list[Record]],
    context: Context,
    tree: Any,
    sort: list[tuple[str, bool]],
    limit: int,
    word: str,
) -> None:
    """His statements are kept by shape, and come again with other values."""
    _, rows = both
    _check(context, rows, {row.id: frozenset(row.values) for row in rows}, tree, sort, limit, word)


def _check(
    actor: Context,
    rows: list[Record],
    visible: dict[str, frozenset[str]],
    tree: Any,
    sort: list[tuple[str, bool]],
    limit: int,
    word: str,
) -> None:
    wanted = [row for row in rows if visible[row.id] and _passes(tree, row, visible[row.id])]
    wanted = [row for row in wanted if not word or _found(word, row, visible[row.id])]
    wanted.sort(key=lambda row: row.id, reverse=sort[0][1] if sort else True)
    for field, descending in reversed(sort):
        wanted = _sorted(wanted, field, descending, visible)

    names = tuple(f"-{field}" if descending else field for field, descending in sort)
    found: list[Record] = []
    cursor = None
    while True:
        query = Query(filter=tree, sort=names, limit=limit, cursor=cursor, search=word, count=True)
        page = records.query(actor, "crm", "deal", query)
        assert (page.total, page.total_exact) == (len(wanted), True)
        assert len(page.items) <= limit
        found += page.items
        if (cursor := page.next_cursor) is None:
            break
    assert [record.id for record in found] == [record.id for record in wanted]
    # From the beginning or from where a page ended, as many as one likes may be left out.
    for skip, first in ((limit, None), (len(wanted) + 1, None), (2, _after_two(actor, tree, names, word))):
        query = Query(filter=tree, sort=names, limit=limit, cursor=first, skip=skip, search=word)
        begin = skip if first is None else 2 + skip
        assert [one.id for one in records.query(actor, "crm", "deal", query).items] == [
            one.id for one in wanted[begin : begin + limit]
        ]
    for record in found:
        whole = next(row for row in rows if row.id == record.id)
        assert record.values == {key: value for key, value in whole.values.items() if key in visible[record.id]}


def _after_two(actor: Context, tree: Any, sort: tuple[str, ...], word: str) -> str | None:
    """Where the first two end; None when there are no more."""
    return records.query(actor, "crm", "deal", Query(filter=tree, sort=sort, limit=2, search=word)).next_cursor


def _seen(row: Record, me: str) -> frozenset[str]:
    seen: frozenset[str] = frozenset()
    if row.values["seller"] == me:
        seen |= frozenset(row.values)
    if row.values["amount"] is not None and row.values["amount"] >= 1000:
        seen |= AUDITED
    return seen


def _passes(tree: Any, row: Record, seen: frozenset[str]) -> bool:
    if tree is None:
        return True
    if "all" in tree:
        return all(_passes(one, row, seen) for one in tree["all"])
    if "any" in tree:
        return any(_passes(one, row, seen) for one in tree["any"]) or not tree["any"]
    if tree["field"] not in seen:
        return False
    field = row.plan.fields[tree["field"]]
    value, raw = row.values[field.key], tree.get("value")
    operator = tree["operator"]
    if operator in ("empty", "not_empty"):
        return (value is None) is (operator == "empty")
    if value is None:
        return operator in ("not_equal", "none_of", "not_contains")
    if operator in ("contains", "not_contains", "starts_with"):
        held = raw.lower() in value.lower() if operator != "starts_with" else value.lower().startswith(raw.lower())
        return held is not (operator == "not_contains")
    other = [field.load(one) for one in raw] if isinstance(raw, list) else field.load(raw)
    return bool(_COMPARE[operator](value, other))


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "equal": lambda a, b: a == b,
    "not_equal": lambda a, b: a != b,
    "less": lambda a, b: a < b,
    "at_most": lambda a, b: a <= b,
    "greater": lambda a, b: a > b,
    "at_least": lambda a, b: a >= b,
    "between": lambda a, b: b[0] <= a <= b[1],
    "one_of": lambda a, b: a in b,
    "none_of": lambda a, b: a not in b,
}


def _found(word: str, row: Record, seen: frozenset[str]) -> bool:
    return "title" in seen and word.lower() in row.values["title"].lower()


def _sorted(rows: list[Record], field: str, descending: bool, visible: dict[str, frozenset[str]]) -> list[Record]:
    """A stable sort; hidden values count as empty, and empties come last."""

    def shown(row: Record) -> Any:
        return row.values[field] if field in visible[row.id] else None

    filled = [row for row in rows if shown(row) is not None]
    by_value: dict[Any, list[Record]] = {}
    for row in filled:
        # Titles as in a dictionary, where "a" and "A" are alike.
        value = word_key(shown(row)) if field in row.plan.worded else shown(row)
        by_value.setdefault(value, []).append(row)
    # Stages go in the order of the form; whatever has no such order goes by size.
    stages = list(rows[0].plan.fields[field].settings.get("titles", ())) if rows else []
    order = sorted(by_value, key=stages.index if stages else None, reverse=descending)
    return [row for value in order for row in by_value[value]] + [row for row in rows if shown(row) is None]
