"""Run every scenario of a package and report each by itself, for people and for programs."""

from typing import Any

from ...runtime.definitions import Plans
from ...runtime.storage import Settings
from ..errors import ScenarioFailed
from ..packages.package import Package
from .running import run_scenarios


def report(settings: Settings, package: Package, plans: Plans | None = None) -> list[dict[str, Any]]:
    """One row a scenario: {package, scenario, passed, problem}."""
    installed = plans or Plans(0, [], [], {})
    rows = []
    for scenario in package.scenarios:
        alone = Package(package.manifest, package.documents, (scenario,), package.files)
        problem = None
        try:
            run_scenarios(settings, installed, alone, locale="en")
        except ScenarioFailed as error:
            problem = error.sentence("en")
        key = scenario["key"]
        rows.append({"package": package.key, "scenario": key, "passed": problem is None, "problem": problem})
    return rows
