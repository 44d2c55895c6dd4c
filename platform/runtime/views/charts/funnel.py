"""Funnel: how many come from each stage to the next, and how many are lost on the way."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from marshmallow import ValidationError, fields, validates_schema

from ...expressions.values import divide
from .answer import Answer
from .asking import Ask, ask_of
from .chart import ChartType, Given, chart_type
from .figures import Axis, Cell, Drill, Figures, Item, Measure
from .settings import SourceSchema, several, splits

STAGE = "stage"
_STAGES = {"zh-CN": "阶段", "en": "Stage"}
_OF_FIRST = Measure({"zh-CN": "占第一步", "en": "Of the first"}, None, "share")
_OF_PREVIOUS = Measure({"zh-CN": "占上一步", "en": "Of the one before"}, None, "share")
_LOST = {"zh-CN": "流失", "en": "Lost"}


@chart_type("funnel")
class Funnel(ChartType):
    """Shows where records are lost on their way: `by` is a stage field of the form, whose stages on the way (without
    those that can be reached from most others, such as lost) count each record that came there or beyond; or each step
    is one of `metrics`."""

    label = {"zh-CN": "漏斗图", "en": "Funnel"}
    example_settings = {"form": "deal", "by": "status"}

    class Settings(SourceSchema):
        metrics = several(8)
        by = fields.String(load_default=None, allow_none=True, metadata=splits() | {"stage": True})

        @validates_schema
        def one_way(self, data: dict[str, object], **_: object) -> None:
            """A form with a stage field, or metrics."""
            if (data["form"] is None) != (data["by"] is None):
                raise ValidationError("form + by | metrics", "by")
            if data["metric"] is not None:
                raise ValidationError("metrics", "metric")

    def asks(self, settings: Given) -> Sequence[Ask]:
        if settings["metrics"]:
            return [ask_of(settings, metric=key) for key in settings["metrics"]]
        return [replace(ask_of(settings), reached=settings["by"])]

    def figures(self, settings: Given, answers: Sequence[Answer]) -> Figures:
        if settings["metrics"]:
            items = [Item(STAGE, one.measure.metric, one.measure.title) for one in answers]
            steps = [one.cell((at,), 0) for at, one in enumerate(answers)]
        else:
            items = list(answers[0].groups[0].items)
            steps = [answers[0].cell((at,), 0, at) for at in range(len(items))]
        own = answers[0].measure
        lost = Measure(_LOST, own.unit, own.shown)
        cells = list(_step(steps[0], steps[0], None, None))
        for at, (before, step) in enumerate(pairwise(steps), 1):
            cells += _step(step, steps[0], before, None if settings["metrics"] else answers[0].lost(at))
        axis = Axis(STAGE, _STAGES, tuple(items))
        return Figures((own, _OF_FIRST, _OF_PREVIOUS, lost), (axis,), tuple(cells), periods=answers[0].told)


def _step(step: Cell, first: Cell, before: Cell | None, left: Drill | None) -> list[Cell]:
    """What is said of a step: its figure, its shares of the first one and of the one before, and what was lost, which
    `left` opens."""
    made = [step, Cell(step.at, 1, _share(step.value, first.value), 0)]
    if before is not None:
        lost = None if step.value is None or before.value is None else before.value - step.value
        records = before.records - step.records if left is not None else 0
        made += [
            Cell(step.at, 2, _share(step.value, before.value), 0),
            Cell(step.at, 3, lost, records, drill=left if records else None),
        ]
    return made


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A share of what is more than nothing; of nothing, or of less, there is none."""
    return Decimal(divide(part, whole)) if part is not None and whole is not None and whole > 0 else None
