"""What is wrong with the drafts of an app, as they would stand together once they are published."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...runtime.context import Context
from ...runtime.definitions import Definition, Plans, plan_cache
from ...runtime.definitions.publishing import content_hash
from ...runtime.definitions.shape import shape_problems
from ...runtime.errors import NotFound, PlatformError
from ...runtime.forms import changed_types
from ..checking import Fault, candidate_plans, faults
from ..kinds import titled_schema
from .tables import draft


def problems(context: Context, app: str) -> list[Fault]:
    """Everything publishing would refuse, of other apps' documents too. Raises NotFound."""
    plans, rows = with_drafts(context, app)
    return judged(plans, app, rows)


def with_drafts(context: Context, app: str) -> tuple[Plans, Sequence[Any]]:
    """What is published, and the rows of the app's drafts by kind and key, at one moment. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        if app not in plans.apps:
            raise NotFound
        wanted = sa.select(draft).where(draft.c.app == app).order_by(draft.c.kind, draft.c.key)
        return plans, connection.execute(wanted).all()


def after_publishing(plans: Plans, app: str, rows: Iterable[Any]) -> Plans:
    """The plans as they will be once the drafts of `rows` are published."""
    return prospect(plans, app, {(row.kind, row.key): row.document for row in rows})


def judged(plans: Plans, app: str, rows: Iterable[Any]) -> list[Fault]:
    """What is wrong with the drafts of `rows`. Their shapes first: what has none cannot be checked against others."""
    drafts = {(row.kind, row.key): row.document for row in rows}
    shapes = [fault for (kind, key), one in sorted(drafts.items()) if one for fault in _shape(app, kind, key, one)]
    if shapes:
        return shapes
    after = prospect(plans, app, drafts)
    return faults(after, app, plans) or [
        Fault("form", form.app, form.key, error) for form, error in changed_types(plans, after)
    ]


def prospect(plans: Plans, app: str, drafts: Mapping[tuple[str, str], dict[str, Any]]) -> Plans:
    """The plans as they will be once the drafts, by kind and key, are published. Nothing is written."""
    kept = [one for kind in plans.kinds() for one in plans.documents(kind, app) if (one.kind, one.key) not in drafts]
    new = []
    for (kind, key), one in drafts.items():
        if one:
            published = plans.find(kind, app, key)
            revision = published.revision + 1 if published else 1
            new.append(Definition(app, kind, key, revision, content_hash(one), one))
    return candidate_plans(plans, plans.apps[app], [*kept, *new], plans.parameters(app))


def _shape(app: str, kind: str, key: str, document: dict[str, Any]) -> list[Fault]:
    found: list[PlatformError] = list(shape_problems(titled_schema(kind), document, key))
    return [Fault(kind, app, key, error) for error in found]
