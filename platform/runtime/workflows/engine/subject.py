"""What an instance is about: a record, read and written as the app inside the transaction, or nothing at all."""

from collections.abc import Mapping, Set
from typing import Any, ClassVar

import sqlalchemy as sa

from ... import records
from ...context import Context
from ...definitions import plans_in
from ...forms import FormPlan
from ...localized import LOCALES
from ...messages import told_of
from ...records import Record
from ...records.querying.compiler import Reading
from ...records.rows.flow_state import set_flow_state
from ...storage import Transaction
from .. import tables
from ..errors import RecordGone
from ..values import row_values

_OPEN = ("incident", "waiting")
_OTHERS = (
    sa.select(tables.instance.c.state)
    .where(
        tables.instance.c.record_id == sa.bindparam("record_id"),
        tables.instance.c.id != sa.bindparam("but"),
        tables.instance.c.state.in_(_OPEN),
    )
    .distinct()
)


class Subject:
    """Read at first use; after a change, read anew."""

    # Whether it is a record, which people may open.
    is_record: ClassVar[bool] = True

    def __init__(
        self, context: Context, tx: Transaction, form: FormPlan, record_id: str, record: Record | None = None
    ) -> None:
        self.form = form
        self.id = record_id
        self._context = context
        self._tx = tx
        self._record = record

    @property
    def record(self) -> Record:
        """Raises RecordGone."""
        if self._record is None:
            plans = plans_in(self._context.workspace, self._tx)
            found = Reading(self._context, self._tx.connection, plans, self.form).some([self.id])
            if not found:
                raise RecordGone
            self._record = found[0]
        return self._record

    @property
    def values(self) -> dict[str, Any]:
        """Stored values by field, and the system columns that expressions may read."""
        return row_values(self.record)

    @property
    def link(self) -> dict[str, str] | None:
        """Where a message about this leads."""
        return {"app": self.form.app, "form": self.form.key, "record": self.id}

    def change(self, values: Mapping[str, Any], *, gates: bool = True) -> None:
        """Write JSON values. Raises RecordGone, and what a wrong value or a missing right raises."""
        form, revision = self.form, self.record.revision
        self._record = records.change(
            self._context, form.app, form.key, self.id, dict(values), revision=revision, tx=self._tx, gates=gates
        )

    def forget(self) -> None:
        """Somebody else wrote the record in this unit: it is read anew when next asked for."""
        self._record = None

    def title(self) -> str:
        """The text of the title field in the workspace's language; empty where there is none."""
        name = f"record.{self.form.title_field}"
        return self.told({name}).get(name, {}).get(LOCALES[0], "")

    def told(self, names: Set[str]) -> dict[str, dict[str, str]]:
        """What the names in a message read like, per language."""
        plans = plans_in(self._context.workspace, self._tx)
        return told_of(self._context, self._tx.connection, plans, self.record, names)

    def facts(self, fields: list[str]) -> dict[str, Any]:
        """JSON values of some fields; one that is gone has none."""
        known = [self.form.fields[key] for key in fields if key in self.form.fields]
        return {field.key: field.json(self.record.values.get(field.key)) for field in known}

    def show_flow_state(self, instance_id: str, state: str) -> None:
        """Put the state on the record; of several instances an incident shows first, then one that waits.

        Not a change of the record as people know it: its revision stays, nobody's open form goes stale.
        """
        states = set(self._tx.execute(_OTHERS, {"record_id": self.id, "but": instance_id}).scalars())
        shown = next((one for one in _OPEN if one in states | {state}), state)
        set_flow_state(self._context, self._tx, self.form.app, self.form.key, self.id, shown)


class NoRecord(Subject):
    """What an instance is about that a schedule, a closed period or another workflow began: nothing. Its workflow was
    checked to read and write no record, so these are never asked for one."""

    is_record: ClassVar[bool] = False

    @property
    def values(self) -> dict[str, Any]:
        return {}

    @property
    def link(self) -> None:
        """A message leads nowhere."""

    def change(self, values: Mapping[str, Any], *, gates: bool = True) -> None:
        raise AssertionError(values)

    def title(self) -> str:
        return ""

    def told(self, names: Set[str]) -> dict[str, dict[str, str]]:
        plans = plans_in(self._context.workspace, self._tx)
        return told_of(self._context, self._tx.connection, plans, None, names)

    def facts(self, fields: list[str]) -> dict[str, Any]:
        return {}

    def show_flow_state(self, instance_id: str, state: str) -> None:
        """There is no record to show it."""
