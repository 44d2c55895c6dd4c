"""Items of a checklist on their way into a record: what people did is laid over what is there, by item id. Items that
were not sent stay as they are, so that two people who tick at once lose nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ...errors import InvalidValue, PlatformError
from ...fields.items import EXPECTED, TOLD, Item, ItemGone, fresh_item, settled, short_of_evidence
from ...forms import FieldPlan
from ...identifiers import is_id
from ...pointers import token
from ..errors import FieldReadOnly, UnknownField


class ItemLoader:
    """Loads what was sent of one checklist. `settable` and `seen` name columns such as "steps.remark"; `person` and
    `now` are noted on what gets done."""

    def __init__(
        self, field: FieldPlan, settable: frozenset[str], seen: frozenset[str], person: str | None, now: datetime
    ) -> None:
        self._field = field
        self._settable = {key for key in TOLD if f"{field.key}.{key}" in settable}
        self._seen = {key for key in field.columns if f"{field.key}.{key}" in seen}
        self._person = person
        self._now = now
        self.problems: list[PlatformError] = []

    def load(self, raw: Any, before: Sequence[Item] | None, *, fresh: bool) -> list[Item] | None:
        """The items to store. Of a `fresh` record the items are not known yet: what comes back waits for them. What is
        wrong is put into `problems`, with pointers such as /values/steps/3/done."""
        pointer = f"/values/{self._field.key}"
        if raw is None:
            return list(before) if before else None
        if not isinstance(raw, list):
            self.problems.append(InvalidValue(pointer=pointer, expected=EXPECTED))
            return None
        items = {item["id"]: item for item in before or ()}
        told: set[str] = set()
        for index, one in enumerate(raw):
            place = f"{pointer}/{index}"
            id = one.get("id") if isinstance(one, dict) else None
            if not isinstance(id, str) or not is_id(id) or id in told:
                self.problems.append(InvalidValue(pointer=place, expected=EXPECTED))
                continue
            told.add(id)
            if fresh:
                items[id] = fresh_item(id, self._field.columns)
            elif id not in items:
                self.problems.append(ItemGone(pointer=place))
                continue
            items[id] = self._item(one, items[id], place, fresh)
        return list(items.values()) or None

    def _item(self, one: Mapping[str, Any], old: Item, place: str, fresh: bool) -> Item:
        item = dict(old)
        for key, raw in one.items():
            if key == "id":
                continue
            column = self._field.columns.get(key)
            if column is None or key not in self._settable:
                if column is None or key not in self._seen or not (fresh or raw == column.json(old[key])):
                    self.problems.append(self._refused(key, f"{place}/{token(str(key)[:60])}"))
                continue
            try:
                item[key] = column.load(raw)
            except InvalidValue as error:
                error.pointer = f"{place}/{key}"
                self.problems.append(error)
        item = settled(item, old, self._person, self._now)
        if not fresh and item != old and (short := short_of_evidence(item)) is not None:
            short.pointer = f"{place}/done"
            self.problems.append(short)
        return item

    def _refused(self, key: str, pointer: str) -> PlatformError:
        if key in self._seen:
            return FieldReadOnly(pointer=pointer, title=self._field.columns[key].title)
        return UnknownField(pointer=pointer, name=str(key)[:60])
