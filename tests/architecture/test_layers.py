"""Imports run downward only: no layer or room reaches up, no two files import each other."""

import pytest

from tests.architecture import layers
from tests.architecture.sources import PLATFORM, Module, product_modules, sample

ORDER = ["storage", "fields", "records"]


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return product_modules()


def test_platform_itself_is_no_package() -> None:
    assert not (PLATFORM / "__init__.py").exists(), "it would hide Python's own module of that name"


def test_no_layer_imports_one_above_it(modules: list[Module]) -> None:
    assert layers.layers_back(modules) == []


def test_no_room_imports_one_after_it(modules: list[Module]) -> None:
    assert layers.rooms_back(modules, layers.room_order()) == []


def test_every_room_has_its_place_in_the_order(modules: list[Module]) -> None:
    assert layers.unlisted_rooms([m for m in modules if m.name.startswith("runtime.")], layers.room_order()) == []


def test_no_two_modules_import_each_other(modules: list[Module]) -> None:
    assert layers.cycles(modules) == []


def test_own_modules_are_imported_relatively(modules: list[Module]) -> None:
    assert layers.absolute_imports(modules) == []


def test_every_folder_says_what_it_is(modules: list[Module]) -> None:
    assert layers.rooms_without_docstring(modules) == []


def test_the_order_is_read_from_the_runtime_s_docstring() -> None:
    order = layers.room_order()

    assert order[0] == "storage"
    assert order.index("fields") < order.index("records") < order.index("workflows") < order.index("views")


@pytest.mark.parametrize(
    "text",
    [
        "from ...web.edge import x",
        "from ... import builder",
        "import loomwork.web.edge",
        "def f():\n  from ...web import x",
    ],
)
def test_a_runtime_that_imports_upward_is_caught(text: str) -> None:
    assert layers.layers_back([sample("runtime.records.create", text)])


def test_connectors_know_nothing_of_the_runtime() -> None:
    assert layers.layers_back([sample("connectors.http", "from ..runtime import errors")])
    assert not layers.layers_back([sample("runtime.jobs.call", "from ...connectors import http")])


@pytest.mark.parametrize(
    "text", ["from ..records.create import x", "from .. import records", "from ..records import x"]
)
def test_a_room_that_imports_a_later_one_is_caught(text: str) -> None:
    assert layers.rooms_back([sample("runtime.fields.text", text)], ORDER)
    assert not layers.rooms_back([sample("runtime.records.create", "from ..fields.text import x")], ORDER)


def test_a_ground_file_that_imports_a_room_is_caught() -> None:
    assert layers.rooms_back([sample("runtime.errors", "from .storage import Database")], ORDER)
    assert not layers.rooms_back([sample("runtime.context", "from .storage import Workspace")], ORDER)
    assert layers.rooms_back([sample("runtime.storage.database", "from ..context import Context")], ORDER)


def test_a_room_without_a_place_is_caught() -> None:
    assert layers.unlisted_rooms([sample("runtime.attic", '"""A room."""', is_package=True)], ORDER) == ["attic"]


def test_a_cycle_is_caught_also_inside_functions_and_over_three() -> None:
    a = sample("runtime.a", "from .b import x")
    b = sample("runtime.b", "def f():\n    from . import c")
    c = sample("runtime.c", "from .a import y")

    assert layers.cycles([a, b, c]) == ["runtime.a → runtime.b → runtime.c → runtime.a"]
    assert layers.cycles([a, b]) == []


def test_an_absolute_import_is_caught() -> None:
    assert layers.absolute_imports([sample("web.edge", "from loomwork.runtime import errors")])


def test_a_silent_or_talkative_folder_is_caught() -> None:
    long = '"""' + "line\n" * 11 + '"""'
    assert layers.rooms_without_docstring([sample("runtime.x", "", is_package=True)])
    assert layers.rooms_without_docstring([sample("runtime.x", long, is_package=True)])
