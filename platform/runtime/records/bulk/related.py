"""Records of related lists that are made together with the record they refer to: all of them or none.

In the values of a new record a related list holds its rows, each the JSON values of a record of the other form without
the reference, which is filled in. They are written in the record's transaction, under the actor's rights on that form;
what is refused is told at its row, "/values/contacts/3/mobile".
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ...context import Context
from ...definitions import Plans
from ...errors import InvalidValue, LimitExceeded, PlatformError, Problems
from ...forms import FieldPlan, FormPlan, form_plan
from ...storage import Transaction
from ..errors import CheckWarns, Unconfirmed
from ..rights import rights_on
from ..submission.drafting import drafted
from ..submission.pipeline import Draft
from .batches import create_many

Related = Mapping[str, Sequence[Mapping[str, Any]]]
_MOST = 2_000


def drafted_with_rows(
    context: Context,
    plans: Plans,
    app: str,
    form: str,
    values: Mapping[str, Any],
    gates: bool,
    tx: Transaction | None = None,
) -> tuple[Draft, Related]:
    """A new record worked out, and the rows to be made with it. Raises as `drafted`; InvalidValue for what is no list
    of rows, LimitExceeded."""
    own, related = _apart(context, plans, form_plan(plans, app, form), values)
    return drafted(context, plans, app, form, own, gates, tx), related


def _apart(
    context: Context, plans: Plans, plan: FormPlan, values: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Related]:
    """The values of the record itself, and the rows of its related lists that the actor knows of."""
    if not plan.related or values.keys().isdisjoint(plan.related):
        return values, {}
    rights = rights_on(context, plans, plan)
    seen = rights.readable | (rights.creates or frozenset())
    lists = {key: _rows(key, values[key]) for key in plan.related if key in values and key in seen}
    if sum(map(len, lists.values())) > _MOST:
        raise LimitExceeded(what={"zh-CN": "一次保存的行数", "en": "rows saved at once"}, limit=_MOST)
    own = {key: value for key, value in values.items() if key not in lists}
    return own, {key: rows for key, rows in lists.items() if rows}


def _rows(key: str, raw: Any) -> Sequence[Mapping[str, Any]]:
    if raw is None:
        return ()
    if isinstance(raw, list) and all(isinstance(row, dict) for row in raw):
        return raw
    raise InvalidValue(pointer=f"/values/{key}", expected={"zh-CN": "一组记录的值", "en": "a list of records' values"})


def create_related(
    context: Context,
    tx: Transaction,
    plan: FormPlan,
    id: str,
    related: Related,
    confirmed: Collection[str] | None,
    starts_workflows: bool,
) -> None:
    """Write the rows that refer to the record just written. Raises Problems; Unconfirmed when only warnings are left,
    each said once."""
    refused: list[PlatformError] = []
    warned: dict[tuple[str, str], CheckWarns] = {}
    for key, rows in related.items():
        for place, error in _refusals(context, tx, plan.fields[key], id, rows, confirmed, starts_workflows):
            if isinstance(error, Unconfirmed):
                warned |= {(one.check, one.sentence(context.locale)): one for one in _warnings(error)}
            else:
                refused += _placed(error, f"/values/{key}/{place}")
    if refused:
        raise Problems(refused)
    if warned:
        raise Unconfirmed(list(warned.values()))


def _refusals(
    context: Context,
    tx: Transaction,
    field: FieldPlan,
    id: str,
    rows: Sequence[Mapping[str, Any]],
    confirmed: Collection[str] | None,
    starts_workflows: bool,
) -> Iterator[tuple[int, PlatformError]]:
    app, form = field.settings["target"]
    values = [{**row, field.settings["by"]: id} for row in rows]
    made = create_many(
        context, app, form, values, tx=tx, starts_workflows=lambda _: starts_workflows, confirmed=confirmed
    )
    return ((place, answer) for place, answer in enumerate(made) if isinstance(answer, PlatformError))


def _warnings(error: Unconfirmed) -> list[CheckWarns]:
    return [one for one in error.errors if isinstance(one, CheckWarns)]


def _placed(error: PlatformError, place: str) -> Iterator[PlatformError]:
    """The errors of a row, with pointers that begin at the list."""
    for one in error.errors if isinstance(error, Problems) else (error,):
        one.pointer = place + (one.pointer or "").removeprefix("/values")
        yield one
