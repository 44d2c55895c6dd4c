"""S88 and the house rules that a machine can check, over the whole product."""

import json
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.sources import ROOT, Module, product_modules, sample


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return product_modules()


@pytest.fixture(scope="module")
def files() -> list[tuple[str, str]]:
    return rules.product_files()


def test_s88_no_banned_call_in_the_product(modules: list[Module]) -> None:
    assert rules.banned_calls(modules) == []


def test_only_the_edges_catch_everything(modules: list[Module]) -> None:
    assert rules.broad_excepts(modules) == []


def test_only_connectors_call_the_outside(modules: list[Module]) -> None:
    assert rules.network_outside_connectors(modules) == []


def test_only_the_clock_asks_for_the_time(modules: list[Module]) -> None:
    assert rules.clock_reads(modules) == []


def test_lists_of_words_are_written_as_each_language_does(modules: list[Module]) -> None:
    assert rules.chinese_lists(modules) == []
    assert rules.chinese_lists([sample("builder.odd", "'、'.join(titles)")])


def test_no_source_file_is_longer_than_400_lines(files: list[tuple[str, str]]) -> None:
    tests = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in (ROOT / "tests").rglob("*.py")]
    assert rules.long_files([*files, *tests]) == []


def test_no_product_file_is_marked_unfinished(files: list[tuple[str, str]]) -> None:
    assert rules.unfinished(files) == []


def test_no_product_file_names_a_template(files: list[tuple[str, str]]) -> None:
    assert rules.template_names(files, *rules.template_keys(ROOT / "app_templates")) == []


@pytest.mark.parametrize(
    "text",
    [
        "eval('1')",
        "exec(code)",
        "f = eval",
        "import pickle",
        "from tarfile import open",
        "import yaml; yaml.load(x)",
        "from flask import render_template_string\nrender_template_string(x)",
        "flask.render_template_string(x)",
        "client.get(url, verify=False)",
        "subprocess.run(command, shell=True)",
        "connection.execute(sa.text(f'SELECT {name}'))",
        "connection.exec_driver_sql('SELECT ' + name)",
        "cursor.execute('SELECT %s' % name)",
        "cursor.execute('SELECT {}'.format(name))",
    ],
)
def test_s88_each_banned_call_is_caught(text: str) -> None:
    assert rules.banned_calls([sample("runtime.x", text)])


@pytest.mark.parametrize(
    "text", ["regex.exec(x)", "connection.execute(statement)", "connection.exec_driver_sql('BEGIN')"]
)
def test_s88_what_only_looks_alike_is_left_alone(text: str) -> None:
    assert not rules.banned_calls([sample("runtime.x", text)])


@pytest.mark.parametrize(
    "caught", ["", " Exception", " BaseException", " (ValueError, Exception)", " builtins.Exception"]
)
def test_catching_everything_is_caught(caught: str) -> None:
    text = f"try:\n    f()\nexcept{caught}:\n    pass"

    assert rules.broad_excepts([sample("runtime.records.create", text)])
    assert not rules.broad_excepts([sample("runtime.jobs.runner", text)])


def test_cleaning_up_and_raising_on_is_left_alone() -> None:
    assert not rules.broad_excepts([sample("runtime.x", "try:\n    f()\nexcept BaseException:\n    g()\n    raise")])


def test_a_call_to_the_outside_is_caught() -> None:
    assert rules.network_outside_connectors([sample("runtime.x", "from urllib import request")])
    assert rules.network_outside_connectors([sample("web.x", "import httpx")])
    assert not rules.network_outside_connectors([sample("connectors.http", "import http.client")])


@pytest.mark.parametrize(
    "text", ["datetime.now(UTC)", "datetime.datetime.now()", "date.today()", "time.time()", "f = sa.func.now()"]
)
def test_asking_for_the_time_is_caught(text: str) -> None:
    assert rules.clock_reads([sample("runtime.x", text)])
    assert not rules.clock_reads([sample("runtime.storage.clock", text), sample("runtime.x", "context.now()")])


def test_a_long_file_and_an_unfinished_one_are_caught() -> None:
    assert rules.long_files([("a.py", "x\n" * 401)])
    assert not rules.long_files([("a.py", "x\n" * 400)])
    assert rules.unfinished([("a.py", "# TO" + "DO later")])


def test_a_template_s_keys_are_found_and_caught(tmp_path: Path) -> None:
    for folder, kind, key in (
        ("forms", "form", "visit"),
        ("rankings", "ranking", "best_fit"),
        ("roles", "role", "manager"),
        ("options", "options", "some_reasons"),
    ):
        path = tmp_path / "sample_package" / folder / f"{key}.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"kind": kind, "key": key}), encoding="utf-8")
    (tmp_path / "sample_package" / "manifest.json").write_text("{}", encoding="utf-8")

    words, quoted = rules.template_keys(tmp_path)

    assert (words, quoted) == ({"sample_package", "best_fit"}, {"visit"})
    assert rules.template_names([("a.py", "# for sample_package")], words, quoted)
    assert rules.template_names([("a.tsx", "if (form === 'visit')")], words, quoted)
    assert not rules.template_names([("a.py", "# a visit to best_fitness")], words, quoted)
