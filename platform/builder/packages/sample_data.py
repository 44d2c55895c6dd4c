"""Write a package's sample data within the transaction that installs it.

A file that says which is its last day is shown as of now: all its days move by so many whole weeks that this one is not
ahead of today, and days of the week stay what they are.
"""

import re
from datetime import date, timedelta

from ...runtime.calendars import local_day
from ...runtime.context import Context
from ...runtime.definitions import plans_in
from ...runtime.imports import load_rows
from ...runtime.intake import add_link, intake_plan
from ...runtime.people import load_people, organisation_of
from ...runtime.storage import Transaction
from .data import data_rows
from .package import Package

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}(?=$|[ T])")


def load_sample_data(tx: Transaction, context: Context, package: Package) -> None:
    """Load every file the manifest lists, in order, and make its links. Raises Problems for a row that does not fit."""
    today = local_day(context.now(), context.workspace.zone)
    for sample in package.manifest.get("sample_data", []):
        rows = data_rows(package, sample["file"])
        if "last_day" in sample:
            rows = brought_near(rows, date.fromisoformat(sample["last_day"]), today)
        if "form" in sample:
            load_rows(context, package.key, sample["form"], rows, tx=tx)
        else:
            _load_people(tx, context, rows)
    for link in package.manifest.get("sample_links", []):
        plan = intake_plan(plans_in(context.workspace, tx), package.key, link["intake"])
        add_link(tx, context, plan, link["title"], link.get("parameters", {}))


def brought_near(rows: list[dict[str, str]], last: date, today: date) -> list[dict[str, str]]:
    """The rows with every day, alone or before a time, moved."""
    by = timedelta(weeks=(today - last).days // 7)
    return [{column: _DAY.sub(lambda day: _moved(day[0], by), cell) for column, cell in row.items()} for row in rows]


def _moved(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat()


def _load_people(tx: Transaction, context: Context, rows: list[dict[str, str]]) -> None:
    """Add sample people, never touching somebody of the company who happens to have the same code."""
    organisation = organisation_of(context.workspace, tx.connection)
    load_people(tx, context, [row for row in rows if organisation.by_code(_code(row)) is None])


def _code(row: dict[str, str]) -> str:
    return (row.get("工号") or row.get("code") or "").strip()
