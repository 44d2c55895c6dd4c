"""Records as JSON: values, and the names of the persons and records they point to, as far as these eyes may see."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans, plan_cache
from ...fields.datetime import moment_text
from ...files import described
from ...forms import FieldPlan, FormPlan, form_plan
from ...identifiers import is_id
from ...people import Naming, known_organisation, organisation_of
from ..reading import reading_of, titles_in
from ..record import Record
from .line_labels import add_line_labels, describe_line_files, filed_columns, linking_columns

_LOOKED_UP = ("record", "file", "department", "role")
_PERSONS = ("created_by", "updated_by", "owner")
_persons = attrgetter(*_PERSONS)
_Names = dict[str, dict[str, str]]
_Labels = dict[str, str | None]


def dump_record(context: Context, record: Record, *, connection: sa.Connection | None = None) -> dict[str, Any]:
    """{"id", "revision", "values", "labels", "created_at", …} of one record."""
    return dump_records(context, [record], connection=connection)[0]


def dump_records(
    context: Context, records: Sequence[Record], *, connection: sa.Connection | None = None
) -> list[dict[str, Any]]:
    """The JSON of records of one form. `labels` names what member, reference and person columns point to."""
    if not records:
        return []
    plan = records[0].plan
    linked = [field for kind in _LOOKED_UP for field in plan.linked(kind) if _any_value(records, field)]
    lines = [side.field for side in plan.sides if _any_value(records, side.field) and _points(side.field)]
    if not linked and not lines and connection is None:
        return _dumped(context, records, _person_names(context, records, None), {}, {})
    database = context.workspace.database
    with nullcontext(connection) if connection is not None else database.look() as open_connection:
        plans = plan_cache(context.workspace).latest()
        names = _person_names(context, records, open_connection)
        titles = {
            field.key: _titles(context, open_connection, plans, records, field)
            for field in linked
            if field.type.links != "file"
        }
        stored = _files(open_connection, records, linked)
        dumped = _dumped(context, records, names, titles, stored)
        if lines:
            add_line_labels(context, open_connection, plans, records, dumped, lines)
            describe_line_files(open_connection, records, dumped, lines)
        return dumped


def _points(field: FieldPlan) -> bool:
    return bool(linking_columns(field) or filed_columns(field))


def _dumped(
    context: Context, records: Sequence[Record], names: dict[str, str], titles: _Names, stored: dict[str, Any]
) -> list[dict[str, Any]]:
    plan = records[0].plan
    dumps = [(field.key, field.dump) for field in plan.fields.values() if field.dump is not None]
    dumps += [(field.key, _named_files(stored)) for field in plan.linked("file")]
    members = [field.key for field in plan.linked("person")]
    # A page has few who wrote its records.
    labels = {persons: _person_labels(persons, names) for persons in set(map(_persons, records))}
    dumped = [_dump(record, labels[_persons(record)].copy()) for record in records]
    for key, found in [*((key, names) for key in members), *titles.items()]:
        for one in dumped:
            if id := one["values"].get(key):
                one["labels"][key] = found.get(id)
    # Field by field, since most pages leave a field empty or full.
    for key, dump in dumps:
        for one in dumped:
            # Empty is null in JSON, whatever the type.
            if (value := one["values"].get(key)) is not None:
                one["values"][key] = dump(value)
    return dumped


def _person_labels(persons: tuple[str | None, ...], names: dict[str, str]) -> _Labels:
    return {key: names.get(id) for key, id in zip(_PERSONS, persons, strict=True) if id is not None}


def _dump(record: Record, labels: _Labels) -> dict[str, Any]:
    """What all records have alike; the values are those stored, in a dictionary of their own."""
    created_at, updated_at = record.created_at, record.updated_at
    created = moment_text(created_at)
    return {
        "id": record.id,
        "revision": record.revision,
        "values": record.values.copy(),
        "labels": labels,
        "created_at": created,
        "created_by": record.created_by,
        # Most records of a form are written once.
        "updated_at": created if updated_at == created_at else moment_text(updated_at),
        "updated_by": record.updated_by,
        "owner": record.owner,
        "department": record.department,
        "flow_state": record.flow_state,
    }


def _files(connection: sa.Connection, records: Sequence[Record], linked: Sequence[FieldPlan]) -> dict[str, Any]:
    """File id → its description, for all files the records hold."""
    keys = [field.key for field in linked if field.type.links == "file"]
    ids = {id for record in records for key in keys for id in record.values.get(key) or ()}
    return described(connection, ids) if ids else {}


def _named_files(stored: dict[str, Any]) -> Callable[[Any], Any]:
    return lambda ids: [stored[id] for id in ids if id in stored]


def _any_value(records: Sequence[Record], field: FieldPlan) -> bool:
    key = field.key
    return any(record.values.get(key) is not None for record in records)


def _person_names(context: Context, records: Sequence[Record], connection: sa.Connection | None) -> dict[str, str]:
    """Person id → name, for all whom the records name; the actor himself needs no look-up."""
    named: set[Any] = set().union(*set(map(_persons, records)))
    for field in records[0].plan.linked("person"):
        key = field.key
        named |= {record.values.get(key) for record in records}
    ids = named - {None}
    actor = context.actor
    if ids <= {actor.identity}:
        return {actor.identity: actor.name}
    organisation = known_organisation(context.workspace)
    # Who is not in memory may have been added since; the names of apps and of the system stand elsewhere.
    if organisation is None or any(is_id(id) for id in ids - organisation.persons.keys()):
        organisation = organisation_of(context.workspace, connection)
    apps = plan_cache(context.workspace).latest().apps
    return {id: _name(id, organisation.name(id), apps) for id in ids}


def _name(id: str, person: str, apps: Any) -> str:
    """A person's name, else what the installed app calls itself."""
    if person or not id.startswith("app:"):
        return person
    installed = apps.get(id.removeprefix("app:"))
    return installed.manifest.get("title", id) if installed else ""


def _titles(
    context: Context, connection: sa.Connection, plans: Plans, records: Sequence[Record], field: FieldPlan
) -> dict[str, str]:
    ids = {record.values[field.key] for record in records if record.values.get(field.key)}
    if field.type.links != "record":
        naming = Naming(context, connection, plans)
        return {id: name for id in ids if (name := naming.name(str(field.type.links), id))}
    target: FormPlan = form_plan(plans, *field.settings["target"])
    reading = reading_of(context, connection, plans, target)
    return titles_in(context, reading, ids) if reading else {}
