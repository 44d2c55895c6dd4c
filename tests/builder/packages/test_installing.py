"""Installing is all or nothing: what is wrong is said in words, and the workspace is as it was."""

import copy
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.builder import demo
from loomwork.builder.errors import AlreadyInstalled, ConsentMissing, ScenarioFailed
from loomwork.builder.packages import Package, read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.builder.packages.parameters import parameters_of
from loomwork.runtime import records
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import PlatformError, Problems
from loomwork.runtime.storage import Installation, Settings, Workspace
from tests.builder.packages.templates import SMALLEST


@pytest.fixture(scope="module")
def package() -> Package:
    return read_folder(SMALLEST)


def agreed(package: Package, **chosen: Any) -> Installing:
    return Installing(consents=[consent.id for consent in asked_consents(package)], **chosen)


def changed(package: Package, kind: str, edit: Callable[[dict[str, Any]], None]) -> Package:
    """The package with the first document of a kind edited, and no scenarios."""
    documents = copy.deepcopy(list(package.documents))
    edit(next(document for document in documents if document["kind"] == kind))
    return replace(package, documents=tuple(documents), scenarios=())


def apps(context: Context) -> set[str]:
    with context.workspace.database.read() as connection:
        return set(plan_cache(context.workspace).at(connection).apps)


def tables(context: Context) -> set[str]:
    with context.workspace.database.read() as connection:
        return {name for name in sa.inspect(connection).get_table_names() if "__" in name}


def test_installing_ends_in_a_working_app_with_sample_data(context: Context, package: Package) -> None:
    told: list[tuple[int, int]] = []
    install(context, package, agreed(package), lambda done, total, _: told.append((done, total)))

    assert apps(context) == {package.key}
    assert package == read_folder(SMALLEST)  # others hold the same one: it stays as it was read
    assert told[-1] == (len(package.scenarios) + 1, len(package.scenarios) + 1)
    administrator = replace(context.actor, roles=frozenset({"workspace.administrator"}))
    reader = context.acting_as(administrator)
    samples = [sample["form"] for sample in package.manifest["sample_data"] if "form" in sample]
    assert all(records.count(reader, package.key, form)[0] > 0 for form in samples)


def test_installing_twice_is_refused(context: Context, package: Package) -> None:
    quick = replace(package, scenarios=())
    install(context, quick, agreed(quick, sample_data=False))
    with pytest.raises(AlreadyInstalled):
        install(context, quick, agreed(quick))


def test_a_scenario_that_fails_names_its_step_and_changes_nothing(context: Context, package: Package) -> None:
    scenario = copy.deepcopy(package.scenarios[0])
    scenario["steps"].append({"expect": {"count": {package_form(package): 99}}})
    broken = replace(package, scenarios=(scenario,))
    with pytest.raises(ScenarioFailed) as failed:
        install(context, broken, agreed(broken))
    assert str(len(scenario["steps"])) in failed.value.sentence("zh-CN")
    assert apps(context) == set()
    assert tables(context) == set()


def test_what_is_asked_for_must_be_agreed_to(context: Context, package: Package) -> None:
    with pytest.raises(ConsentMissing):
        install(context, package, Installing())
    assert apps(context) == set()


@pytest.mark.parametrize("value", ["fifteen", "-PT15M", 15, None])
def test_a_parameter_that_does_not_fit_is_pointed_at(context: Context, package: Package, value: Any) -> None:
    key = next(p["key"] for p in package.parameters if p["type"] == "duration")
    with pytest.raises(Problems) as refused:
        install(context, package, agreed(package, parameters={key: value}))
    assert refused.value.errors[0].pointer == f"/parameters/{key}"


def _dangling_rule(form: dict[str, Any]) -> None:
    form["rules"] = [{"key": "odd", "when": True, "then": [{"require": "no_such_field"}]}]


def _unknown_type(form: dict[str, Any]) -> None:
    form["fields"][0]["type"] = "txet"


def _cycle(form: dict[str, Any]) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        settings = {"result": "integer", "expression": {"+": [{"var": f"record.{other}"}, 1]}}
        form["fields"].append({"key": one, "type": "formula", "title": one, "settings": settings})


def _dangling_edge(workflow: dict[str, Any]) -> None:
    workflow["edges"][0]["to"] = "nowhere"


