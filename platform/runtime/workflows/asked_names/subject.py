"""The name that an instance is about, where others are about a record."""

from collections.abc import Mapping, Set
from functools import cached_property
from typing import Any, ClassVar

import sqlalchemy as sa

from ...directory.tables import unknown_name
from ...localized import LOCALES
from ..engine.subject import Subject
from ..errors import RecordGone


class AskedName(Subject):
    """Expressions read name, uses, asked (person ids) and blocks_at; messages read the name as the records' own."""

    is_record: ClassVar[bool] = False

    @cached_property
    def values(self) -> dict[str, Any]:
        """Raises RecordGone."""
        row = self._tx.execute(sa.select(unknown_name).where(unknown_name.c.id == self.id)).one_or_none()
        if row is None:
            raise RecordGone
        kept = {key: getattr(row, key) for key in ("id", "name", "uses", "asked", "blocks_at", "revision")}
        more = {"late": row.blocks_at <= self._context.now(), "zone": self._context.workspace.zone}
        return kept | more | {"form": self.form.title}

    @property
    def link(self) -> None:
        """A message tells of the to-do, which no address of a record leads to."""

    def change(self, values: Mapping[str, Any], *, gates: bool = True) -> None:
        """No deed of this workflow writes: `plan.py` refuses those that would."""
        raise AssertionError(values)

    def title(self) -> str:
        return str(self.values["name"])

    def told(self, names: Set[str]) -> dict[str, dict[str, str]]:
        legal = self.form.names.legal if self.form.names else "name"
        return {f"record.{legal}": dict.fromkeys(LOCALES, self.title())}

    def facts(self, fields: list[str]) -> dict[str, Any]:
        return {}

    def show_flow_state(self, instance_id: str, state: str) -> None:
        """A name has no column for it."""
