"""What the names in a message read like: values of the record, and of those its references lead to, as texts per
language, with the rights of who sends it. What he may not read, or what is empty, has no text."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..definitions import Plans
from ..fields.base import Reader
from ..forms import form_plan
from ..forms.fields import FieldPlan
from ..forms.system_columns import SYSTEM_COLUMNS
from ..localized import LOCALES
from ..people import KINDS, Naming
from ..records import Record, titles
from ..records.querying.compiler import Reading

Texts = dict[str, str]
_LINKS = {"created_by": "person", "updated_by": "person", "owner": "person", "department": "department"}


def told_of(
    context: Context, connection: sa.Connection, plans: Plans, record: Record | None, names: Iterable[str]
) -> dict[str, Texts]:
    """Name → text per language. `names` as of a message plan; without a record only the others are told."""
    telling = _Telling(context, connection, plans)
    told = {}
    for name in names:
        scope, *path = name.split(".")
        if scope == "now":
            told[name] = telling.plain(context.now())
        elif scope == "param" and path:
            told[name] = telling.plain(plans.parameters(context.actor.app or "").get(path[0]))
        elif record is not None and path:
            told[name] = telling.along(record, path)
    return told


class _Telling:
    def __init__(self, context: Context, connection: sa.Connection, plans: Plans) -> None:
        self._context, self._connection, self._plans = context, connection, plans
        self._zone = ZoneInfo(context.workspace.zone)

    def along(self, record: Record, path: list[str]) -> Texts:
        """What a path of keys leads to, one reference after another."""
        key, *rest = path
        field = record.plan.fields.get(key)
        if field is None:
            return self._of_system(record, key) if not rest and key in SYSTEM_COLUMNS else {}
        stored = record.values.get(key)
        if stored is None or not rest:
            return {} if stored is None else self._of_field(field, stored)
        if "target" not in field.settings:
            return {}
        target = form_plan(self._plans, *field.settings["target"])
        found = Reading(self._context, self._connection, self._plans, target).some([str(stored)])
        return self.along(found[0], rest) if found else {}

    def plain(self, value: Any) -> Texts:
        """A value that has no field to say how it is written."""
        if isinstance(value, datetime):
            value = value.astimezone(self._zone).strftime("%Y-%m-%d %H:%M")
        return {} if value is None else dict.fromkeys(LOCALES, str(value))

    def _of_field(self, field: FieldPlan, stored: Any) -> Texts:
        if field.type.links in KINDS:
            return self._named(field.type.links, str(stored))
        if field.type.links == "record":
            app, form = field.settings["target"]
            shown = titles(self._context, app, form, [str(stored)], connection=self._connection)
            return dict.fromkeys(LOCALES, shown.get(str(stored), ""))
        readers = {locale: Reader(locale, self._zone) for locale in LOCALES}
        return {locale: field.type.text(stored, field.settings, reader) for locale, reader in readers.items()}

    def _of_system(self, record: Record, key: str) -> Texts:
        value = getattr(record, key)
        return self._named(_LINKS[key], str(value)) if value is not None and key in _LINKS else self.plain(value)

    def _named(self, kind: str, id: str) -> Texts:
        """Names of roles differ by language."""
        contexts = {locale: replace(self._context, locale=locale) for locale in LOCALES}
        return {
            locale: Naming(context, self._connection, self._plans).name(kind, id) or ""
            for locale, context in contexts.items()
        }
