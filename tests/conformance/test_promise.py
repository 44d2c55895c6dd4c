"""The promise: a part of any sort is three files named by its key, and no list of parts stands anywhere."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from loomwork.connectors.base import connector_types
from loomwork.runtime.fields import field_types
from loomwork.runtime.forms.layout import layout_types
from loomwork.runtime.pages.blocks import block_types
from loomwork.runtime.triggers import trigger_types
from loomwork.runtime.views import view_types
from loomwork.runtime.views.charts import chart_types
from loomwork.runtime.workflows.node import node_types

ROOT = Path(__file__).parents[2]

# Sort: (the registered keys, folder of the backend, of the front, of the tests).
SORTS: dict[str, tuple[Iterable[str], str, str, str]] = {
    "field": (field_types, "platform/runtime/fields", "frontend/src/fields", "tests/runtime/fields"),
    "node": (node_types, "platform/runtime/workflows/nodes", "frontend/src/nodes", "tests/runtime/workflows/nodes"),
    "view": (view_types, "platform/runtime/views", "frontend/src/views", "tests/runtime/views"),
    "chart": (chart_types, "platform/runtime/views/charts", "frontend/src/charts", "tests/runtime/views/charts"),
    "block": (block_types, "platform/runtime/pages/blocks", "frontend/src/blocks", "tests/runtime/pages/blocks"),
    "layout": (layout_types, "platform/runtime/forms/layout", "frontend/src/layout", "tests/runtime/forms/layout"),
    "connector": (connector_types, "platform/connectors", "frontend/src/connectors", "tests/connectors"),
}
PARTS = [pytest.param(sort, key, id=f"{sort}-{key}") for sort, (keys, *_) in SORTS.items() for key in keys]


# A trigger type has no front of its own: its words and settings are shown as the backend declares them.
TRIGGERS = [pytest.param(key, id=f"trigger-{key}") for key in trigger_types]


@pytest.mark.parametrize("key", TRIGGERS)
def test_every_trigger_has_its_two_files(key: str) -> None:
    backend = ROOT / "platform/runtime/triggers/types" / f"{key}.py"
    tested = ROOT / "tests/runtime/triggers/types" / f"test_{key}.py"
    assert [path.name for path in (backend, tested) if not path.is_file()] == []
    assert f'"{key}"' in backend.read_text(encoding="utf-8")


def files_of(sort: str, key: str) -> tuple[Path, Path, Path]:
    _, backend, front, tests = SORTS[sort]
    return ROOT / backend / f"{key}.py", ROOT / front / f"{key}.tsx", ROOT / tests / f"test_{key}.py"


@pytest.mark.parametrize(("sort", "key"), PARTS)
def test_every_part_has_its_three_files(sort: str, key: str) -> None:
    missing = [str(path.relative_to(ROOT)) for path in files_of(sort, key) if not path.is_file()]
    assert not missing


@pytest.mark.parametrize(("sort", "key"), PARTS)
def test_front_and_backend_speak_of_the_same_key(sort: str, key: str) -> None:
    backend, front, _ = files_of(sort, key)
    assert re.search(rf'"{key}"', backend.read_text(encoding="utf-8"))
    assert re.search(rf"key: '{key}'", front.read_text(encoding="utf-8"))


@pytest.mark.parametrize("sort", SORTS)
def test_the_front_has_no_part_that_the_backend_lacks(sort: str) -> None:
    keys, _, front, _ = SORTS[sort]
    shown = {path.stem for path in (ROOT / front).glob("*.tsx") if not path.stem.endswith(".test")}
    assert shown == set(keys)


@pytest.mark.parametrize("sort", SORTS)
def test_no_file_lists_the_parts_of_a_sort(sort: str) -> None:
    """No file, but those of the parts themselves, names most of a sort's keys as texts."""
    keys, own = set(SORTS[sort][0]), {path for key in SORTS[sort][0] for path in files_of(sort, key)}
    if len(keys) < 3:
        return
    for path in _sources():
        if path not in own:
            named = {key for key in keys if re.search(rf"""["'`]{key}["'`]""", path.read_text(encoding="utf-8"))}
            assert len(named) <= len(keys) / 2, f"{path.relative_to(ROOT)} names {sorted(named)}"


def _sources() -> Iterator[Path]:
    for folder, pattern in (("platform", "*.py"), ("frontend/src", "*.ts"), ("frontend/src", "*.tsx")):
        for path in (ROOT / folder).rglob(pattern):
            if ".test." not in path.name and not path.name.endswith(".d.ts"):
                yield path
