"""Install a package: check everything, prove it by its scenarios in a scratch workspace, then one transaction.

Either the whole app stands afterwards, with its tables, roles and sample data, or nothing has changed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Definition, InstalledApp, Plans, plan_cache, plans_in, publish, put_app
from ...runtime.definitions import set_parameters as store_parameters
from ...runtime.definitions.publishing import content_hash
from ...runtime.people.role_titles import give_role_by_title
from ...runtime.storage import Transaction
from ..checking import candidate_plans, check_together
from ..errors import AlreadyInstalled
from ..publishing import bring_up_to_date
from ..scenarios.running import run_scenarios
from .consents import check_consents
from .package import Package
from .parameters import checked
from .requirements import check_requirements
from .sample_data import load_sample_data

# Told how far it is: done, total, and what is going on now (one text per language).
Progress = Callable[[int, int, dict[str, str]], None]


@dataclass(frozen=True, slots=True)
class Installing:
    """What the installer chose: parameters that differ from the defaults (JSON values), consents, sample data."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    consents: Collection[str] = ()
    sample_data: bool = True


def install(context: Context, package: Package, chosen: Installing, progress: Progress = lambda *_: None) -> None:
    """Install `package` in the context's workspace. Raises InvalidPackage, ConsentMissing, Problems, ScenarioFailed,
    AlreadyInstalled; nothing has changed then."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    check_not_installed(plans, package, context.locale)
    check_requirements(package.manifest, {key: app.version for key, app in plans.apps.items()})
    check_consents(package, chosen.consents)
    parameters = checked(package.parameters, chosen.parameters)
    check_together(prospect(plans, package, parameters), package.key, plans)

    total = len(package.scenarios) + 1
    run_scenarios(
        context.workspace.settings,
        plans,
        package,
        each=lambda done, title: progress(done, total, {"zh-CN": f"场景：{title}", "en": f"Scenario: {title}"}),
    )
    progress(total - 1, total, {"zh-CN": "写入应用与示例数据", "en": "Writing the app and its sample data"})
    changes.run(context, lambda tx: _install(tx, context, package, parameters, chosen.sample_data))
    progress(total, total, {"zh-CN": "安装完成", "en": "Installed"})


def check_not_installed(plans: Plans, package: Package, locale: str) -> None:
    """Raises AlreadyInstalled."""
    if (app := plans.apps.get(package.key)) is not None:
        raise AlreadyInstalled(title=package.manifest["title"], version=app.version)


def prospect(plans: Plans, package: Package, parameters: Mapping[str, Any]) -> Plans:
    """The plans as they will be once `package` is installed. Nothing is written."""
    app = InstalledApp(package.key, package.version, package.manifest)
    definitions = [
        Definition(package.key, document["kind"], document["key"], 1, content_hash(document), document)
        for document in package.documents
    ]
    return candidate_plans(plans, app, definitions, parameters)


def write_app(tx: Transaction, context: Context, package: Package, parameters: Mapping[str, Any]) -> None:
    """Write the app's definitions, parameters and tables, without data and roles."""
    put_app(tx, context, package.key, package.version, package.manifest, list(package.documents))
    publish(tx, context, package.key, package.documents)
    store_parameters(tx, context, package.key, parameters)
    bring_up_to_date(tx, context, None)


def _install(
    tx: Transaction, context: Context, package: Package, parameters: Mapping[str, Any], sample_data: bool
) -> None:
    # Asked again under the writer's lock: two people may have pressed the button together.
    check_not_installed(plans_in(context.workspace, tx), package, context.locale)
    write_app(tx, context, package, parameters)
    if sample_data:
        load_sample_data(tx, context, package)
    for role, titles in package.manifest.get("role_titles", {}).items():
        give_role_by_title(tx, context, f"{package.key}.{role}", titles)
    summary = {"version": package.version, "parameters": dict(parameters)}
    patch = [{"op": "add", "path": [], "after": summary}]
    changes.change_of(tx).entry("app", package.key, package.key, "install", patch)
