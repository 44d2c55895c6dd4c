"""An announcement: a message that a person writes himself, to everybody or to whom he chooses."""

from dataclasses import asdict, dataclass

from ... import changes
from ...calendars import length
from ...changes import change_of
from ...context import Context
from ...errors import InvalidDefinition, InvalidValue, LimitExceeded
from ...localized import LOCALES
from ...people import Organisation, organisation_of
from ...records.rows.idempotency import digest_of, earlier_answer, keep_answer
from ...storage import Transaction
from ..sending import tell
from .quiz import check_quiz
from .wanting import Wanted, want

_KEY = "announcement"
_MOST = 5000
_WHAT = {"zh-CN": "一则公告的收件人", "en": "The receivers of one announcement"}


@dataclass(frozen=True, slots=True)
class Receivers:
    """`everyone`, or ids of persons, departments (with those below) and "app.role" keys."""

    everyone: bool = False
    persons: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def announce(
    context: Context, title: str, text: str, to: Receivers, wanted: Wanted, *, idempotency_key: str | None = None
) -> str:
    """Send it, under one key once. Who writes it is not among its receivers. Returns the id of the sending. Raises
    InvalidValue, LimitExceeded, IdempotencyMismatch."""
    _check(wanted)
    digest = digest_of(_KEY, title, text, asdict(to), asdict(wanted))

    def unit(tx: Transaction) -> str:
        if idempotency_key is not None:
            before: str | None = earlier_answer(context, tx, idempotency_key, digest)
            if before is not None:
                return before
        persons = _receivers(context, organisation_of(context.workspace, tx.connection), to)
        app = context.workspace.namespace
        words = dict.fromkeys(LOCALES, title), dict.fromkeys(LOCALES, text)
        ids = tell(tx, context, app, _KEY, persons, *words, kind=_KEY)
        id = want(context, tx, ids, wanted, context.actor.person_id)
        assert id is not None
        patch = [{"op": "set", "path": ["title"], "before": None, "after": title}]
        change_of(tx).entry("message", f"{app}.{_KEY}", id, "create", patch)
        if idempotency_key is not None:
            keep_answer(context, tx, idempotency_key, digest, id)
        return id

    return changes.run(context, unit)


def _receivers(context: Context, organisation: Organisation, to: Receivers) -> list[str]:
    now = context.now()
    holders = {person for role in to.roles for person in organisation.holders(role, now)}
    found = [
        person.id
        for person in organisation.persons.values()
        if person.active
        and person.id != context.actor.person_id
        and (
            to.everyone
            or person.id in to.persons
            or person.id in holders
            or (to.departments and not set(to.departments).isdisjoint(organisation.within(person.id, now)))
        )
    ]
    if not found:
        expected = {"zh-CN": "至少一位在职的收件人（不含你自己）", "en": "at least one active receiver other than you"}
        raise InvalidValue(pointer="/to", expected=expected)
    if len(found) > _MOST:
        raise LimitExceeded(what=_WHAT, limit=_MOST)
    return found


def _check(wanted: Wanted) -> None:
    try:
        if wanted.remind_after is not None:
            length(wanted.remind_after)
    except InvalidValue as error:
        raise InvalidValue(pointer="/remind_after", **error.context) from error
    try:
        if wanted.quiz is not None:
            check_quiz(wanted.quiz)
    except InvalidDefinition as error:
        expected = {
            "zh-CN": "各题不同、正确答案都在选项里的测验",
            "en": "a quiz whose right answers are among its options",
        }
        raise InvalidValue(pointer=f"/quiz{error.pointer}", expected=expected) from error
