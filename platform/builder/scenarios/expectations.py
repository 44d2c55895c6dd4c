"""What a scenario expects to find: values of records, tasks, messages, the state of flows, counts, figures,
balances, what is held, which decisions departed from a rule."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa

from ...runtime import holds, ledgers, metrics, people, pools, records
from ...runtime.messages.tables import message
from ...runtime.metrics.asking import asked
from ...runtime.workflows import tables
from ...runtime.workflows.dispatching.listing import Wanted, list_decisions
from ..errors import ExpectationMissed
from . import period_runs
from .cast import Cast
from .steps import open_task


def check_expectations(cast: Cast, expected: Mapping[str, Any]) -> None:
    """Raises ExpectationMissed for the first thing that is otherwise."""
    for name, wanted in expected.items():
        if name in _CHECKS:
            _CHECKS[name](cast, wanted)
        else:
            _value(cast, name, wanted)


def _value(cast: Cast, path: str, wanted: Any) -> None:
    """ "record.field": a value, a person's code, or {"in": [...]}."""
    actual = cast.value(path)
    allowed = wanted["in"] if isinstance(wanted, dict) and "in" in wanted else [wanted]
    if not any(cast.same(actual, one) for one in allowed):
        raise ExpectationMissed(what=path, expected=wanted, actual=cast.said(actual))


def _tasks(cast: Cast, wanted: list[Mapping[str, Any]]) -> None:
    for one in wanted:
        person = cast.context_of(one["assignee"]).actor.person_id if "assignee" in one else None
        task = open_task(cast, one["node"], one["of"], person)
        if "state" in one and task.state != one["state"]:
            raise ExpectationMissed(what=f"{one['of']}/{one['node']}", expected=one["state"], actual=task.state)


def _messages(cast: Cast, wanted: list[Mapping[str, Any]]) -> None:
    for one in wanted:
        query = sa.select(sa.func.count()).select_from(message)
        query = query.where(message.c.key == one["message"], message.c.person_id == _recipient(cast, one["to"]))
        if "class" in one:
            query = query.where(message.c.kind == one["class"])
        count = _scalar(cast, query)
        if count != one.get("count", 1):
            raise ExpectationMissed(what=one["message"], expected=one.get("count", 1), actual=count)


def _recipient(cast: Cast, to: Any) -> str | None:
    if isinstance(to, dict):
        person = cast.context_of(to["manager_of"]).actor.person_id
        organisation = people.organisation_of(cast.context.workspace)
        return organisation.manager(str(person), cast.context.now())
    return cast.context_of(to).actor.person_id


def _flow(cast: Cast, wanted: Mapping[str, str]) -> None:
    """The state of the newest flow of a record."""
    t = tables.instance.c
    for name, state in wanted.items():
        query = sa.select(t.state).where(t.record_id == cast.record(name)[1]).order_by(t.id.desc()).limit(1)
        actual = _scalar(cast, query)
        if actual != state:
            raise ExpectationMissed(what=name, expected=state, actual=actual)


def _pool(cast: Cast, wanted: Mapping[str, Any]) -> None:
    """Where records stand: {"record": {"state", "pool", "act", "cause", "holder"}}, None for in no pool. A holder is a
    person's code; a cause may be told in either language."""
    for name, expected in wanted.items():
        form, id = cast.record(name)
        actual = pools.where_is(cast.context, cast.app, form, id)
        if expected is None or actual is None:
            if expected is not actual:
                raise ExpectationMissed(what=name, expected=expected or "—", actual=actual or "—")
            continue
        for member, value in expected.items():
            found = actual[member]
            told = found.values() if isinstance(found, dict) else (found,)
            if not any(cast.same(one, value) for one in told):
                raise ExpectationMissed(what=f"{name}/{member}", expected=value, actual=found or "—")


def _deviations(cast: Cast, wanted: Mapping[str, list[str]]) -> None:
    """The named records whose decisions the list of deviations narrows to ("any", "largest", "in_a_row"), oldest
    first."""
    for narrowed, names in wanted.items():
        found = list_decisions(cast.context, cast.app, Wanted(deviating=narrowed))["items"]
        known = {id: name for name, (_, id) in cast.records.items()}
        actual = [known.get(one["record"], one["record_title"]) for one in reversed(found)]
        if actual != names:
            raise ExpectationMissed(what=narrowed, expected=names, actual=actual)


def _count(cast: Cast, wanted: Mapping[str, int]) -> None:
    for form, number in wanted.items():
        found, _ = records.count(cast.context, cast.app, form)
        if found != number:
            raise ExpectationMissed(what=form, expected=number, actual=found)


def _metrics(cast: Cast, wanted: list[Mapping[str, Any]]) -> None:
    """Figures as `as` sees them, the administrator without it; "value" is None for no data. With `by` the `values` of
    that dimension, heaviest first: {value: figure}, at most `most` of them; `only` narrows others."""
    for one in wanted:
        context = cast.context_of(one["as"]) if "as" in one else cast.context
        metric = metrics.readable_metric(context, cast.app, one["metric"])
        way = {name: one[name] for name in ("period", "by", "most", "only") if name in one}
        figures = metrics.answer(context, metric, asked(context, metric, **way))["figures"]
        named = {told["key"]: told["value"] for told in figures if told["kind"] == "value"}
        actual, wanted = (named, one["values"]) if "by" in one else (figures[0]["value"], one["value"])
        if actual != wanted:
            raise ExpectationMissed(what=one["metric"], expected=wanted, actual=actual)


def _ledgers(cast: Cast, wanted: list[Mapping[str, Any]]) -> None:
    """The balance of a person's account, by code, or of a named record's."""
    for one in wanted:
        whose = one["account"]
        account = cast.record(whose)[1] if whose in cast.records else cast.context_of(whose).actor.person_id
        told = ledgers.statement(cast.context, cast.app, one["ledger"], str(account))
        if told["balance"] != one["balance"]:
            what = f"{one['ledger']}/{whose}"
            raise ExpectationMissed(what=what, expected=one["balance"], actual=told["balance"])


def _held(cast: Cast, wanted: Mapping[str, bool]) -> None:
    for name, state in wanted.items():
        form, id = cast.record(name)
        if (actual := bool(holds.holds_on(cast.context, cast.app, form, id))) != state:
            raise ExpectationMissed(what=name, expected=state, actual=actual)


def _scalar(cast: Cast, query: sa.Select[Any]) -> Any:
    with cast.context.workspace.database.read() as connection:
        return connection.execute(query).scalar()


_CHECKS: dict[str, Callable[[Cast, Any], None]] = {
    "tasks": _tasks,
    "messages": _messages,
    "flow": _flow,
    "pool": _pool,
    "deviations": _deviations,
    "count": _count,
    "metrics": _metrics,
    "ledgers": _ledgers,
    "held": _held,
    "period_runs": period_runs.check_runs,
}
