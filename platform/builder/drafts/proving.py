"""Run an app's scenarios as its drafts would have it, in a scratch workspace: what a change would break is told before
it holds. They are those of the package the app was installed from, and those that stand among its own documents."""

from collections.abc import Mapping
from typing import Any

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import NotFound, PlatformError, Problems
from ...runtime.localized import LOCALES, text
from .. import operations
from ..packages.operation import market_of
from ..packages.package import Package
from ..scenarios.running import outcomes
from .judging import after_publishing, judged, with_drafts

_KIND = "drafts.scenarios"
_SCENARIO = "scenario"
_LABEL = {"zh-CN": "场景：{title}", "en": "Scenario: {title}"}


def count_scenarios(context: Context, after: Plans, app: str) -> int:
    """How many there are to run where `after` holds."""
    return len(_package(context, after, app).scenarios)


def start_scenarios(context: Context, app: str) -> str:
    """Begin to run them. Returns the operation's id; its result is {"run", "failed": [{"title", "problem"}]}, words in
    every language. Raises NotFound."""
    if app not in plan_cache(context.workspace).since(context.revision).apps:
        raise NotFound
    return changes.run(context, lambda tx: operations.start(context, tx, _KIND, {"app": app}))


@operations.operation_kind(_KIND, "system")
def _work(context: Context, payload: dict[str, Any], progress: operations.Progress) -> dict[str, Any]:
    app = payload["app"]
    plans, rows = with_drafts(context, app)
    if wrong := judged(plans, app, rows):
        raise Problems([one.error for one in wrong])
    after = after_publishing(plans, app, rows)
    package = _package(context, after, app)
    total = len(package.scenarios)

    def each(done: int, title: str) -> None:
        progress(done, total, {locale: said.format(title=title) for locale, said in _LABEL.items()})

    failed = [
        {
            "title": {locale: text(scenario["title"], locale) for locale in LOCALES},
            "problem": {locale: error.sentence(locale) for locale in LOCALES},
        }
        for scenario, error in outcomes(context.workspace.settings, after, package, each=each, locale=context.locale)
        if error is not None
    ]
    return {"run": total, "failed": failed}


def _package(context: Context, after: Plans, app: str) -> Package:
    """The app as a package, as it will be."""
    installed = after.apps[app]
    documents = {(kind, one.key): one.document for kind in after.kinds() for one in after.documents(kind, app)}
    shipped = _shipped(context, app, installed.version)
    scenarios: dict[str, Mapping[str, Any]] = {one["key"]: one for one in (shipped.scenarios if shipped else ())}
    scenarios |= {key: one for (kind, key), one in documents.items() if kind == _SCENARIO}
    own = tuple(one for (kind, _), one in documents.items() if kind != _SCENARIO)
    files = shipped.files if shipped else {}
    return Package(installed.manifest, own, tuple(dict(one) for one in scenarios.values()), files)


def _shipped(context: Context, app: str, version: str) -> Package | None:
    """The package it was installed from, if it is still there as it was."""
    try:
        found = market_of(context).get(app)
    except PlatformError:
        return None
    return found if found.version == version else None
