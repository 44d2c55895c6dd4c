"""Find the records that rows are to update, by the value of a field."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ..changes.tables import change_entry
from ..context import Context
from ..definitions import Plans
from ..errors import PlatformError
from ..forms import FormPlan
from ..records.querying.compiler import Reading
from ..records.querying.question import MAX_LIMIT, Query
from ..storage import Transaction
from .errors import KeyMissing, KeyNotUnique, KeyRepeated, KeyUnknown
from .tables import import_chunk
from .taking import Taken


class Found:
    """Rows by what is to become of them: `known` (row, id), `new`, and `refused` (row, why)."""

    def __init__(
        self,
        context: Context,
        tx: Transaction,
        plans: Plans,
        plan: FormPlan,
        run: Mapping[str, Any],
        rows: Sequence[Taken],
    ) -> None:
        self.known: list[tuple[Taken, str]] = []
        self.new: list[Taken] = []
        self.refused: list[tuple[Taken, PlatformError]] = []
        self._tx = tx
        self._run = run
        self._field = plan.fields[run["options"]["key"]]
        ids = self._ids(Reading(context, tx.connection, plans, plan), rows)
        touched = self._touched([id for found in ids.values() for id in found])
        seen: dict[Any, int] = {}
        for row in rows:
            self._sort(row, ids, touched, seen)

    def _sort(self, row: Taken, ids: Mapping[Any, list[str]], touched: Mapping[str, int], seen: dict[Any, int]) -> None:
        title = self._field.title
        raw = row.values.get(self._field.key)
        if raw is None:
            self._refuse(row, KeyMissing(title=title))
            return
        value = self._field.load(raw)
        found = ids.get(value, [])
        before = seen.get(value) or next((touched[id] for id in found if id in touched), None)
        seen[value] = row.number
        if before is not None:
            self._refuse(row, KeyRepeated(title=title, row=before))
        elif len(found) > 1:
            self._refuse(row, KeyNotUnique(title=title))
        elif found:
            self.known.append((row, found[0]))
        elif self._run["options"]["mode"] == "upsert":
            self.new.append(row)
        else:
            self._refuse(row, KeyUnknown(title=title))

    def _refuse(self, row: Taken, error: PlatformError) -> None:
        error.pointer = f"/values/{self._field.key}"
        self.refused.append((row, error))

    def _ids(self, reading: Reading, rows: Sequence[Taken]) -> dict[Any, list[str]]:
        """Stored key value → the records that have it, among those the person sees."""
        key = self._field.key
        raws = list({row.values[key]: None for row in rows if row.values.get(key) is not None})
        found: dict[Any, list[str]] = {}
        query = Query(filter={"field": key, "operator": "one_of", "value": raws}, limit=MAX_LIMIT, fields=(key,))
        while raws:
            page = reading.page(query)
            for record in page.items:
                found.setdefault(record.values[key], []).append(record.id)
            if page.next_cursor is None:
                break
            query = Query(filter=query.filter, limit=MAX_LIMIT, fields=(key,), cursor=page.next_cursor)
        return found

    def _touched(self, ids: Sequence[str]) -> dict[str, int]:
        """Record → the row of this very import that wrote it before."""
        if not ids:
            return {}
        chunks = sa.select(import_chunk.c.change_id).where(import_chunk.c.import_id == self._run["id"])
        wanted = sa.select(change_entry.c.object_id, change_entry.c.source).where(
            change_entry.c.object_id.in_(ids), change_entry.c.change_id.in_(chunks)
        )
        return {row.object_id: row.source["row"] for row in self._tx.execute(wanted) if row.source}
