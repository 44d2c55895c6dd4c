"""Letters: how messages are written for a channel, with links to records and, where they ask, one for each answer."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans, plan_cache
from ..localized import text
from ..people import Person
from .addresses import public_url, record_url
from .channels import Letter, Line
from .links.signing import tokens_of
from .preferences import wishes_of
from .questions import open_answers


def letter_of(context: Context, connection: sa.Connection, person: Person, to: str, rows: Sequence[Any]) -> Letter:
    """What goes to a person's address `to`: deliveries with the words of their messages, in his language."""
    locale = wishes_of(connection, [person.id])[person.id].locale
    plans = plan_cache(context.workspace).at(connection)
    asked = _asked(context, connection, rows, locale)
    zone = ZoneInfo(context.workspace.zone)
    lines = tuple(
        Line(
            title=text(row.title, locale),
            text=text(row.text, locale),
            app=_title_of(plans, row.app, locale),
            at=row.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
            url=record_url(row.link),
            answers=asked.get(row.id, ()),
        )
        for row in rows
    )
    settings_url = public_url("/me/messages")
    return Letter(to, person.name, locale, context.workspace.title, lines, rows[0].digest, settings_url)


def _asked(
    context: Context, connection: sa.Connection, rows: Sequence[Any], locale: str
) -> dict[str, tuple[tuple[str, str], ...]]:
    """By delivery what may still be answered by a link; nothing where the server does not know its own address."""
    if public_url() is None:
        return {}
    told = open_answers(context, connection, [row.message_id for row in rows])
    found = {}
    for row in rows:
        if offered := told.get(row.message_id):
            tokens = tokens_of(context, connection, row.reminds or row.message_id)
            found[row.id] = tuple(
                (text(one["title"], locale), str(public_url(f"/a/{tokens[one['key']]}")))
                for one in offered
                if one["key"] in tokens
            )
    return found


def _title_of(plans: Plans, app: str, locale: str) -> str:
    installed = plans.apps.get(app)
    return str(text(installed.manifest.get("title", app), locale)) if installed else "Loomwork"
