"""Stored formulas over other forms follow their later changes, exactly once no job is left, whoever wrote at once."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish
from loomwork.runtime.errors import PlatformError
from loomwork.runtime.forms import build_tables, form_plan
from loomwork.runtime.jobs.tables import job as job_table
from loomwork.runtime.records.derived.following_formulas import JOB
from tests.company import Install

SAME = {"==": [{"var": "row.account"}, {"var": "this.account"}]}
OWN = {"==": [{"var": "row.account"}, {"var": "this.id"}]}


def field(key: str, type_: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": key, **({"settings": settings} if settings else {})}


def formula(key: str, result: str, tree: Any, **settings: Any) -> dict[str, Any]:
    return field(key, "formula", result=result, expression=tree, **settings)


def form(key: str, *fields: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "form", "key": key, "title": key, "fields": list(fields)}


REGION = form("region", field("name", "text"), field("rate", "integer"))
ACCOUNT = form(
    "account",
    field("name", "text"),
    field("level", "text"),
    field("region", "reference", form="region"),
    # Its own sum is stored, too, so that one change leads to the next.
    formula("paid", "currency", {"sumifs": ["payment", "amount", OWN]}),
    formula("most", "currency", {"maxifs": ["payment", "amount", OWN]}, refresh="on_read"),
)
PAYMENT = form(
    "payment", field("account", "reference", form="account"), field("amount", "currency"), field("words", "text")
)
NOTE = form(
    "note",
    field("account", "reference", form="account"),
    field("least", "currency"),
    field("tag", "text"),
    formula("alike", "integer", {"countifs": ["payment", {"==": [{"var": "row.words"}, {"var": "this.tag"}]}]}),
    formula("level", "text", {"var": "record.account.level"}),
    formula("place", "text", {"var": "record.account.region.name"}),
    formula("orders", "integer", {"countifs": ["payment", SAME]}),
    formula("total", "currency", {"var": "record.account.paid"}),
    formula("double", "currency", {"*": [{"var": "record.total"}, 2]}),
    formula("most", "currency", {"var": "record.account.most"}),
    formula("large", "integer", {"countifs": ["payment", {">": [{"var": "row.amount"}, {"var": "this.least"}]}]}),
    formula(
        "beside", "integer", {"countifs": ["account", {"==": [{"var": "row.region"}, {"var": "this.account.region"}]}]}
    ),
)
FORMULAS = ("level", "place", "orders", "total", "double", "most", "large", "beside", "alike")


@pytest.fixture
def bank(install: Install) -> None:
    install([REGION, ACCOUNT, PAYMENT, NOTE])


def made(context: Context, form: str, **values: Any) -> str:
    return records.create(context, "crm", form, values).id


def changed(context: Context, form: str, id: str, **values: Any) -> None:
    now = records.get(context, "crm", form, id).revision
    records.change(context, "crm", form, id, values, revision=now)


def values_of(context: Context, id: str, form: str = "note") -> dict[str, Any]:
    return records.get(context, "crm", form, id).values


def waiting(context: Context) -> int:
    which = sa.and_(job_table.c.kind == JOB, job_table.c.state == "waiting")
    with context.workspace.database.read() as connection:
        return connection.execute(sa.select(sa.func.count()).where(which)).scalar_one()


def followed(context: Context) -> None:
    jobs.run_due(context.workspace)


def test_a_formula_follows_what_it_reads(bank: None, context: Context) -> None:
    north, south = made(context, "region", name="North"), made(context, "region", name="South")
    one = made(context, "account", name="A", level="gold", region=north)
    made(context, "account", name="B", region=south)
    note, other = made(context, "note", account=one, least="5"), made(context, "note")
    first = made(context, "payment", account=one, amount="10.10")
    made(context, "payment", account=one, amount="0.20")
    followed(context)

    values = values_of(context, note)
    assert [values[key] for key in FORMULAS] == [
        "gold", "North", 2, Decimal("10.30"), Decimal("20.60"), Decimal("10.10"), 1, 1, 2,
    ]  # fmt: skip
    assert values_of(context, other)["orders"] == 0
    assert records.history(context, "crm", "note", note)[0]["provenance"] == "system"

    changed(context, "account", one, level="silver", region=south)
    changed(context, "payment", first, amount="3.00")
    changed(context, "region", south, name="Deep south")
    followed(context)
    values = values_of(context, note)
    assert [values[key] for key in FORMULAS] == [
        "silver", "Deep south", 2, Decimal("3.20"), Decimal("6.40"), Decimal("3.00"), 0, 2, 2,
    ]  # fmt: skip

    # To another account, and into the bin: both ends follow.
    changed(context, "payment", first, account=None)
    followed(context)
    assert values_of(context, note)["orders"] == 1
    assert values_of(context, other)["orders"] == 1
    records.delete(context, "crm", "payment", first, revision=3)
    followed(context)
    assert values_of(context, other)["orders"] == 0


def test_a_record_out_of_the_bin_is_up_to_date(bank: None, context: Context) -> None:
    one = made(context, "account", level="gold")
    note = made(context, "note", account=one)
    records.delete(context, "crm", "note", note, revision=1)
    changed(context, "account", one, level="silver")
    followed(context)
    records.restore(context, "crm", "note", note)
    followed(context)
    assert values_of(context, note)["level"] == "silver"


def test_what_nobody_reads_costs_nothing(bank: None, context: Context) -> None:
    followed(context)
    one = made(context, "account", name="A")
    followed(context)
    made(context, "payment", account=one, amount="1")
    followed(context)
    changed(context, "account", one, name="B")
    made(context, "region", name="new, so that nobody refers to it yet")
    assert waiting(context) == 0


def test_changes_that_come_together_are_followed_once(bank: None, context: Context) -> None:
    one = made(context, "account", level="0")
    note = made(context, "note", account=one)
    followed(context)
    before = records.get(context, "crm", "note", note).revision
    for place in range(1, 20):
        changed(context, "account", one, level=str(place))
    followed(context)
    after = records.get(context, "crm", "note", note)
    assert (after.values["level"], after.revision) == ("19", before + 1)


def test_more_records_than_one_job_takes(bank: None, context: Context) -> None:
    one = made(context, "account", level="old")
    notes = [made(context, "note", account=one) for _ in range(120)]
    changed(context, "account", one, level="new")
    changed(context, "account", one, level="newest")
    followed(context)
    assert {values_of(context, note)["level"] for note in notes} == {"newest"}


def test_formulas_of_lines_follow(install: Install, context: Context) -> None:
    columns = [
        {"key": "number", "type": "integer", "title": "Number"},
        formula("price", "integer", {"*": [{"var": "line.number"}, {"var": "record.region.rate"}]}),
    ]
    order = form(
        "order",
        field("region", "reference", form="region"),
        field("lines", "detail_lines", columns=columns),
        formula("sum", "integer", {"sum": {"var": "record.lines.price"}}),
    )
    install([REGION, order])
    region = made(context, "region", rate=2)
    one = made(context, "order", region=region, lines=[{"number": 3}, {"number": 4}])
    assert values_of(context, one, "order")["sum"] == 14
    changed(context, "region", region, rate=10)
    followed(context)
    assert values_of(context, one, "order")["sum"] == 70


def test_records_are_worked_out_anew_when_a_formula_is_published(install: Install, context: Context) -> None:
    install([REGION, ACCOUNT, PAYMENT, form("note", *NOTE["fields"][:2])])
    one = made(context, "account", level="gold")
    note = made(context, "note", account=one)

    def unit(tx: Any) -> None:
        publish(tx, context, "crm", [NOTE])
        plans = plans_in(context.workspace, tx)
        build_tables(tx, plans)
        records.bring_formulas_up_to_date(context, tx, plans)

    changes.run(context, unit)
    followed(context)
    assert values_of(context, note)["level"] == "gold"


def test_formulas_that_a_rule_closes_into_a_circle_come_to_rest(install: Install, context: Context) -> None:
    there = {"==": [{"var": "row.id"}, {"var": "this.other"}]}
    add = {"if": [{"==": [{"var": "record.base"}, None]}, None, {"+": [{"var": "record.seen"}, 1]}]}
    left = form("left", field("other", "reference", form="right"), field("base", "integer"), field("next", "integer"),
                formula("seen", "integer", {"sumifs": ["right", "seen", there]}))  # fmt: skip
    left["rules"] = [{"key": "on", "when": True, "then": [{"set": {"next": add}}]}]
    right = form("right", field("other", "reference", form="left"),
                 formula("seen", "integer", {"sumifs": ["left", "next", there]}))  # fmt: skip
    install([left, right])
    one = made(context, "left", base=1)
    changed(context, "left", one, other=made(context, "right", other=one))
    followed(context)
    assert waiting(context) == 0


@pytest.mark.parametrize("fresh", [True, False])
def test_what_a_job_passed_by_follows_when_it_is_there(bank: None, context: Context, fresh: bool) -> None:
    """A note is written while somebody changes what it reads, and the job for that change runs before it is there."""
    if context.workspace.database.dialect == "sqlite":
        pytest.skip("nobody else writes meanwhile")
    note = made(context, "note", tag="before")
    payment = made(context, "payment", words="y")
    followed(context)

    def unit(tx: Any) -> None:
        nonlocal note
        if fresh:
            note = records.create(context, "crm", "note", {"tag": "x"}, tx=tx).id
        else:
            records.change(context, "crm", "note", note, {"tag": "x"}, revision=None, tx=tx)
        with ThreadPoolExecutor(1) as beside:
            beside.submit(changed, context, "payment", payment, words="x").result()
            beside.submit(followed, context).result()

    changes.run(context, unit)
    assert values_of(context, note)["alike"] == 0
    followed(context)
    assert values_of(context, note)["alike"] == 1


class Writer:
    """Does one thing after another to a bank's records, with jobs between."""

    def __init__(self, context: Context, seed: int, there: dict[str, list[Any]]) -> None:
        self._context, self._draw, self._there = context, random.Random(seed), there

    def run(self, steps: int) -> None:
        acts = [self._pay, self._move_payment, self._relabel, self._move, self._rename, self._note, self._move_note]
        for _ in range(steps):
            # Somebody else may have changed the record first.
            with suppress(PlatformError):
                self._draw.choice([*acts, lambda: jobs.run_due(self._context.workspace)])()

    def _one(self, form: str, *besides: Any) -> Any:
        return self._draw.choice([*self._there[form], *besides])

    def _number(self) -> str:
        return str(self._draw.randint(0, 10))

    def _pay(self) -> None:
        made(self._context, "payment", account=self._one("account", None), amount=self._number())

    def _move_payment(self) -> None:
        values = {"account": self._one("account"), "amount": self._number(), "words": self._draw.choice("ab")}
        changed(self._context, "payment", self._one("payment"), **values)

    def _relabel(self) -> None:
        changed(self._context, "account", self._one("account"), level=self._number())

    def _move(self) -> None:
        changed(self._context, "account", self._one("account"), region=self._one("region", None))

    def _rename(self) -> None:
        changed(self._context, "region", self._one("region"), name=self._number())

    def _note(self) -> None:
        made(self._context, "note", account=self._one("account", None), least=self._number())

    def _move_note(self) -> None:
        changed(self._context, "note", self._one("note"), tag=self._draw.choice("ab"), least=self._number())


