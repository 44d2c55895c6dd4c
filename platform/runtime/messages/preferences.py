"""What people want to be told how: a way per class and channel, quiet hours, digest times, language.

Wishes, stored as JSON: {"ways": {channel: {class: "at_once" | "digest" | "off"}}, "quiet": {"starts": "20:00", "ends":
"08:00", "days_off", "deadlines"} or null, "digest": ["09:00", …] ([]: each hour), "locale"}. What a person leaves out
is as the company says, and what the company leaves out as here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal

import sqlalchemy as sa
from marshmallow import Schema, fields, validate

from ..calendars import calendar_of
from ..context import Context
from ..definitions import Plans
from ..localized import DEFAULT_LOCALE, LOCALES
from ..people import organisation_of
from ..storage import Transaction
from ..storage.inserting import insert_on
from .classes import CLASSES, NOTICE
from .quiet import Quiet, held_until, next_digest
from .tables import preference

COMPANY = ""
WAYS = ("at_once", "digest", "off")
Way = Literal["at_once", "digest", "off"]

_USUAL_WAYS = {key: "digest" if key in (NOTICE, "news") else "at_once" for key in CLASSES}
_USUAL_DIGEST = ("09:00",)
_TIME = validate.Regexp(r"([01]\d|2[0-3]):[0-5]\d\Z")


class QuietSchema(Schema):
    """Quiet hours as they are sent and kept."""

    starts = fields.String(required=True, validate=_TIME)
    ends = fields.String(required=True, validate=_TIME)
    days_off = fields.Boolean(load_default=True)
    deadlines = fields.Boolean(load_default=False)


class WishesSchema(Schema):
    """Each member may be left out."""

    ways = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 20)),
        values=fields.Dict(
            keys=fields.String(validate=validate.OneOf(list(CLASSES))),
            values=fields.String(validate=validate.OneOf(WAYS)),
        ),
    )
    quiet = fields.Nested(QuietSchema, allow_none=True)
    digest = fields.List(fields.String(validate=_TIME), validate=validate.Length(max=8))
    locale = fields.String(validate=validate.OneOf(LOCALES))


@dataclass(frozen=True, slots=True)
class Wishes:
    """One person's, with what the company and the platform say where he says nothing."""

    ways: Mapping[str, Mapping[str, str]]
    quiet: Mapping[str, Any] | None
    digest: tuple[str, ...]
    locale: str

    def way(self, channel: str, kind: str) -> str:
        """How messages of a class come over a channel. What presses is never gathered."""
        way = self.ways.get(channel, {}).get(kind, _USUAL_WAYS.get(kind, "at_once"))
        return "at_once" if way == "digest" and CLASSES[kind].pressing else way

    def document(self, channels: Iterable[str]) -> dict[str, Any]:
        """As JSON, with a way for each class and channel."""
        ways = {channel: {kind: self.way(channel, kind) for kind in CLASSES} for channel in channels}
        return {"ways": ways, "quiet": self.quiet, "digest": list(self.digest), "locale": self.locale}


def wishes_of(connection: sa.Connection, persons: Iterable[str]) -> dict[str, Wishes]:
    """The wishes of each of these persons; COMPANY's are the company's."""
    persons = list(persons)
    query = sa.select(preference.c.person_id, preference.c.wishes)
    found = {row[0]: row[1] for row in connection.execute(query.where(preference.c.person_id.in_([*persons, COMPANY])))}
    company = found.get(COMPANY, {})
    return {person: _together(company, found.get(person, {})) for person in persons}


def own_wishes(connection: sa.Connection, person: str) -> dict[str, Any]:
    """What a person, or COMPANY, said, and nothing else."""
    query = sa.select(preference.c.wishes).where(preference.c.person_id == person)
    return connection.execute(query).scalar() or {}


def keep_wishes(tx: Transaction, person: str, wishes: Mapping[str, Any]) -> None:
    """Keep what a person, or COMPANY, wants instead of what was kept before."""
    statement = insert_on(tx.dialect.name, preference).values(person_id=person, wishes=dict(wishes))
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"wishes": dict(wishes)}))


def due(
    context: Context, plans: Plans, connection: sa.Connection, person: str, wishes: Wishes, kind: str, way: str
) -> Any:
    """The moment at which a message of a class is said to a person outside."""
    organisation = organisation_of(context.workspace, connection)
    now = context.now()
    departments = organisation.within(person, now) if organisation.person(person) else ()
    working = calendar_of(context.workspace, plans, departments).working
    moment = now
    if way == "digest":
        moment = next_digest(now, [time.fromisoformat(one) for one in wishes.digest], working)
    quiet = wishes.quiet
    if quiet is None or (CLASSES[kind].pressing and not quiet["deadlines"]):
        return moment
    span = Quiet(time.fromisoformat(quiet["starts"]), time.fromisoformat(quiet["ends"]), quiet["days_off"])
    return held_until(moment, span, working)


def _together(company: Mapping[str, Any], own: Mapping[str, Any]) -> Wishes:
    said = {**company, **own}
    channels = {*company.get("ways", {}), *own.get("ways", {})}
    ways = {one: {**company.get("ways", {}).get(one, {}), **own.get("ways", {}).get(one, {})} for one in channels}
    return Wishes(ways, said.get("quiet"), tuple(said.get("digest", _USUAL_DIGEST)), said.get("locale", DEFAULT_LOCALE))
