"""Run a package's scenarios: one scratch workspace for all, emptied of data between one scenario and the next."""

from collections.abc import Callable, Iterator, Mapping, Set
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from ...runtime import changes, triggers
from ...runtime.context import SYSTEM, Context
from ...runtime.definitions import Plans, plan_cache, plans_in, publish, put_app, set_parameters
from ...runtime.definitions.tables import app, definition, parameter
from ...runtime.errors import PlatformError, Problems
from ...runtime.forms import build_tables, form_plans
from ...runtime.localized import LOCALES, text
from ...runtime.metrics import alarms, obligations
from ...runtime.people import raise_people_revision
from ...runtime.people import tables as people_tables
from ...runtime.storage import FakeClock, Settings, Transaction, Workspace, scratch_workspace, workspace_metadata
from ...runtime.storage.tables import workspace_state
from ..errors import ScenarioFailed
from ..packages.package import Package
from .cast import Cast
from .expectations import check_expectations
from .given import put_given
from .steps import take_step

# Told before each scenario: how many are done, and the title of the one that begins.
Each = Callable[[int, str], None]

_KEPT = frozenset({app, definition, parameter, workspace_state})
_PEOPLE = frozenset(one for one in vars(people_tables).values() if isinstance(one, sa.Table))


def run_scenarios(
    settings: Settings,
    plans: Plans,
    package: Package,
    *,
    each: Each = lambda *_: None,
    locale: str = "zh-CN",
) -> None:
    """Run all scenarios of `package` beside the apps of `plans` it requires. Raises ScenarioFailed for the first that
    does not hold."""
    for _, failed in outcomes(settings, plans, package, each=each, locale=locale):
        if failed is not None:
            raise failed


def outcomes(
    settings: Settings,
    plans: Plans,
    package: Package,
    *,
    each: Each = lambda *_: None,
    locale: str = "zh-CN",
) -> Iterator[tuple[Mapping[str, Any], ScenarioFailed | None]]:
    """Each scenario as it was run, with why it does not hold, or None.

    They run on the package's own figures, whatever the installer chose: a scenario says "after 15 minutes" and names
    the parameters it wants otherwise itself.
    """
    if not package.scenarios:
        return
    clock = FakeClock(datetime(2026, 1, 1, tzinfo=UTC))
    with scratch_workspace(settings, clock) as workspace:
        context = Context(workspace, SYSTEM, locale=locale, provenance="system")
        changes.run(context, lambda tx: _publish_all(tx, context, plans, package))
        before: Mapping[str, Any] | None = None
        for number, scenario in enumerate(package.scenarios):
            each(number, text(scenario["title"], locale))
            clock.set(datetime.fromisoformat(scenario["now"]))
            # Loading a company takes longer than most scenarios, and none changes who works there.
            staying = before is not None and _company(before) == _company(scenario)
            # Before the first, too: what publishing set to wait for belongs to another day.
            _empty(workspace, keep=_KEPT | _PEOPLE if staying else _KEPT)
            try:
                run_scenario(context, package, scenario, people_there=staying)
            except ScenarioFailed as error:
                # Nobody knows how much of its company there is.
                before = None
                yield scenario, error
            else:
                before = scenario
                yield scenario, None


def run_scenario(
    context: Context, package: Package, scenario: Mapping[str, Any], *, people_there: bool = False
) -> None:
    """Run one scenario in a workspace that holds the package's definitions and no data, or nothing but the scenario's
    people. Raises ScenarioFailed."""
    cast = Cast(context, package.key)
    # The clock was set since the package was published: its alarms watch the period that runs now, its duties and
    # schedules wait for the next moment.
    with context.workspace.database.write() as tx:
        plans = plans_in(context.workspace, tx)
        alarms.watch(context, tx, plans)
        obligations.watching.watch(context, tx, plans)
        triggers.watching.watch(context, tx, plans)
    done = 0
    try:
        given = scenario.get("given", [])
        put_given(cast, package, [item for item in given if not (people_there and "people" in item)])
        for step in scenario["steps"]:
            done += 1
            if "expect" in step:
                check_expectations(cast, step["expect"])
            else:
                take_step(cast, step)
    except PlatformError as error:
        raise ScenarioFailed(scenario=scenario["title"], step=done, reason=_reason(error)) from error


def _reason(error: PlatformError) -> dict[str, str]:
    first = error.errors[0] if isinstance(error, Problems) else error
    return {locale: first.sentence(locale) for locale in LOCALES}


def _publish_all(tx: Transaction, context: Context, plans: Plans, package: Package) -> None:
    for key in _required(plans, package):
        installed = plans.apps[key]
        put_app(tx, context, key, installed.version, installed.manifest, [])
        publish(tx, context, key, [d.document for kind in plans.kinds() for d in plans.documents(kind, key)])
        set_parameters(tx, context, key, plans.parameters(key))
    put_app(tx, context, package.key, package.version, package.manifest, [])
    publish(tx, context, package.key, package.documents)
    build_tables(tx, plans_in(context.workspace, tx))


def _required(plans: Plans, package: Package) -> list[str]:
    """The apps the package may refer to, each after those it requires itself."""
    found: list[str] = []

    def visit(manifest: Mapping[str, Any]) -> None:
        requires = manifest["requires"]
        for key in [*requires.get("packages", {}), *requires.get("optional", {})]:
            if key in plans.apps and key not in found:
                visit(plans.apps[key].manifest)
                found.append(key)

    visit(package.manifest)
    return found


def _company(scenario: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Who works there when the scenario begins: people hold their places from that moment on."""
    return scenario["now"], [item["people"] for item in scenario.get("given", []) if "people" in item]


def _empty(workspace: Workspace, keep: Set[sa.Table]) -> None:
    """Remove all data but what is in the tables `keep`."""
    with workspace.database.write() as tx:
        plans = form_plans(plan_cache(workspace).at(tx.connection))
        form_tables = [table for plan in plans for table in (plan.table, *(side.table for side in plan.sides))]
        for table in [*form_tables, *reversed(workspace_metadata.sorted_tables)]:
            if table not in keep:
                tx.execute(sa.delete(table))
        raise_people_revision(tx)
