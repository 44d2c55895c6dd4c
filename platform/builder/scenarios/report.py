"""Run every scenario of a package and report each by itself, for people and for programs."""

from typing import Any

from ...runtime.definitions import Plans
from ...runtime.storage import Settings
from ..packages.package import Package
from .running import outcomes


def report(settings: Settings, package: Package, plans: Plans | None = None) -> list[dict[str, Any]]:
    """One row a scenario: {package, scenario, passed, problem}."""
    return [
        {
            "package": package.key,
            "scenario": scenario["key"],
            "passed": failed is None,
            "problem": failed.sentence("en") if failed else None,
        }
        for scenario, failed in outcomes(settings, plans or Plans(0, [], [], {}), package, locale="en")
    ]
