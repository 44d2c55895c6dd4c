"""Ways to aggregate over a million orders and 200,000 visits, beside the best SQL written by hand for each.

Both ask the same tables of one database, by turns, and must find as many figures; what they are is held against an
oracle in tests/conformance. Ours is the statement and all that is made
of it, with nothing shared: what a reader who comes first waits for.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import sqlalchemy as sa

from loomwork.builder import parts
from loomwork.runtime import changes
from loomwork.runtime.calendars.periods import read_period
from loomwork.runtime.changes.tables import change, change_entry
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.forms import build_tables, form_plan
from loomwork.runtime.metrics import metric_plan
from loomwork.runtime.metrics.evaluating import Question, figures
from loomwork.runtime.storage import Installation, Settings, Transaction
from loomwork.runtime.storage.types import Moment
from tests.bench import databases
from tests.bench.measuring import Row

ORDERS, VISITS, BUYERS = 1_000_000, 200_000, 2_000
_FIRST, _DAYS = date(2025, 1, 1), 730
_TURNS = 7
_REGIONS = ("east", "south", "west", "north", "middle")
_COUNTS = {"day": _DAYS, "region": len(_REGIONS)}
_YEAR = (read_period("2026", _FIRST),)
_MONTHS = tuple(read_period(f"2026-{month:02}", _FIRST) for month in range(1, 13))
_SUM = {"type": "sum", "field": "amount"}


class _Case(NamedTuple):
    """A metric with what is asked of it, and the SQL by hand that gives its totals, one row for each figure."""

    aggregate: dict[str, Any]
    by_hand: str
    by: str | None = None
    periods: Any = _YEAR
    form: str = "sale"


def _over(what: str, rest: str = "") -> str:
    """Totals over the year's orders."""
    year = "deleted_at IS NULL AND day >= '2026-01-01' AND day < '2027-01-01'"
    return f"SELECT {what} FROM bench__sale WHERE {year} {rest}"


def _at(share: str) -> str:
    """The number at a share of the way through all of them in order, and the next one."""
    place = _over(f"CAST((count(amount) - 1) * {share} AS integer)").replace("CAST(", "CAST(floor(")
    place = place.replace(" AS integer)", ") AS integer)")
    return _over("amount", f"AND amount IS NOT NULL ORDER BY amount LIMIT 2 OFFSET ({place})")


def _reached(stage: str) -> str:
    return f"EXISTS (SELECT 1 FROM change_entry WHERE object_id = v.id AND patch LIKE '%\"{stage}\"%')"


_CASES: dict[str, _Case] = {
    "count": _Case({"type": "count"}, _over("count(*)")),
    "count by month": _Case(
        {"type": "count"},
        _over("substr(CAST(day AS text), 6, 2), count(*)", "GROUP BY 1"),
        periods=_MONTHS,
    ),
    "distinct": _Case({"type": "distinct", "field": "buyer"}, _over("count(DISTINCT buyer)")),
    "sum": _Case(_SUM, _over("sum(amount)")),
    "sum by region": _Case(_SUM, _over("region, sum(amount)", "GROUP BY region"), "region"),
    "sum by region of the buyer": _Case(
        _SUM,
        "SELECT b.region, sum(s.amount) FROM bench__sale s LEFT JOIN bench__buyer b ON b.id = s.buyer "
        "AND b.deleted_at IS NULL WHERE s.deleted_at IS NULL AND s.day >= '2026-01-01' AND s.day < '2027-01-01' "
        "GROUP BY b.region",
        "buyer.region",
    ),
    "sum by buyer, 20 and the rest": _Case(
        _SUM,
        "WITH each AS (" + _over("buyer, sum(amount) AS total", "GROUP BY buyer") + "), heavy AS "
        "(SELECT buyer FROM each ORDER BY total DESC, buyer LIMIT 20) "
        "SELECT heavy.buyer, sum(total) FROM each LEFT JOIN heavy ON heavy.buyer = each.buyer GROUP BY heavy.buyer",
        "buyer",
    ),
    "mean": _Case({"type": "mean", "field": "amount"}, _over("sum(amount), count(amount)")),
    "median": _Case({"type": "median", "field": "amount"}, _at("0.5")),
    "percentile": _Case({"type": "percentile", "field": "amount", "at": "0.9"}, _at("0.9")),
    "max": _Case({"type": "max", "field": "amount"}, _over("max(amount)")),
    "ratio": _Case(
        {"type": "ratio", "part": {"field": "region", "operator": "equal", "value": "east"}},
        _over("count(*), sum(CASE WHEN region = 'east' THEN 1 ELSE 0 END)"),
    ),
    "conversion": _Case(
        {"type": "conversion", "field": "state", "from": "planned", "to": "done"},
        f"SELECT sum(CASE WHEN {_reached('planned')} THEN 1 END), "
        f"sum(CASE WHEN {_reached('planned')} AND {_reached('done')} THEN 1 END) "
        "FROM bench__visit v WHERE deleted_at IS NULL AND day >= '2026-01-01' AND day < '2027-01-01'",
        form="visit",
    ),
}