def _unreachable(workflow: dict[str, Any]) -> None:
    workflow["nodes"].append({"key": "island", "type": "end", "title": "island"})


@pytest.mark.parametrize(
    ("kind", "edit"),
    [
        ("form", _dangling_rule),
        ("form", _unknown_type),
        ("form", _cycle),
        ("workflow", _dangling_edge),
        ("workflow", _unreachable),
    ],
)
def test_a_broken_definition_is_refused_with_document_pointer_and_words(
    context: Context, package: Package, kind: str, edit: Callable[[dict[str, Any]], None]
) -> None:
    broken = changed(package, kind, edit)
    with pytest.raises(Problems) as refused:
        install(context, broken, agreed(broken))
    first = refused.value.errors[0]
    assert first.pointer
    assert first.sentence("zh-CN") != first.sentence("en")
    assert apps(context) == set()


@pytest.mark.parametrize("point", ["before_commit=kill:1", "after_commit=kill:1", "before_commit=error"])
def test_killed_or_out_of_disk_at_the_commit_leaves_all_or_nothing(
    settings: Settings, tmp_path: Path, point: str
) -> None:
    # Without scenarios, whose scratch workspaces commit too, the install itself is the only commit.
    folder = shutil.copytree(SMALLEST, tmp_path / "package", ignore=shutil.ignore_patterns("scenarios"))
    with opened(settings) as workspace:
        id = workspace.id
    environment = os.environ | {
        "LOOMWORK_TEST": "1",
        "LOOMWORK_FAILPOINTS": point,
        "LOOMWORK_DATABASE_URL": settings.database_url,
    }
    command = [sys.executable, "-m", "loomwork.cli", "install", str(folder), "--data", str(settings.data_dir)]
    done = subprocess.run([*command, "--workspace", id], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if "error" in point else -signal.SIGKILL)
    assert ("disk is full" in done.stderr) == ("error" in point)

    with opened(settings) as workspace:
        context = Context(workspace, SYSTEM)
        assert bool(apps(context)) == bool(tables(context)) == point.startswith("after")
        if not apps(context):
            package = read_folder(folder)
            install(context, package, agreed(package))
        assert len(apps(context)) == 1


@contextmanager
def opened(settings: Settings) -> Iterator[Workspace]:
    installation = Installation.open(settings)
    try:
        yield installation.workspace(installation.workspace_ids()[0])
    finally:
        installation.close()


def test_an_error_of_the_package_is_said_in_both_languages(package: Package) -> None:
    for error in (ConsentMissing(what="x"), AlreadyInstalled(title="t", version="1"), ScenarioFailed(scenario="s")):
        assert isinstance(error, PlatformError)
        assert error.sentence("zh-CN") != error.sentence("en")


def test_the_demo_company_can_sign_in_and_install(installation: Installation, package: Package) -> None:
    demo.create_demo(installation)
    workspace = installation.workspace(installation.workspace_ids()[-1])
    context = Context(workspace, SYSTEM)
    quick = replace(package, scenarios=())
    install(context, quick, agreed(quick))
    assert workspace.sandbox
    assert apps(context) == {package.key}


def package_form(package: Package) -> str:
    key: str = next(document["key"] for document in package.documents if document["kind"] == "form")
    return key


def test_figures_chosen_at_install_do_not_fail_scenarios_that_speak_of_the_packages_own(
    context: Context, package: Package
) -> None:
    durations = [one["key"] for one in package.parameters if one["type"] == "duration"]
    install(context, package, agreed(package, parameters=dict.fromkeys(durations, "PT37M"), sample_data=False))

    kept = {one["key"]: one["value"] for one in parameters_of(context, package.key)}
    assert durations
    assert {kept[key] for key in durations} == {"PT37M"}


def test_each_intake_is_agreed_to_whether_or_not_the_manifest_says_so() -> None:
    package = read_folder(SMALLEST)
    hook = {"kind": "intake", "key": "hook", "title": "Hook", "channel": "webhook", "form": "x", "map": {"x": "x"}}
    found = {one.id for one in asked_consents(replace(package, documents=(*package.documents, hook)))}
    assert found - {one.id for one in asked_consents(package)} == {"intake:hook"}
