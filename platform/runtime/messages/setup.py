"""Channels set up in a workspace: settings of their connectors, whether they are on, and how they fare."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...connectors.base import Connection, Outgoing, connector_types
from ...connectors.errors import OutsideError
from ..changes import change_of
from ..connections.secrets import marks, open_secrets, remove_secret, set_secret
from ..context import Context
from ..errors import NotFound
from ..forms.locating import located
from ..forms.settings_loading import load_settings
from ..identifiers import new_id
from ..localized import LOCALES, text
from ..storage import Transaction
from ..storage.inserting import insert_on
from ..storage.selected import PreparedSelect
from .addresses import public_url
from .channels import Letter, Line, channels
from .errors import ChannelFailed
from .tables import channel_state, delivery

_OPEN = PreparedSelect(sa.select(channel_state.c.channel).where(channel_state.c.enabled))


@dataclass(frozen=True, slots=True)
class SetUp:
    """A channel as it stands. `broken_at`: since when nothing went through."""

    channel: str
    enabled: bool
    settings: Mapping[str, Any]
    failures: int = 0
    retry_at: datetime | None = None
    broken_at: datetime | None = None
    reason: Mapping[str, str] | None = None


def set_ups(connection: sa.Connection) -> dict[str, SetUp]:
    """The channels that were ever set up."""
    return {row.channel: SetUp(**row._mapping) for row in connection.execute(sa.select(channel_state))}


def broken_channels(context: Context, connection: sa.Connection) -> list[dict[str, Any]]:
    """Those through which nothing goes now: {"channel", "title", "since", "reason"}."""
    return [
        {
            "channel": one.channel,
            "title": text(channels.get(one.channel).title, context.locale),
            "since": one.broken_at,
            "reason": plain_reason(one.reason, context.locale),
        }
        for one in set_ups(connection).values()
        if one.enabled and one.broken_at is not None
    ]


def open_channels(connection: sa.Connection) -> list[str]:
    """The keys of those that are on."""
    return [row.channel for row in _OPEN.rows(connection, {})]


def keep_set_up(
    context: Context,
    tx: Transaction,
    channel: str,
    enabled: bool,
    settings: Mapping[str, Any],
    secrets: Mapping[str, str],
) -> None:
    """Set a channel up in a recorded transaction. Secrets that are not given stay, unless it leads elsewhere; what
    failed before counts no more.

    Raises UnknownType, InvalidDefinition.
    """
    type_ = connector_types.get(channels.get(channel).connector)
    with located("/settings"):
        load_settings(type_.Settings(), settings)
    before = set_ups(tx.connection).get(channel)
    # A secret is told to nobody but whom it was entered for.
    moved = before is not None and type_.destination(before.settings) != type_.destination(settings)
    for name in type_.secrets:
        if secrets.get(name):
            set_secret(context, tx, _owner(channel), name, secrets[name])
        elif moved:
            remove_secret(tx, _owner(channel), name)
    patch: list[dict[str, Any]] = [
        {"op": "set", "path": ["settings"], "before": before and dict(before.settings), "after": dict(settings)},
        {"op": "set", "path": ["enabled"], "before": before and before.enabled, "after": enabled},
    ]
    change_of(tx).entry("message_channel", channel, channel, "change", patch)
    fresh = {"failures": 0, "retry_at": None, "broken_at": None, "reason": None}
    values = {"enabled": enabled, "settings": dict(settings), **fresh}
    statement = insert_on(tx.dialect.name, channel_state).values(channel=channel, **values)
    tx.execute(statement.on_conflict_do_update(index_elements=["channel"], set_=values))


def connection_of(context: Context, connection: sa.Connection, made: SetUp) -> Connection:
    """The connector's settings and secrets, to send something with. Raises marshmallow's ValidationError."""
    type_ = connector_types.get(channels.get(made.channel).connector)
    return Connection(type_.Settings().load(made.settings), open_secrets(context, connection, _owner(made.channel)))


def try_out(context: Context, channel: str, to: str) -> None:
    """Send a test over a channel as it is set up. Raises NotFound, InvalidValue, ChannelFailed."""
    with context.workspace.database.read() as connection:
        made = set_ups(connection).get(channel)
        if made is None:
            raise NotFound
        secret = connection_of(context, connection, made)
    line = Line(text(_TITLE, context.locale), text(_TEXT, context.locale), "Loomwork", "", public_url())
    letter = Letter(channels.get(channel).address(to), "", context.locale, context.workspace.title, (line,))
    outgoing = Outgoing(new_id(), "message", context.now(), channels.get(channel).render(letter))
    try:
        connector_types.get(channels.get(channel).connector).send(secret, outgoing)
    except OutsideError as error:
        raise ChannelFailed(reason={locale: error.sentence(locale) for locale in LOCALES}) from None


def described(context: Context) -> list[dict[str, Any]]:
    """Every channel there is, for administrators: settings, how it fares, what waits. Secrets only as being set."""
    with context.workspace.database.read() as connection:
        made, numbers = set_ups(connection), counts(connection)
        kept = {key: marks(connection, _owner(key)) for key in channels}
    found = []
    for key, channel in channels.items():
        type_ = connector_types.get(channel.connector)
        now = made.get(key, SetUp(key, False, {}))
        state = "off" if not now.enabled else "broken" if now.broken_at else "works"
        secrets = [
            {"name": name, "title": text(title, context.locale), "set": name in kept[key]}
            for name, title in type_.secrets.items()
        ]
        found.append(
            {
                "key": key,
                "title": text(channel.title, context.locale),
                "connector": channel.connector,
                "state": state,
                "enabled": now.enabled,
                "settings": type_.Settings().dump(now.settings) if now.settings else {},
                "secrets": secrets,
                "broken_at": now.broken_at,
                "reason": plain_reason(now.reason, context.locale),
                "waiting": numbers.get(key, {}).get("waiting", 0),
                "failed": numbers.get(key, {}).get("failed", 0),
            }
        )
    return found


def plain_reason(reason: Mapping[str, str] | None, locale: str) -> str | None:
    """A reason as it is kept, in words."""
    return None if reason is None else reason.get(locale, reason.get("en"))


def counts(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """Channel → state → how many deliveries, without those sent."""
    t = delivery.c
    query = sa.select(t.channel, t.state, sa.func.count()).where(t.state != "sent").group_by(t.channel, t.state)
    found: dict[str, dict[str, int]] = {}
    for channel, state, number in connection.execute(query):
        found.setdefault(channel, {})[state] = number
    return found


def _owner(channel: str) -> str:
    return f"message_channel:{channel}"


_TITLE = {"zh-CN": "Loomwork 测试消息", "en": "A test from Loomwork"}
_TEXT = {"zh-CN": "收到这条消息，说明渠道已经可用。", "en": "That this has arrived shows that the channel works."}
