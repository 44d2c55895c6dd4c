"""Lines as they stood before a recorded change: its operations on lines and cells, taken back one by one."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...fields.columns import Line
from ...forms import FieldPlan


def earlier_lines(
    field: FieldPlan, lines: Sequence[Line] | None, operations: Iterable[Mapping[str, Any]]
) -> list[Line] | None:
    """The lines before `operations`, which led to `lines`. Where a line stood that was removed is not recorded: it
    stands at the end. Columns that are no more are left out."""
    now = {line["id"]: dict(line) for line in lines or ()}
    moved: dict[str, str | None] = {}
    for operation in operations:
        op, (_, id, *column) = operation["op"], operation["path"]
        if op == "add":
            now.pop(id, None)
        elif op == "remove":
            now[id] = _line(field, id, operation["before"])
        elif op == "move":
            moved[id] = operation["before"]
        elif id in now and column[0] in field.columns:
            now[id][column[0]] = field.columns[column[0]].load(operation.get("before"))
    return [now[id] for id in _moved_back(list(now), moved)] or None


def _line(field: FieldPlan, id: str, cells: Mapping[str, Any]) -> Line:
    return {"id": id} | {key: column.load(cells.get(key)) for key, column in field.columns.items()}


def _moved_back(order: list[str], moved: Mapping[str, str | None]) -> list[str]:
    """`moved`: id → the line it stood after. One that stood after another moved one waits for it."""
    placed = [id for id in order if id not in moved]
    waiting = [id for id in order if id in moved]
    while waiting:
        ready = next((id for id in waiting if moved[id] is None or moved[id] in placed), waiting[0])
        waiting.remove(ready)
        before = moved[ready]
        placed.insert(placed.index(before) + 1 if before in placed else 0, ready)
    return placed
