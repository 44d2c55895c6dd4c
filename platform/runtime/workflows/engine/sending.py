"""Calls to the outside as jobs: sent with no transaction open, settled in one with the step that waits.

An answer that comes when nobody waits for it any more is dropped: leaving the step cancels its job.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from ....connectors.errors import AddressRefused, AnswerRefused, OutsideError, SecretMissing, Unreached
from ....connectors.http import Call as HttpCall
from ....connectors.http import Http
from ....connectors.http_client import Answer as HttpAnswer
from ...connections import ready
from ...connections.errors import ConnectionNotReady, OutsideFailed
from ...context import Context
from ...errors import NotFound, PlatformError
from ...jobs import Job, RetryLater, outside_handler
from ...localized import LOCALES
from ...storage import Transaction
from ..errors import CallRefused
from ..node import Answer
from .sends import KIND
from .state import Token
from .transacting import move
from .transition import Transition
from .work import problem_of

# The other side was not ready, or asks for patience.
_AGAIN = frozenset({408, 425, 429})
_LONGEST_PATIENCE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _NotSent:
    """Nothing reached the other side, and nothing will by trying again."""

    error: PlatformError


def send(context: Context, job: Job) -> HttpAnswer | _NotSent:
    """What the other side answers, or why nothing reached it. Raises RetryLater, OutsideFailed."""
    told = job.payload
    try:
        plan, connection = ready(context, told["app"], told["connection"])
        assert isinstance(plan.type, Http)
        return answered(
            plan.type.call(connection, HttpCall(id=job.idempotency_key, at=context.now(), **told["request"])),
            context.now(),
        )
    except (ConnectionNotReady, NotFound) as error:
        return _NotSent(error)
    except (AddressRefused, SecretMissing) as error:
        return _NotSent(_failed(error))
    except Unreached as error:
        raise RetryLater from error
    except AnswerRefused as error:
        if error.context.get("reason") == "time":
            raise RetryLater from error
        raise _failed(error) from error


def answered(answer: HttpAnswer, now: datetime) -> HttpAnswer:
    """The answer that came, for the step. Raises RetryLater where the other side asks for it or is broken."""
    if answer.status in _AGAIN or answer.status >= 500:
        raise RetryLater(_patience(answer.headers.get("retry-after", ""), now))
    return answer


def _patience(text: str, now: datetime) -> timedelta | None:
    """Retry-After: seconds, or a date. What cannot be read, or is too far away, counts as far as we are ready to go."""
    if text.isdecimal() and len(text) < 10:
        asked = timedelta(seconds=int(text))
    else:
        try:
            asked = parsedate_to_datetime(text) - now
        except (ValueError, TypeError):
            return None
    return min(max(asked, timedelta()), _LONGEST_PATIENCE)


def _settle(context: Context, tx: Transaction, job: Job, answer: HttpAnswer | _NotSent) -> None:
    told = job.payload

    def act(transition: Transition) -> None:
        if (token := _waiting(transition, job)) is None:
            return
        node = transition.unit.plan.nodes[token.node]
        if isinstance(answer, _NotSent):
            _stop(transition, token, job, answer.error, same=False)
            return
        transition.emit("returned", token, call=told["call"], status=answer.status)
        good = answer.status in node.settings["expect"] if node.settings["expect"] else 200 <= answer.status < 300
        if good:
            transition.resume(token, node.type.receive(node.settings, answer.status, answer.body))
        elif "refused" in node.ways:
            transition.resume(token, Answer("refused", {"status": answer.status}))
        else:
            _stop(transition, token, job, CallRefused(status=answer.status), same=False)

    _move(context, tx, job, act)


def _gave_up(context: Context, tx: Transaction, job: Job, error: PlatformError) -> None:
    def act(transition: Transition) -> None:
        if (token := _waiting(transition, job)) is not None:
            _stop(transition, token, job, error, same=True)

    _move(context, tx, job, act)


def _move(context: Context, tx: Transaction, job: Job, act: Any) -> None:
    try:
        move(context, tx, job.payload["instance"], act)
    except NotFound:
        return


def _waiting(transition: Transition, job: Job) -> Token | None:
    """The token that waits for this call; one that had stopped goes on, since its job was run again."""
    token = transition.state.at(job.payload["node"], job.payload["visit"])
    if token is not None and token.incident is not None:
        transition.emit("retried", token)
    return token


def _stop(transition: Transition, token: Token, job: Job, error: PlatformError, *, same: bool) -> None:
    """`same`: the other side may have it already, so whoever tries again sends the same once more."""
    event = Answer("failed", {"call": job.payload["call"], "same": same})
    transition.emit("incident", token, phase="resume", event=event.dump(), **problem_of(error))


def _failed(error: OutsideError) -> OutsideFailed:
    return OutsideFailed(reason={locale: error.sentence(locale) for locale in LOCALES})


outside_handler(KIND, call=send, settle=_settle, gave_up=_gave_up)
