"""Bulk edits: one change of many records, or their deletion, as an operation one watches and can take back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from ..runtime import changes, records
from ..runtime.context import Context
from ..runtime.definitions import plan_cache
from ..runtime.errors import Forbidden, LimitExceeded, NotFound
from ..runtime.people import access_to
from ..runtime.records import Query
from ..runtime.records.querying.question import MAX_LIMIT
from ..runtime.storage import Transaction
from . import operations
from .operations import Progress

MOST = 10_000
_KIND = "records.bulk"
_UNDO = "records.bulk_undo"
_CHUNK = 50
_MOST_TOLD = 200
_LABELS: dict[str, dict[str, str]] = {
    "change": {"zh-CN": "正在修改", "en": "Changing"},
    "delete": {"zh-CN": "正在删除", "en": "Deleting"},
    "undo": {"zh-CN": "正在撤销", "en": "Taking back"},
}


def start_bulk(
    context: Context,
    app: str,
    form: str,
    deed: Literal["change", "delete"],
    values: Mapping[str, Any],
    *,
    ids: Sequence[str] | None = None,
    query: Query | None = None,
) -> str:
    """Begin to change (fields `values`) or delete the records `ids`, or all that `query` finds. Returns the operation's
    id. Raises Forbidden, NotFound, LimitExceeded, and what a query raises."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if not access_to(context, plans, app, form).may(deed):
        raise Forbidden
    wanted = chosen(context, app, form, ids, query)
    payload = {"app": app, "form": form, "deed": deed, "ids": wanted, "values": dict(values)}
    return changes.run(context, lambda tx: operations.start(context, tx, _KIND, payload))


def start_undo(context: Context, id: str) -> str:
    """Begin to take back one's own bulk edit. Returns the operation's id. Raises NotFound."""
    done = operations.get(context, id)
    if done.kind != _KIND or done.state != "done":
        raise NotFound

    def unit(tx: Transaction) -> str:
        return operations.start(context, tx, _UNDO, {"operation": id})

    return changes.run(context, unit)


def chosen(context: Context, app: str, form: str, ids: Sequence[str] | None, query: Query | None) -> list[str]:
    """The records `ids`, or all that `query` finds. Raises LimitExceeded, and what a query raises."""
    wanted = list(dict.fromkeys(ids)) if ids is not None else list(_found(context, app, form, query or Query()))
    if len(wanted) > MOST:
        raise LimitExceeded(what={"zh-CN": "一次批量处理的记录数", "en": "records of one bulk edit"}, limit=MOST)
    return wanted


def _found(context: Context, app: str, form: str, query: Query) -> Iterator[str]:
    """The ids that a query finds, one more than may be."""
    cursor, left = None, MOST + 1
    while left > 0:
        wanted = Query(filter=query.filter, search=query.search, fields=(), limit=min(MAX_LIMIT, left), cursor=cursor)
        page = records.query(context, app, form, wanted)
        yield from (record.id for record in page.items)
        left -= len(page.items)
        if (cursor := page.next_cursor) is None:
            return


@operations.operation_kind(_KIND, "typed")
def _work(context: Context, payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    app, form, ids = payload["app"], payload["form"], payload["ids"]
    assert context.request_id is not None
    with context.workspace.database.read() as connection:
        # A worker killed in the middle leaves some done: they are not done twice.
        before = records.done_by(connection, f"{app}.{form}", context.request_id, ids)
    targets = {id: "" for id in ids if id not in before}
    return _run(context, app, form, payload["deed"], targets, payload["values"], progress, len(before))


@operations.operation_kind(_UNDO, "typed")
def _take_back(context: Context, payload: dict[str, Any], progress: Progress) -> dict[str, Any]:
    edit = operations.payload_of(context, payload["operation"])
    app, form = edit["app"], edit["form"]
    assert context.request_id is not None
    with context.workspace.database.read() as connection:
        done = records.done_by(connection, f"{app}.{form}", payload["operation"], edit["ids"])
        before = records.done_by(connection, f"{app}.{form}", context.request_id, edit["ids"])
    targets = {id: change for id, change in done.items() if id not in before}
    deed: records.Deed = "restore" if edit["deed"] == "delete" else "take_back"
    return _run(context, app, form, deed, targets, {}, progress, len(before))


def _run(
    context: Context,
    app: str,
    form: str,
    deed: records.Deed,
    targets: Mapping[str, str],
    values: Mapping[str, Any],
    progress: Progress,
    done: int,
) -> dict[str, Any]:
    label = _LABELS.get(deed, _LABELS["undo"])

    def some(ids: Sequence[str]) -> records.Outcome:
        return records.do_to_all(context, app, form, deed, {id: targets[id] for id in ids}, values)

    return by_chunks(context, app, form, list(targets), some, progress, label, done)


def by_chunks(
    context: Context,
    app: str,
    form: str,
    ids: Sequence[str],
    act: Callable[[Sequence[str]], records.Outcome],
    progress: Progress,
    label: dict[str, str],
    done: int = 0,
) -> dict[str, Any]:
    """Act on some records at a time. {"done": how many, "refused": how many, "problems": [{"id", "title",
    "reason"}]}."""
    total, refused = done + len(ids), 0
    problems: list[dict[str, str]] = []
    progress(done, total, label)
    for begin in range(0, len(ids), _CHUNK):
        outcome = act(ids[begin : begin + _CHUNK])
        done += len(outcome.done)
        refused += len(outcome.refused)
        told = list(outcome.refused.items())[: _MOST_TOLD - len(problems)]
        titles = records.titles(context, app, form, [id for id, _ in told])
        for id, error in told:
            problems.append({"id": id, "title": titles.get(id, ""), "reason": error.sentence(context.locale)})
        progress(done + refused, total, label)
    return {"done": done, "refused": refused, "problems": problems}