def measured(database: str) -> Iterator[Row]:
    """One row for each."""
    parts.load()
    with tempfile.TemporaryDirectory() as name, databases.pair(database, Path(name)) as (url, _):
        installation = Installation.open(Settings(data_dir=Path(name) / "ours", database_url=url))
        context = Context(installation.create_workspace("bench"), SYSTEM)
        changes.run(context, partial(_publish, context))
        plan_cache(context.workspace).forget()
        fill(context)
        for case in _CASES:
            yield _compared(context, database, case)
        installation.close()


def _compared(context: Context, database: str, case: str) -> Row:
    ours, theirs = _ours(context, case), _by_hand(context, case)
    if (found := len(ours())) != (wanted := theirs()):
        raise RuntimeError((case, found, wanted))
    taken: dict[str, list[float]] = {"ours": [], "theirs": []}
    for turn in range(_TURNS):
        sides = [("ours", ours), ("theirs", theirs)]
        for name, side in sides if turn % 2 else reversed(sides):
            begin = time.perf_counter()
            side()
            taken[name].append((time.perf_counter() - begin) * 1000)
    mine, yard = median(taken["ours"]), median(taken["theirs"])
    ratio = median(a / b for a, b in zip(taken["ours"], taken["theirs"], strict=True))
    rows = VISITS if _CASES[case].form == "visit" else ORDERS
    return Row(f"{case} of {rows:,}, {database}", mine, yard, "ms", "<= 1.2 x by hand", ratio <= 1.2, ratio)


def _ours(context: Context, case: str) -> Callable[[], list[Any]]:
    metric = metric_plan(plan_cache(context.workspace).latest(), "bench", _key(case))
    question = Question(_CASES[case].periods, _CASES[case].by)

    def ask() -> list[Any]:
        with context.workspace.database.read() as connection:
            return figures(context, metric, question, connection)

    return ask


def _by_hand(context: Context, case: str) -> Callable[[], int]:
    """Returns how many figures there are."""
    statement = sa.text(_CASES[case].by_hand)

    def ask() -> int:
        with context.workspace.database.read() as connection:
            rows = connection.execute(statement).all()
        return 1 if case in ("median", "percentile") else len(rows)

    return ask


def _key(case: str) -> str:
    return f"m{list(_CASES).index(case)}"


def _publish(context: Context, tx: Transaction) -> None:
    put_app(tx, context, "bench", "1.0.0", {"package": "bench"}, [])
    documents: list[dict[str, Any]] = [
        {
            "kind": "metric",
            "key": _key(case),
            "title": case,
            "form": one.form,
            "moment": "day",
            "aggregate": one.aggregate,
            "dimensions": ["region", "buyer.region", "buyer"] if one.form == "sale" else [],
        }
        for case, one in _CASES.items()
    ]
    publish(tx, context, "bench", [*_forms(), *documents])
    build_tables(tx, plans_in(context.workspace, tx))


def _forms() -> Iterator[dict[str, Any]]:
    regions = {"options": [{"key": key, "title": key} for key in _REGIONS]}
    region = {"key": "region", "type": "single_choice", "title": "Region", "settings": regions}
    day = {"key": "day", "type": "date", "title": "Day", "indexed": True}
    name = {"key": "name", "type": "text", "title": "Name"}
    buyer = {"key": "buyer", "type": "reference", "title": "Buyer", "settings": {"form": "buyer"}}
    amount = {"key": "amount", "type": "currency", "title": "Amount"}
    moves = [{"key": "do", "from": "planned", "to": "done"}]
    state = {
        "key": "state",
        "type": "stage",
        "title": "State",
        "default": "planned",
        "settings": {"stages": ["planned", "done"], "moves": moves},
    }
    for key, fields in (("buyer", [name, region]), ("sale", [day, amount, region, buyer]), ("visit", [day, state])):
        yield {"kind": "form", "key": key, "title": key, "fields": fields}


