"""Figures: what every chart draws, as plain data. Axes with their items, and cells that stand at one item of each axis.

JSON: {"as_of", "measures", "axes", "cells"}. Numbers are exact decimal texts, None where there is no data; a cell's
drill says by which records it can be opened.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from ...expressions.values import number_text
from ...localized import Localized, text


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is. shown: "count", "amount", "share" (of one), "points" (a difference of shares) or "duration";
    good: which way is better; metric: the key of the metric, None for a count or a sum over a form."""

    title: Localized
    unit: Localized | None
    shown: str
    good: str | None = None
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One place of an axis. kind: "value", "empty", "rest", "all", "period", "measure", "stage" or "total"; key: its
    JSON value; label: None for what the reader may not know the name of, and for periods, which the front puts into
    words. parent: where the item stands under which this one is, in axes that are trees; level: how deep."""

    kind: str
    key: Any
    label: Localized | None
    period: Mapping[str, Any] | None = None
    parent: int | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension, the periods, the measures or the stages. key: "period", "measure", "stage" or the dimension's."""

    key: str
    title: Localized
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Drill:
    """The records of a cell: those of a metric's figure, or of a form by a filter. period: the key of a period, None
    for how things stand now; only: dimensions and the one value of each."""

    metric: str | None
    period: str | None
    only: Mapping[str, Any]
    form: str | None = None
    filter: Any = None


@dataclass(frozen=True, slots=True)
class Cell:
    """at: an item of each axis by its place. records: how many count in it. marked: it is on the wrong side of the
    chart's threshold. limit: for what and since when the target holds."""

    at: tuple[int, ...]
    measure: int
    value: Decimal | None
    records: int
    verdict: str = "none"
    target: Decimal | None = None
    drill: Drill | None = None
    marked: bool = False
    limit: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The shapes that figures stand on: the name of a document of kind "areas", and the form through which its reader
    gets them."""

    app: str
    form: str
    areas: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a chart draws. threshold: the line below which (above, where low is good) cells are marked; ground: the
    areas that the first axis names; periods: the first and last period they are about."""

    measures: tuple[Measure, ...]
    axes: tuple[Axis, ...]
    cells: tuple[Cell, ...]
    periods: tuple[Mapping[str, Any], ...] = ()
    threshold: Decimal | None = None
    ground: Ground | None = None
    app: str = ""
    as_of: datetime | None = field(default=None, compare=False)

    def dump(self, locale: str) -> dict[str, Any]:
        """JSON in the reader's language."""
        return {
            "app": self.app,
            "as_of": self.as_of,
            "periods": [self.periods[0], self.periods[-1]] if self.periods else [],
            "threshold": _text(self.threshold),
            "ground": None
            if self.ground is None
            else {"app": self.ground.app, "form": self.ground.form, "areas": self.ground.areas},
            "measures": [
                {
                    "title": text(one.title, locale),
                    "unit": None if one.unit is None else text(one.unit, locale),
                    "shown": one.shown,
                    "good": one.good,
                    "metric": one.metric,
                }
                for one in self.measures
            ],
            "axes": [
                {
                    "key": axis.key,
                    "title": text(axis.title, locale),
                    "items": [_item(item, locale) for item in axis.items],
                }
                for axis in self.axes
            ],
            "cells": [_cell(cell) for cell in self.cells],
        }


def _item(item: Item, locale: str) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "key": item.key,
        "label": None if item.label is None else text(item.label, locale),
        "period": item.period,
        "parent": item.parent,
        "level": item.level,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    drill = cell.drill
    return {
        "at": list(cell.at),
        "measure": cell.measure,
        "value": _text(cell.value),
        "records": cell.records,
        "verdict": cell.verdict,
        "target": _text(cell.target),
        "limit": cell.limit,
        "marked": cell.marked,
        "drill": None
        if drill is None
        else {
            "metric": drill.metric,
            "period": drill.period,
            "only": dict(drill.only),
            "form": drill.form,
            "filter": drill.filter,
        },
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)
