"""What the product imports is declared, and what is declared is used."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.rules import imported_names
from tests.architecture.sources import ROOT, product_modules

# Never imported by name: loaded through an address, or a program of its own.
LOADED_OTHERWISE = {"psycopg", "gunicorn"}


@pytest.fixture(scope="module")
def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_normal(re.split(r"[\[<>=;~! ]", line, maxsplit=1)[0]) for line in project["dependencies"]}


@pytest.fixture(scope="module")
def imported() -> set[str]:
    names = {name.partition(".")[0] for module in product_modules() for _, name in imported_names(module.tree)}
    distributions = packages_distributions()
    outside = names - set(sys.stdlib_module_names) - {"loomwork", "_typeshed"}  # the latter is for type checkers alone
    return {_normal(distribution) for name in outside for distribution in distributions.get(name, [name])}


def test_what_is_imported_is_declared(imported: set[str], declared: set[str]) -> None:
    assert imported - declared == set()


def test_what_is_declared_is_imported(imported: set[str], declared: set[str]) -> None:
    assert declared - imported - LOADED_OTHERWISE == set()


def test_each_pinned_file_holds_hashes_and_no_address() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert text.count("==") <= text.count("--hash=sha256:"), path.name
        assert "://" not in text, path.name


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
