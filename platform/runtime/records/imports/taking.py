"""Take one row: cells become JSON values, names become ids, and the record goes the way of all records."""

from collections.abc import Mapping, Sequence
from typing import Any

from ...context import Context
from ...definitions import Plans
from ...errors import PlatformError, Problems
from ...fields.base import cell_text
from ...forms import FieldPlan, FormPlan, form_plan
from ...identifiers import is_id
from ...people import Organisation, organisation_of
from ...storage import Transaction
from ..errors import PersonUnknown, RecordUnknown
from ..query import Reading
from ..querying import Query
from ..reading import reading_of
from ..record import Record
from ..writing import create, draft_problems


class Taker:
    """Takes rows of one form within one transaction. Names are looked up once."""

    def __init__(self, context: Context, tx: Transaction, plans: Plans, plan: FormPlan) -> None:
        self._context = context
        self._tx = tx
        self._plans = plans
        self._plan = plan
        self._organisation: Organisation | None = None
        self._readings: dict[str, Reading | None] = {}
        self._found: dict[tuple[str, str], str | None] = {}

    def take(self, cells: Mapping[str, Any], *, starts_workflows: bool) -> Record:
        """Create the record for a row (field → cell). Raises Problems with a pointer per field, all at once."""
        values: dict[str, Any] = {}
        problems: list[PlatformError] = []
        for key, cell in cells.items():
            try:
                raw = self._read(self._plan.fields[key], cell)
            except PlatformError as error:
                error.pointer = f"/values/{key}"
                problems.append(error)
            else:
                if raw is not None:
                    values[key] = raw
        if problems:
            raise Problems(self._with_others(problems, values))
        form, app = self._plan.key, self._plan.app
        return create(self._context, app, form, values, tx=self._tx, starts_workflows=starts_workflows)

    def _with_others(self, problems: Sequence[PlatformError], values: Mapping[str, Any]) -> list[PlatformError]:
        """Also what the rest of the row would have been refused for."""
        told = {error.pointer for error in problems}
        others = draft_problems(self._context, self._plans, self._plan, values)
        return [*problems, *(error for error in others if error.pointer not in told)]

    def _read(self, field: FieldPlan, cell: Any) -> Any:
        text = cell_text(cell)
        if not text:
            return None
        if field.type.links == "person":
            return self._person(text)
        if field.type.links == "record":
            return self._record(field, text)
        return field.type.read_cell(cell, field.settings)

    def _person(self, text: str) -> str:
        """By code, by id, or by a name that only one active person has."""
        if self._organisation is None:
            self._organisation = organisation_of(self._context.workspace, self._tx.connection)
        found = self._organisation.by_code(text) or self._organisation.person(text)
        if found is not None:
            return found.id
        named = [person.id for person in self._organisation.persons.values() if person.active and person.name == text]
        if len(named) != 1:
            raise PersonUnknown
        return named[0]

    def _record(self, field: FieldPlan, text: str) -> str:
        """By id, or by a title that only one record has."""
        if is_id(text):
            return text
        name = (field.key, text)
        if name not in self._found:
            self._found[name] = self._by_title(field, text)
        if (id := self._found[name]) is None:
            raise RecordUnknown
        return id

    def _by_title(self, field: FieldPlan, text: str) -> str | None:
        target = form_plan(self._plans, *field.settings["target"])
        if field.key not in self._readings:
            self._readings[field.key] = reading_of(self._context, self._tx.connection, self._plans, target)
        reading = self._readings[field.key]
        if reading is None or target.title_field is None or target.title_field not in reading.readable:
            return None
        titled = {"field": target.title_field, "operator": "equal", "value": text}
        found = reading.page(Query(filter=titled, limit=2, fields=(target.title_field,))).items
        return found[0].id if len(found) == 1 else None
