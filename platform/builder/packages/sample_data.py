"""Write a package's sample data within the transaction that installs it."""

from ...runtime.context import Context
from ...runtime.definitions import plans_in
from ...runtime.imports import load_rows
from ...runtime.intake import add_link, intake_plan
from ...runtime.people import load_people, organisation_of
from ...runtime.storage import Transaction
from .data import data_rows
from .package import Package


def load_sample_data(tx: Transaction, context: Context, package: Package) -> None:
    """Load every file the manifest lists, in order, and make its links. Raises Problems for a row that does not fit."""
    for sample in package.manifest.get("sample_data", []):
        rows = data_rows(package, sample["file"])
        if "form" in sample:
            load_rows(context, package.key, sample["form"], rows, tx=tx)
        else:
            _load_people(tx, context, rows)
    for link in package.manifest.get("sample_links", []):
        plan = intake_plan(plans_in(context.workspace, tx), package.key, link["intake"])
        add_link(tx, context, plan, link["title"], link.get("parameters", {}))


def _load_people(tx: Transaction, context: Context, rows: list[dict[str, str]]) -> None:
    """Add sample people, never touching somebody of the company who happens to have the same code."""
    organisation = organisation_of(context.workspace, tx.connection)
    load_people(tx, context, [row for row in rows if organisation.by_code(_code(row)) is None])


def _code(row: dict[str, str]) -> str:
    return (row.get("工号") or row.get("code") or "").strip()
