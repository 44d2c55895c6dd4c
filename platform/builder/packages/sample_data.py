"""Write a package's sample data within the transaction that installs it."""

from ...runtime.context import Context
from ...runtime.people import load_people
from ...runtime.records.imports import load_rows
from ...runtime.storage import Transaction
from .data import data_rows
from .package import Package


def load_sample_data(tx: Transaction, context: Context, package: Package) -> None:
    """Load every file the manifest lists, in order. Raises Problems for a row that does not fit."""
    for sample in package.manifest.get("sample_data", []):
        rows = data_rows(package, sample["file"])
        if "form" in sample:
            load_rows(context, package.key, sample["form"], rows, tx=tx)
        else:
            load_people(tx, context, rows)
