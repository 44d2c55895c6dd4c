"""Many records at once: the same way as one, but with their statements sent together."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ...changes import change_of
from ...context import Context
from ...definitions import Plans, plans_in
from ...errors import PlatformError, Problems
from ...forms import FormPlan, form_plan
from ...storage import Transaction
from ..listeners import tell
from ..submission.drafting import drafted, insert_draft
from ..submission.links import forget_links, know_links
from ..submission.pipeline import Draft


def create_many(
    context: Context,
    app: str,
    form: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    tx: Transaction,
    sources: Sequence[dict[str, Any] | None] | None = None,
    starts_workflows: Callable[[Mapping[str, Any]], bool] = lambda data: False,
    confirmed: Collection[str] | None = None,
) -> list[str | PlatformError]:
    """Create a record from each row of JSON values, under one change header: its id, or what it was refused for.

    `sources` name where each row came from; `starts_workflows` is asked about the data of each record; `confirmed`
    as in `create`. All goes the way of `create`; only the statements are sent together. Raises Forbidden, NotFound.
    """
    plans = plans_in(context.workspace, tx)
    plan = form_plan(plans, app, form)
    named = sources if sources is not None else [None] * len(rows)
    batch = _Batch(context, tx, plans, starts_workflows, confirmed)
    made: list[str | PlatformError] = []
    # Where a form asks others, each record has to see the one before.
    size = 1 if plan.asks else max(len(rows), 1)
    for begin in range(0, len(rows), size):
        some = slice(begin, begin + size)
        drafts = [batch.drafted(app, form, values) for values in rows[some]]
        made += batch.create(plan, drafts, named[some])
    return made


class _NeedsSavepoint(Exception):
    """A record was refused after something of it had been written."""


class _Batch:
    """Creates records in one transaction."""

    def __init__(
        self,
        context: Context,
        tx: Transaction,
        plans: Plans,
        starts_workflows: Callable[[Mapping[str, Any]], bool],
        confirmed: Collection[str] | None,
    ) -> None:
        self._context = context
        self._tx = tx
        self._plans = plans
        self._starts_workflows = starts_workflows
        self._confirmed = confirmed
        self._writer = change_of(tx)

    def drafted(self, app: str, form: str, values: Mapping[str, Any]) -> Draft | PlatformError:
        """The record worked out, or what it is refused for."""
        try:
            return drafted(self._context, self._plans, app, form, values, True, self._tx)
        except Problems as refused:
            return refused

    def create(
        self,
        plan: FormPlan,
        drafts: Sequence[Draft | PlatformError],
        sources: Sequence[dict[str, Any] | None],
    ) -> list[str | PlatformError]:
        """All together; each in a savepoint of its own if some value is taken, or refused once it was written."""
        count = self._writer.count
        if plan.linking:
            know_links(
                self._context, self._tx, self._plans, plan, [one.row for one in drafts if isinstance(one, Draft)]
            )
        pairs = list(zip(drafts, sources, strict=True))
        try:
            if len(pairs) > 1:
                with self._tx.connection.begin_nested(), self._tx.batch():
                    return [self._one(draft, source) for draft, source in pairs]
        except (sa.exc.IntegrityError, _NeedsSavepoint):
            self._writer.rewind(count)
        finally:
            forget_links(self._tx)
        return [self._one_alone(draft, source) for draft, source in pairs]

    def _one(self, draft: Draft | PlatformError, source: dict[str, Any] | None) -> str | PlatformError:
        if not isinstance(draft, Draft):
            return draft
        count = self._writer.count
        try:
            return self._insert(draft, source)
        except PlatformError as refused:
            # A record that is refused gives its number back, so that none is missing.
            if self._writer.count != count or draft.plan.counted:
                raise _NeedsSavepoint from None
            return refused

    def _one_alone(self, draft: Draft | PlatformError, source: dict[str, Any] | None) -> str | PlatformError:
        if not isinstance(draft, Draft):
            return draft
        count = self._writer.count
        try:
            with self._tx.connection.begin_nested():
                return self._insert(draft, source)
        except PlatformError as refused:
            self._writer.rewind(count)
            return refused

    def _insert(self, draft: Draft, source: dict[str, Any] | None) -> str:
        row = insert_draft(self._context, self._tx, self._plans, draft, self._confirmed, source)
        if self._starts_workflows(draft.data):
            tell(self._context, self._tx, self._plans, draft.plan, "create", draft.data, self._writer.id)
        id: str = row["id"]
        return id
