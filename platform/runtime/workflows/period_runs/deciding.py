"""What managers do with runs: begin one by hand, confirm or discard it, close a period and open it again."""

from collections.abc import Callable
from typing import Any

from ...calendars.periods import Period
from ...changes import change_of, run
from ...context import Context
from ...definitions import plans_in
from ...errors import InvalidValue
from ...storage import Transaction
from . import periods
from .access import Sheet, managed_sheet
from .errors import PeriodIsClosed, PeriodNotOver, RunDecided, RunUnderWay
from .sheets import CLOSED, OPEN, WRITE, begin, change_run, change_sheet, end, get_run, go_on, lock_sheet

Act = Callable[[Transaction, Sheet, Period], Any]


def start_by_hand(context: Context, app: str, workflow: str, node: str, period: str) -> str:
    """Work a period out; nothing is written before somebody confirms it. Returns the run's id. Raises NotFound,
    Forbidden, InvalidValue, RunUnderWay."""

    def act(tx: Transaction, sheet: Sheet, meant: Period) -> str:
        return begin(context, tx, sheet.place, sheet.plan.hash, meant, None)

    return str(_in_period(context, app, workflow, node, period, act))


def confirm(context: Context, app: str, run_id: str) -> None:
    """Write what a run found to differ. Raises NotFound, Forbidden, RunDecided, PeriodIsClosed, PeriodNotOver."""

    def act(tx: Transaction, found: Any, sheet: Any) -> None:
        if sheet.state == CLOSED:
            raise PeriodIsClosed(period=found.period)
        _check_over(context, found.period)
        now = {"confirmed_at": context.now(), "confirmed_by": context.actor.identity}
        change_run(tx, found.id, state="writing", **now)
        _note(tx, found.id, "confirmed", None, found.period)
        go_on(context, tx, WRITE, app, found.id, {"after": ""})

    _on_run(context, app, run_id, ("ready",), act)


def discard(context: Context, app: str, run_id: str) -> None:
    """Leave everything as it stands. Raises NotFound, Forbidden, RunDecided."""

    def act(tx: Transaction, found: Any, sheet: Any) -> None:
        end(context, tx, found, "discarded", outcome="discarded")
        _note(tx, found.id, "discarded", None, found.period)

    _on_run(context, app, run_id, ("calculating", "ready"), act)


def close(context: Context, app: str, workflow: str, node: str, period: str) -> None:
    """Nothing is written in the period any more; what comes late is seen by running it again. Raises NotFound,
    Forbidden, InvalidValue, PeriodNotOver, PeriodIsClosed, RunUnderWay."""

    def act(tx: Transaction, sheet: Sheet, meant: Period) -> None:
        _check_over(context, meant.key)
        found = lock_sheet(tx, sheet.place.sheet, meant.key)
        if found.state == CLOSED:
            raise PeriodIsClosed(period=meant.key)
        if found.current is not None and get_run(tx.connection, found.current).state == "writing":
            raise RunUnderWay(period=meant.key)
        _set_state(context, tx, found, CLOSED, None)

    _in_period(context, app, workflow, node, period, act)


def reopen(context: Context, app: str, workflow: str, node: str, period: str, reason: str) -> None:
    """Let corrections be written again; who and why stays. Raises NotFound, Forbidden, InvalidValue."""
    said = reason.strip()
    if not said:
        raise InvalidValue(pointer="/reason", expected={"zh-CN": "重新打开的原因", "en": "the reason to open it again"})

    def act(tx: Transaction, sheet: Sheet, meant: Period) -> None:
        found = lock_sheet(tx, sheet.place.sheet, meant.key)
        if found.state == CLOSED:
            _set_state(context, tx, found, OPEN, said)

    _in_period(context, app, workflow, node, period, act)


def _in_period(context: Context, app: str, workflow: str, node: str, period: str, act: Act) -> Any:
    def unit(tx: Transaction) -> Any:
        sheet = managed_sheet(context, plans_in(context.workspace, tx), app, workflow, node)
        unit_, first_day = sheet.settings["unit"], sheet.settings["first_day"]
        return act(tx, sheet, periods.named_period(period, unit_, first_day, _today(context)))

    return run(context, unit)


def _on_run(context: Context, app: str, id: str, states: tuple[str, ...], act: Callable[..., None]) -> None:
    def unit(tx: Transaction) -> None:
        found = get_run(tx.connection, id)
        managed_sheet(context, plans_in(context.workspace, tx), app, found.workflow, found.node)
        sheet = lock_sheet(tx, found.sheet, found.period)
        found = get_run(tx.connection, id)
        if found.app != app or found.state not in states or sheet.current != id:
            raise RunDecided
        act(tx, found, sheet)

    run(context, unit)


def _set_state(context: Context, tx: Transaction, found: Any, state: str, reason: str | None) -> None:
    change_sheet(tx, found, state=state, at=context.now(), by=context.actor.identity, reason=reason)
    patch = [{"op": "set", "path": ["state"], "before": found.state, "after": state}]
    if reason is not None:
        patch.append({"op": "set", "path": ["reason"], "before": None, "after": reason})
    change_of(tx).entry("period", found.sheet, found.period, "change", patch)


def _note(tx: Transaction, id: str, what: str, before: Any, after: Any) -> None:
    patch = [{"op": "set", "path": [what], "before": before, "after": after}]
    change_of(tx).entry("period_run", "run", id, "change", patch)


def _check_over(context: Context, period: str) -> None:
    today = _today(context)
    if today < periods.read_period(period, today).after:
        raise PeriodNotOver(period=period)


def _today(context: Context) -> Any:
    return periods.local_today(context.now(), context.workspace.zone)
