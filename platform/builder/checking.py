"""Check the documents of an app against each other, as they will stand once it is installed."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..runtime.definitions import Definition, InstalledApp, Plans
from ..runtime.errors import PlatformError, Problems
from .kinds import definition_kinds
from .lineage import removed_fields

_MOST_PROBLEMS = 50


def check_together(plans: Plans, app: str, before: Plans | None = None) -> None:
    """Check all documents of `app` against everything in `plans`; and, where `before` tells what held until now, what
    documents of any app still say of fields that are gone. Raises Problems."""
    found: list[PlatformError] = []
    for key, kind in definition_kinds.items():
        for definition in plans.documents(key, app):
            try:
                kind.check(plans, definition)
            except Problems as problems:
                found += problems.errors
            except PlatformError as error:
                found.append(error)
    if before is not None:
        # A kind tells the first fault of a document; lineage tells every place, of other apps' documents too.
        found = [*removed_fields(before, plans), *found]
    if found:
        raise Problems(found[:_MOST_PROBLEMS])


def candidate_plans(
    plans: Plans, app: InstalledApp, definitions: Iterable[Definition], parameters: Mapping[str, Any]
) -> Plans:
    """The plans as they would be with `app`'s documents replaced by `definitions`."""
    kept = [d for kind in plans.kinds() for d in plans.documents(kind) if d.app != app.key]
    apps = [other for other in plans.apps.values() if other.key != app.key]
    values = {(app.key, key): value for key, value in parameters.items()}
    values |= {(other.key, k): v for other in apps for k, v in plans.parameters(other.key).items()}
    return Plans(plans.revision, [*apps, app], [*kept, *definitions], values)
