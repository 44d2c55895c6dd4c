"""Rows that make one record together: those of one order number, the record's fields on each or on the first only.

A row belongs to the record whose key it bears, wherever in the file that is; one without a key to the row above it.
Where no field tells records apart, a row that fills none of the record's fields belongs to the row above.
"""

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..fields.base import cell_text
from ..forms import FormPlan
from .fillable import line_of
from .sheets import Row, all_rows, cell_at, rows_at, rows_in
from .targets import targets

# What the option says where a person wants no field to tell records apart; None leaves it to the form.
BY_BLANKS = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`keys`: places of the columns that tell records apart; `heads`: of all that fill the record's own fields."""

    keys: tuple[int, ...]
    heads: tuple[int, ...]

    def key(self, cells: tuple[Any, ...]) -> str:
        """What the row's record is told by; empty when it belongs to the row above."""
        return next((text for place in self.keys or self.heads if (text := cell_text(cell_at(cells, place)))), "")

    def groups(self, rows: Iterable[Row]) -> Iterator[list[Row]]:
        """The rows of each record; those of one record stand together already."""
        group: list[Row] = []
        last = ""
        for row in rows:
            key = self.key(row[1])
            if group and key and (not self.keys or key != last):
                yield group
                group = []
            last = key or last
            group.append(row)
        if group:
            yield group


def group_field(plan: FormPlan, columns: Sequence[Mapping[str, Any]], options: Mapping[str, Any]) -> str | None:
    """The field by which rows make one record together; BY_BLANKS for none, None where no column fills lines."""
    filled = [target.field for target in targets(columns)]
    if not any(line_of(key) for key in filled):
        return None
    if options["mode"] != "create":
        return str(options["key"])
    chosen = options.get("group")
    if chosen == BY_BLANKS or chosen in filled:
        return str(chosen)
    named = [*(field.key for field in plan.unique), plan.title_field]
    return next((key for key in named if key in filled), BY_BLANKS)


def grouping_of(plan: FormPlan, run: Mapping[str, Any]) -> Grouping | None:
    """How the rows of a run make records; None where each row is one."""
    key = group_field(plan, run["columns"], run["options"])
    if key is None:
        return None
    known = [target for target in targets(run["columns"]) if target.field in plan.writable]
    return Grouping(
        tuple(target.index for target in known if target.field == key), tuple(target.index for target in known)
    )


def rows_of(folder: Path, grouping: Grouping | None, begin: int, count: int) -> list[Row]:
    """About `count` data rows from the `begin`th on, whole records only; in the order of their records."""
    if grouping is None:
        return rows_at(folder, begin, count)
    written_ns = (folder / "index").stat().st_mtime_ns
    order, starts = _order(folder, grouping, written_ns)
    if begin >= len(order):
        return []
    at = bisect_left(starts, begin + count)
    return list(rows_in(folder, order[begin : starts[at] if at < len(starts) else len(order)]))


@lru_cache(maxsize=4)
def _order(folder: Path, grouping: Grouping, written_ns: int) -> "tuple[array[int], array[int]]":
    """Which data rows follow one another, and at which of them records begin; worked out once and kept on disk."""
    mark = hashlib.sha256(repr((grouping, written_ns)).encode()).hexdigest()[:16]
    path = folder / f"order-{mark}"
    if not path.exists():
        order, starts = _worked_out(folder, grouping)
        part = path.with_suffix(".part")
        part.write_bytes(array("Q", [len(order)]).tobytes() + order.tobytes() + starts.tobytes())
        part.replace(path)
    kept = array("Q")
    kept.frombytes(path.read_bytes())
    return kept[1 : 1 + kept[0]], kept[1 + kept[0] :]


def _worked_out(folder: Path, grouping: Grouping) -> "tuple[array[int], array[int]]":
    groups: list[array[int]] = []
    by_key: dict[str, array[int]] = {}
    for place, (_, cells) in enumerate(all_rows(folder)):
        key = grouping.key(cells)
        if key and grouping.keys and key in by_key:
            group = by_key[key]
        elif key or not groups:
            group = array("Q")
            groups.append(group)
        if key and grouping.keys:
            by_key[key] = group
        group.append(place)
    order, starts = array("Q"), array("Q")
    for group in groups:
        starts.append(len(order))
        order.extend(group)
    return order, starts