def fill(context: Context) -> None:
    """All rows by a few statements, as if there had been as many creates."""
    plans = plan_cache(context.workspace).latest()
    sale, visit, buyer = (form_plan(plans, "bench", key).table for key in ("sale", "visit", "buyer"))
    units = 100 if context.workspace.database.dialect == "sqlite" else 1
    with context.workspace.database.write() as tx:
        regions, days = (_listed(values, type_) for values, type_ in ((_REGIONS, sa.Text()), (_all_days(), sa.Date())))

        def put(table: sa.Table, count: int, *places: tuple[Any, str, int], **columns: Callable[[Any], Any]) -> None:
            """places: a list, the column that has a value of it, and the step by which it is walked through."""
            number = _numbers(count).c.number
            known = {"id": _id(number), "revision": sa.literal(1)} | _moments(table)
            values = known | {key: make(number) for key, make in columns.items()}
            values |= {key: sa.literal("bench") for key in ("created_by", "updated_by")}
            statement = sa.select(*values.values()).select_from(number.table)
            for listed, key, step in places:
                one = listed.cte(f"{key}s")
                statement = statement.add_columns(one.c.value)
                statement = statement.join(one, one.c.place == number * step % _COUNTS[key])
                values[key] = one.c.value
            tx.execute(sa.insert(table).from_select(list(values), statement))

        put(buyer, BUYERS, (regions, "region", 1), name=lambda n: sa.cast(n, sa.Text))
        put(
            sale,
            ORDERS,
            (days, "day", 7919),
            (regions, "region", 31),
            amount=lambda n: sa.type_coerce(sa.cast(n * 104_729 % 99_991 * units, _number(units)), sale.c.amount.type),
            buyer=lambda n: _id(n * 613 % BUYERS + 1),
        )
        put(
            visit,
            VISITS,
            (days, "day", 7919),
            state=lambda n: sa.case((n % 4 == 0, "planned"), else_="done"),
        )
        _fill_changes(tx)
    with context.workspace.database.write() as tx:
        tx.execute(sa.text("ANALYZE"))


def _fill_changes(tx: Transaction) -> None:
    """The creation of each visit, and of three in four the step to "done"."""
    at = sa.literal(datetime(2026, 1, 1, tzinfo=UTC), Moment())
    for ordinal, (stage, action) in enumerate((("planned", "create"), ("done", "change"))):
        number = _numbers(VISITS).c.number
        header = sa.select(
            _id(number + ordinal * VISITS), at, *(sa.literal(text) for text in ("system", "system", "typed"))
        )
        entry = sa.select(
            _id(number + ordinal * VISITS),
            sa.literal(0),
            *(sa.literal(text) for text in ("record", "bench.visit")),
            _id(number),
            sa.literal(action),
            *(sa.cast(sa.literal(text), sa.Text) for text in (_patch(stage), "{}", "")),
        )
        if ordinal:
            header, entry = header.where(number % 4 != 0), entry.where(number % 4 != 0)
        columns = ["id", "at", "actor_kind", "actor", "provenance"]
        tx.execute(sa.insert(change).from_select(columns, header))
        columns = ["change_id", "ordinal", "object_kind", "object_key", "object_id", "action"]
        tx.execute(sa.insert(change_entry).from_select([*columns, "patch", "salts", "digest"], entry))


def _patch(stage: str) -> str:
    return f'[{{"op":"set","path":["state"],"before":null,"after":"{stage}"}}]'


def _moments(table: sa.Table) -> dict[str, Any]:
    at = sa.literal(datetime(2026, 1, 1, tzinfo=UTC), Moment())
    return {key: at for key in ("created_at", "updated_at") if key in table.c}


def _numbers(count: int) -> Any:
    """1 to count."""
    first = sa.select(sa.literal(1, sa.BigInteger()).label("number")).cte("numbers", recursive=True)
    return first.union_all(sa.select(first.c.number + 1).where(first.c.number < count))


def _id(number: Any) -> Any:
    return sa.cast(number + 10**17, sa.String(26))


def _number(units: int) -> Any:
    return sa.BigInteger() if units > 1 else sa.Numeric()


def _all_days() -> list[date]:
    return [_FIRST + timedelta(days=number) for number in range(_DAYS)]


def _listed(values: Any, type_: Any) -> Any:
    """Values with their places, to pick from."""
    rows = list(enumerate(values))
    return sa.values(sa.column("place", sa.Integer()), sa.column("value", type_), name="listed").data(rows)
