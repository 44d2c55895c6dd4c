"""Check the documents of an app against each other, as they will stand once it is installed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..runtime.definitions import Definition, InstalledApp, Plans
from ..runtime.errors import PlatformError, Problems
from .kinds import definition_kinds
from .lineage import removed_fields

_MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document; the error's pointer leads to the place in it."""

    kind: str
    app: str
    key: str
    error: PlatformError


def check_together(plans: Plans, app: str, before: Plans | None = None) -> None:
    """Raises Problems with the first faults there are."""
    if found := [fault.error for fault in faults(plans, app, before)]:
        raise Problems(found[:_MOST_PROBLEMS])


def faults(plans: Plans, app: str, before: Plans | None = None) -> list[Fault]:
    """Check all documents of `app` against everything in `plans`; and, where `before` tells what held until now, what
    documents of any app still say of fields that are gone."""
    # A kind tells the first fault of a document; lineage tells every place, of other apps' documents too.
    gone = [] if before is None else [Fault(*named, error) for named, error in removed_fields(before, plans)]
    return [*gone, *_faults_of_kinds(plans, app)]


def _faults_of_kinds(plans: Plans, app: str) -> Iterator[Fault]:
    for key, kind in definition_kinds.items():
        for definition in plans.documents(key, app):
            try:
                kind.check(plans, definition)
            except Problems as problems:
                yield from (Fault(key, app, definition.key, error) for error in problems.errors)
            except PlatformError as error:
                yield Fault(key, app, definition.key, error)


def candidate_plans(
    plans: Plans, app: InstalledApp, definitions: Iterable[Definition], parameters: Mapping[str, Any]
) -> Plans:
    """The plans as they would be with `app`'s documents replaced by `definitions`."""
    kept = [d for kind in plans.kinds() for d in plans.documents(kind) if d.app != app.key]
    apps = [other for other in plans.apps.values() if other.key != app.key]
    values = {(app.key, key): value for key, value in parameters.items()}
    values |= {(other.key, k): v for other in apps for k, v in plans.parameters(other.key).items()}
    return Plans(plans.revision, [*apps, app], [*kept, *definitions], values)
