"""What a scenario starts from: people, records from the package's data files, parameters, what other systems answer."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...runtime import changes
from ...runtime.definitions import plan_cache, set_parameters
from ...runtime.imports import load_rows
from ...runtime.people import load_people
from ...runtime.people.role_titles import give_role_by_title
from ...runtime.storage import Transaction
from ..packages.data import data_rows
from ..packages.package import Package
from .cast import Cast


def put_given(cast: Cast, package: Package, given: Iterable[Mapping[str, Any]]) -> None:
    """Write what is given. Parameters begin with their defaults, whatever a scenario before has set."""
    _parameters(cast, package, _defaults(package))
    for item in given:
        if "people" in item:
            _people(cast, package, item["people"])
        if "records" in item:
            for form, path in item["records"].items():
                _records(cast, package, form, path)
        if "parameters" in item:
            _parameters(cast, package, item["parameters"])
        if "answers" in item:
            cast.answers.give(plan_cache(cast.context.workspace).latest(), cast.app, item["answers"])


def _people(cast: Cast, package: Package, path: str) -> None:
    context = cast.context
    rows = data_rows(package, path)

    def write(tx: Transaction) -> None:
        load_people(tx, context, rows)
        for role, titles in package.manifest.get("role_titles", {}).items():
            give_role_by_title(tx, context, f"{package.key}.{role}", titles)

    changes.run(context, write)


def _parameters(cast: Cast, package: Package, values: Mapping[str, Any]) -> None:
    """Only those that differ: with a new parameter every plan is compiled anew."""
    context = cast.context
    with context.workspace.database.read() as connection:
        now = plan_cache(context.workspace).at(connection).parameters(package.key)
    if fresh := {key: value for key, value in values.items() if key not in now or now[key] != value}:
        changes.run(context, lambda tx: set_parameters(tx, context, package.key, fresh))


def _records(cast: Cast, package: Package, form: str, path: str) -> None:
    context = cast.context
    rows = data_rows(package, path)
    changes.run(context, lambda tx: load_rows(context, package.key, form, rows, tx=tx))


def _defaults(package: Package) -> dict[str, Any]:
    return {parameter["key"]: parameter["default"] for parameter in package.parameters}
