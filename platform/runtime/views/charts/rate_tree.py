"""Rate tree: a share broken down dimension by dimension, to find where it is won and where it is lost."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from marshmallow import ValidationError, fields, validate, validates_schema

from ...expressions.values import divide
from .answer import Answer, Value
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Axis, Cell, Figures, Item, Measure
from .settings import SourceSchema, how_many, splits

_ALL = {"zh-CN": "全部", "en": "All"}
_WAY = {"zh-CN": "拆分", "en": "Broken down"}
_SHARE = Measure({"zh-CN": "记录占比", "en": "Share of records"}, None, "share")
_GAP = {"zh-CN": "与整体的差", "en": "Gap to the whole"}
_EFFECT = {"zh-CN": "对整体的影响", "en": "Effect on the whole"}


@chart_type("rate_tree")
class RateTree(ChartType):
    """Breaks a rate down by one dimension after the other, such as the win rate by industry and then by seller: of each
    part its share of the records, its rate, its gap to the whole, and by how much it moves the whole (share × gap), so
    that the largest loss stands out. The effects of the parts of one part add up to its own where it is all records."""

    label = {"zh-CN": "赢率归因树", "en": "Win-rate tree"}
    example_settings = {"metric": "m", "by": ["source", "urgent"]}
    lists = False
    shares = True

    class Settings(SourceSchema):
        by = fields.List(fields.String(metadata=splits()), required=True, validate=validate.Length(min=1, max=4))
        most = how_many(5, 12)

        @validates_schema
        def by_metric(self, data: dict[str, object], **_: object) -> None:
            """A rate is a metric."""
            if data["metric"] is None:
                raise ValidationError("metric", "metric")

    def asks(self, settings: Given) -> Sequence[Ask]:
        by = [(key, settings["most"]) for key in settings["by"]]
        return [ask_of(settings, *by[:depth]) for depth in range(len(by) + 1)]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        whole = answers[0].at(0)
        items: list[Item] = [Item("all", None, _ALL)]
        cells = list(_node(answers[0], (0,), whole, 0))
        for place, parent, level in _ways(answers, (), 0, items):
            item = answers[level].groups[level - 1].items[place[-1]]
            items.append(Item(item.kind, item.key, item.label, None, parent, level))
            cells += _node(answers[level], (0, *place), whole, len(items) - 1)
        own = answers[0].measure
        axis = Axis("tree", _WAY, tuple(items))
        shown = "points" if own.shown == "share" else own.shown
        gap, effect = (Measure(title, own.unit, shown) for title in (_GAP, _EFFECT))
        return Figures((own, _SHARE, gap, effect), (axis,), tuple(cells), periods=answers[0].told)


def _ways(
    answers: Sequence[Answer], before: tuple[int, ...], parent: int, items: list[Item]
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Every part that has records, each followed by its own parts, the largest first."""
    level = len(before) + 1
    if level >= len(answers):
        return
    answer = answers[level]
    ways = [place[1:] for place, value in answer.values.items() if place[1:-1] == before and value.records]
    for way in sorted(ways, key=lambda way: way[-1]):
        yield way, parent, level
        yield from _ways(answers, way, len(items) - 1, items)


def _node(answer: Answer, place: tuple[int, ...], whole: Value, at: int) -> Iterator[Cell]:
    value = answer.at(*place)
    share = Decimal(divide(Decimal(value.records), Decimal(whole.records))) if whole.records else None
    gap = None if value.value is None or whole.value is None else value.value - whole.value
    yield answer.cell((at,), *place)
    yield Cell((at,), 1, share, 0)
    yield Cell((at,), 2, gap, 0)
    yield Cell((at,), 3, None if gap is None or share is None else gap * share, 0)
