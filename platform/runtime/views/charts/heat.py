"""Heat map: a figure for each pair of values of two dimensions, or of a dimension and the periods."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from marshmallow import fields, validate

from .answer import Answer
from .asking import PERIOD, Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Cell, Figures
from .settings import SourceSchema, dimension, how_many, splits


@chart_type("heat")
class Heat(ChartType):
    """Shows where a figure is high and where it is low, such as completeness by region and week. Cells on the wrong
    side of `threshold` are marked; without one, those whose verdict is bad."""

    label = {"zh-CN": "热力图", "en": "Heat map"}
    example_settings = {"metric": "m", "by": "status", "across": "urgent", "threshold": "0.5"}

    class Settings(SourceSchema):
        by = dimension(required=True)
        across = fields.String(load_default=PERIOD, metadata=splits(times=True))
        threshold = fields.String(
            load_default=None, allow_none=True, validate=validate.Regexp(r"-?\d{1,15}(\.\d{1,6})?\Z")
        )
        most = how_many(20)
        most_across = how_many(12)

    def asks(self, settings: Given) -> Sequence[Ask]:
        return [ask_of(settings, (settings["by"], settings["most"]), (settings["across"], settings["most_across"]))]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        drawn = answers[0].figures(settings["by"], settings["across"])
        threshold = None if settings["threshold"] is None else Decimal(settings["threshold"])
        low = answers[0].measure.good == "low"
        cells = tuple(replace(cell, marked=_marked(cell, threshold, low)) for cell in drawn.cells)
        return replace(drawn, cells=cells, threshold=threshold)


def _marked(cell: Cell, threshold: Decimal | None, low: bool) -> bool:
    if threshold is None or cell.value is None:
        return cell.verdict == "red"
    return cell.value > threshold if low else cell.value < threshold