def stored(context: Context) -> dict[str, dict[str, Any]]:
    """Form → id → row, as the database has them."""
    plans, rows = plan_cache(context.workspace).latest(), {}
    with context.workspace.database.read() as connection:
        for key in ("note", "account", "payment", "region"):
            table = form_plan(plans, "crm", key).table
            rows[key] = {row.id: row for row in connection.execute(sa.select(table))}
    return rows


def expected(note: Any, rows: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A note's formulas, worked out here."""
    payments = list(rows["payment"].values())
    mine = [payment for payment in payments if payment.account == note.account]
    account: Any = rows["account"].get(note.account)
    region: Any = rows["region"].get(account.region) if account else None
    total = sum((payment.amount for payment in mine), Decimal(0)) if account else None
    near = account.region if account else None
    return {
        "level": account.level if account else None,
        "place": region.name if region else None,
        "orders": len(mine),
        "total": total,
        "double": None if total is None else total * 2,
        "most": max((payment.amount for payment in mine), default=None) if account else None,
        "large": sum(note.least is not None and payment.amount > note.least for payment in payments),
        "alike": sum(payment.words == note.tag for payment in payments),
        "beside": sum(one.region == near for one in rows["account"].values()),
    }


@pytest.mark.parametrize("seed", range(3))
def test_exact_after_many_wrote_at_once(bank: None, context: Context, seed: int) -> None:
    draw = random.Random(seed)
    there: dict[str, list[Any]] = {"region": [made(context, "region", name=f"r{n}") for n in range(2)]}
    there["account"] = [made(context, "account", region=draw.choice(there["region"])) for _ in range(3)]
    there["note"] = [made(context, "note", account=draw.choice(there["account"]), least="5") for _ in range(4)]
    there["payment"] = [made(context, "payment", account=draw.choice(there["account"]), amount="1") for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: Writer(context, 10 * seed + n, there).run(12), range(4)))
    followed(context)

    rows = stored(context)
    assert rows["note"]
    for note in rows["note"].values():
        assert {key: getattr(note, key) for key in FORMULAS} == expected(note, rows)
