"""Pivot: figures by rows within rows and by columns, with totals worked out over the records and not over figures."""

from collections.abc import Iterator, Sequence
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Axis, Figures, Item
from .settings import SourceSchema, dimension, how_many, several, splits

_TOTAL = {"zh-CN": "合计", "en": "Total"}


@chart_type("pivot")
class Pivot(ChartType):
    """A table of figures: up to three dimensions as rows within rows, one across, several metrics in each cell. Of a
    dimension with very many values the heaviest stand alone and all others in one row, and totals count them all."""

    label = {"zh-CN": "透视表", "en": "Pivot table"}
    example_settings = {"metrics": ["m", "n"], "rows": ["status", "source"], "columns": "urgent"}

    class Settings(SourceSchema):
        metrics = several(4)
        rows = fields.List(fields.String(metadata=splits()), required=True, validate=validate.Length(min=1, max=3))
        columns = dimension(times=True)
        most = how_many(20)
        most_columns = how_many(12)

        @validates_schema
        def each_once(self, data: dict[str, Any], **_: Any) -> None:
            """A dimension stands in one place only."""
            named = [*data["rows"], data["columns"]]
            if len(set(named)) != len(named):
                raise ValidationError("rows ≠ columns", "rows")

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [
            ask_of(settings, *_split(settings, depth, across), metric=metric)
            for metric, depth, across in _questions(settings)
        ]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        found = {
            (at, depth, across): answer
            for (at, depth, across), answer in zip(
                ((at, depth, across) for at in range(_many(settings)) for depth, across in _shapes(settings)),
                answers,
                strict=True,
            )
        }
        columns = settings["columns"]
        heads = found[0, len(settings["rows"]), True].axis(columns).items if columns else ()
        across = Axis(columns or "all", answers[0].measure.title, (*heads, Item("total", None, _TOTAL)))
        if columns:
            across = Axis(columns, found[0, len(settings["rows"]), True].axis(columns).title, across.items)
        rows = list(_rows(found[0, len(settings["rows"]), False], settings["rows"]))
        cells = []
        for at in range(_many(settings)):
            for row, (_, place) in enumerate(rows):
                depth = len(place)
                for column, head in enumerate(across.items):
                    answer = found[at, depth, head.kind != "total"]
                    where = _place(answer, settings["rows"][:depth], place, columns, head)
                    if where is not None:
                        cells.append(answer.cell((row, column), *where, measure=at))
        titles = [found[0, len(settings["rows"]), False].axis(key).title for key in settings["rows"]]
        down = Axis("rows", titles[0], tuple(item for item, _ in rows))
        measures = tuple(found[at, 0, False].measure for at in range(_many(settings)))
        return Figures(measures, (down, across), tuple(cells), periods=answers[0].told)


def _many(settings: Given) -> int:
    return len(settings["metrics"]) or 1


def _shapes(settings: Given) -> list[tuple[int, bool]]:
    """Every depth of rows, with the columns and without: each total is a figure of its own."""
    depths = range(len(settings["rows"]) + 1)
    return [(depth, across) for depth in depths for across in ((True, False) if settings["columns"] else (False,))]


def _questions(settings: Given) -> Iterator[tuple[str | None, int, bool]]:
    for metric in settings["metrics"] or [None]:
        for depth, across in _shapes(settings):
            yield metric, depth, across


def _split(settings: Given, depth: int, across: bool) -> list[tuple[str | None, int]]:
    rows: list[tuple[str | None, int]] = [(key, settings["most"]) for key in settings["rows"][:depth]]
    return [*rows, (settings["columns"], settings["most_columns"])] if across else rows


Place = tuple[Item, ...]


def _rows(answer: Answer, keys: Sequence[str]) -> Iterator[tuple[Item, Place]]:
    """The rows in their order, each under the one it belongs to, and by which values it is found; the total last."""
    made: list[Item] = []
    known = {place[1:] for place in answer.values}

    def under(before: tuple[int, ...], place: Place, parent: int | None) -> Iterator[tuple[Item, Place]]:
        for at, item in enumerate(answer.groups[len(before)].items):
            way = (*before, at)
            if not any(one[: len(way)] == way for one in known):
                continue
            row = Item(item.kind, item.key, item.label, item.period, parent, len(before))
            made.append(row)
            own = len(made) - 1
            yield row, (*place, item)
            if len(way) < len(keys):
                yield from under(way, (*place, item), own)

    yield from under((), (), None)
    yield Item("total", None, _TOTAL), ()


def _place(
    answer: Answer, keys: Sequence[str], place: Place, columns: str | None, head: Item
) -> tuple[int, ...] | None:
    """Where a row and a column stand in an answer; None where they do not meet."""
    where = {"period": 0}
    wanted = dict(zip(keys, place, strict=True)) | ({columns: head} if head.kind != "total" and columns else {})
    for key, item in wanted.items():
        items = answer.axis(key).items
        found = next((at for at, one in enumerate(items) if (one.kind, one.key) == (item.kind, item.key)), None)
        if found is None:
            return None
        where[key] = found
    return tuple(where.get(axis.key, 0) for axis in (answer.periods, *answer.groups))
