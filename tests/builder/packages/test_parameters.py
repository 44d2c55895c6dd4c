"""Parameters after installing: changed as a whole or not at all, recorded, and read by the next act."""

from collections.abc import Mapping
from typing import Any

import pytest

from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.builder.packages.package import Package
from loomwork.builder.packages.parameters import change_parameters, checked, parameters_of
from loomwork.runtime.changes.reading import history
from loomwork.runtime.context import Context
from loomwork.runtime.errors import NotFound, Problems
from tests.builder.packages.templates import SMALLEST


@pytest.fixture
def package(context: Context) -> Package:
    read = read_folder(SMALLEST)
    bare = Package(read.manifest, read.documents, (), read.files)
    consents = [consent.id for consent in asked_consents(bare)]
    install(context, bare, Installing(consents=consents, sample_data=False))
    return bare


def values(context: Context, app: str) -> Mapping[str, Any]:
    return {one["key"]: one["value"] for one in parameters_of(context, app)}


def test_a_changed_parameter_is_kept_and_the_others_stay(context: Context, package: Package) -> None:
    before = values(context, package.key)
    change_parameters(context, package.key, {"silent_after": "PT20M"})
    assert values(context, package.key) == {**before, "silent_after": "PT20M"}
    change_parameters(context, package.key, {"silent_after": "PT15M"})
    assert values(context, package.key) == before


def test_one_wrong_value_keeps_all_as_they_were_and_is_named(context: Context, package: Package) -> None:
    before = values(context, package.key)
    with pytest.raises(Problems) as caught:
        change_parameters(context, package.key, {"silent_after": "PT20M", "weight_load": "3", "unheard_of": 1})
    assert {error.pointer for error in caught.value.errors} == {"/parameters/weight_load", "/parameters/unheard_of"}
    assert values(context, package.key) == before


def test_an_app_that_is_not_installed_has_no_parameters(context: Context) -> None:
    with pytest.raises(NotFound):
        change_parameters(context, "absent", {})


def test_the_trail_tells_what_a_parameter_was(context: Context, package: Package) -> None:
    change_parameters(context, package.key, {"silent_after": "PT20M"})
    change_parameters(context, package.key, {"silent_after": "PT20M"})
    with context.workspace.database.read() as connection:
        found = [entry for entry in history(connection, package.key) if entry.action == "change"]
    assert [entry.patch for entry in found] == [
        [{"op": "set", "path": ["parameters", "silent_after"], "before": "PT15M", "after": "PT20M"}]
    ]


def test_values_are_checked_by_their_types() -> None:
    declared: list[dict[str, Any]] = [
        {"key": "least", "type": "integer", "default": 1, "minimum": "1"},
        {"key": "share", "type": "percent", "default": "0.5", "minimum": "0", "maximum": "1"},
        {"key": "on", "type": "boolean", "default": True},
        {"key": "how", "type": "choice", "default": "a", "options": [{"key": "a", "title": "A"}]},
    ]
    assert checked(declared, {"least": 3, "share": "0.25", "on": False, "how": "a"}) == {
        "least": 3,
        "share": "0.25",
        "on": False,
        "how": "a",
    }
    with pytest.raises(Problems) as caught:
        checked(declared, {"least": 0, "share": "1.5", "on": "yes", "how": "b"})
    assert len(caught.value.errors) == 4
