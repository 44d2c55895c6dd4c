"""Limits from a decision table: what is well and what needs care, by values of dimensions and by date.

{"table", "with": {input: dimension or {"var": "day"}}, "green": output, "yellow": output}. A row for a department, by
id or name, holds for those below it, the nearest one first; the figure of a person is judged as one of his department.
Where no row fits, the metric's own bands count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from ..context import Context
from ..decisions import DecisionPlan, decision_plan
from ..decisions.cells import Cell
from ..decisions.deciding import matching
from ..decisions.plan import Row
from ..definitions import Plans
from ..errors import NotFound
from ..expressions.types import NUMBERS, Type, family
from ..forms import FormPlan
from ..forms.locating import wrong
from ..localized import listed_in_all
from ..people import organisation_of
from ..people.organisation import Organisation
from .dimensions import Dimension
from .verdicts import Band, Held, band_for, better

DAY = {"var": "day"}


@dataclass(frozen=True, slots=True)
class Limits:
    """given: for each input of the table its dimension, DAY, or None where nothing is given. departments: dimension
    with departments → the one with their persons, if there is one. green, yellow: places of outputs."""

    table: DecisionPlan
    given: tuple[Any, ...]
    departments: Mapping[str, str]
    green: int
    yellow: int


class Judge:
    """The limits by which figures of one metric are judged, on one connection."""

    def __init__(
        self, context: Context, connection: sa.Connection, bands: Sequence[Band], limits: Limits | None
    ) -> None:
        self._bands = bands
        self._limits = limits
        self._zone = context.workspace.zone
        self._organisation = None if limits is None else organisation_of(context.workspace, connection)

    def band(self, day: date, held: Held) -> Band | None:
        """The limits for a figure of that day and of those values of dimensions (JSON); None where there are none."""
        if self._limits is not None and self._organisation is not None:
            found = _row(self._limits, self._organisation, self._zone, day, held)
            if found is not None:
                return found
        return band_for(self._bands, day, held)


def _row(limits: Limits, organisation: Organisation, zone: str, day: date, held: Held) -> Band | None:
    """The limits of the first row that fits, one for the nearest department before those for all."""
    at = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(microseconds=1)
    known = dict(held)
    values = [day if one == DAY else None if one is None else known.get(one) for one in limits.given]
    for place, name in enumerate(limits.given):
        if (field := limits.departments.get(name) if isinstance(name, str) else None) is None:
            continue
        own = known.get(name) or organisation.department(str(known.get(field) or ""), at)
        for above in organisation.above(str(own), at) if own else ():
            for value in (above, organisation.departments.get(above)):
                values[place] = value
                for row in matching(limits.table, values):
                    if row.cells[place].kind != "any":
                        return _band(limits, row, [(name, above), *_named(limits, row, known, name)])
        values[place] = None
    for row in matching(limits.table, values):
        return _band(limits, row, list(_named(limits, row, known, None)))
    return None


def _named(limits: Limits, row: Row, known: Mapping[str, Any], but: str | None) -> Iterator[tuple[str, Any]]:
    """The values of dimensions that the row asks for."""
    for name, cell in zip(limits.given, row.cells, strict=True):
        if isinstance(name, str) and name != but and cell.kind != "any" and known.get(name) is not None:
            yield name, known[name]


def _band(limits: Limits, row: Row, held: Sequence[tuple[str, Any]]) -> Band | None:
    green, yellow = (row.outputs[place] for place in (limits.green, limits.yellow))
    if green is None or yellow is None:
        return None
    since, until = _dates(row.valid)
    return Band(Decimal(green), Decimal(yellow), since, until, tuple(held))


def _dates(valid: Cell) -> tuple[date | None, date | None]:
    return valid.low, None if valid.high is None else valid.high + timedelta(days=1)


def compile_limits(
    plans: Plans, app: str, document: Mapping[str, Any], dimensions: Mapping[str, Dimension], form: FormPlan
) -> Limits | None:
    """What a metric document says of limits. Raises InvalidDefinition with a pointer and what to do."""
    said = document.get("limits")
    if said is None:
        return None
    try:
        table = decision_plan(plans, app, said["table"])
    except NotFound:
        key = said["table"]
        raise wrong("/limits/table", f"没有名为「{key}」的决策表", f"there is no decision table named {key}") from None
    if table.hit == "collect" or table.tier is not None:
        raise wrong(
            "/limits/table",
            "界限要由一行决定，请用 unique、first 或 priority 命中、不分档累进的决策表",
            "one row must decide a limit: take a table that hits unique, first or priority, without tiers",
        )
    keys = [part.key for part in table.inputs]
    for key, source in said["with"].items():
        if key not in keys:
            known = listed_in_all(keys)
            raise wrong(
                f"/limits/with/{key}",
                f"决策表没有输入「{key}」，可用的有：{known['zh-CN']}",
                f"the table has no input {key}; there are: {known['en']}",
            )
        _check_source(source, table.inputs[keys.index(key)].type, dimensions, form, f"/limits/with/{key}")
    if table.valid_by is not None and said["with"].get(keys[table.valid_by]) != DAY:
        key = keys[table.valid_by]
        raise wrong(
            "/limits/with",
            f'这张决策表按「{key}」分起止日期，请给它 {{"var": "day"}}',
            f'rows of this table hold from and until a {key}; give it {{"var": "day"}}',
        )
    green, yellow = (_output(table, said[name], f"/limits/{name}") for name in ("green", "yellow"))
    given = tuple(said["with"].get(key) for key in keys)
    limits = Limits(table, given, _departments(dimensions, form), green, yellow)
    for row in table.rows:
        band = _band(limits, row, ())
        if band is not None and not better(band, document.get("good")):
            raise wrong(
                "/limits/table",
                f"行「{row.key}」的绿色界限应当比黄色更好：越高越好时不小于黄色，越低越好时不大于黄色",
                f"in the row {row.key} the green limit must be the better one: not below yellow where high is good, "
                "not above where low is",
            )
    return limits


def _check_source(source: Any, type_: Type, dimensions: Mapping[str, Dimension], form: FormPlan, pointer: str) -> None:
    if source == DAY:
        found = Type.DATE
    elif source in dimensions:
        field = dimensions[source].values(form)
        found = field.type.expression_type(field.settings)
    else:
        known = listed_in_all(dimensions or ("—",))
        raise wrong(
            pointer,
            f'这里要写这个指标的维度（{known["zh-CN"]}）或 {{"var": "day"}}',
            f'this takes a dimension of this metric ({known["en"]}) or {{"var": "day"}}',
        )
    if family(found) is not family(type_):
        raise wrong(
            pointer,
            "决策表的这个输入不是这种值，请改输入的类型",
            "this input of the table takes other values; change its type",
        )


def _output(table: DecisionPlan, key: str, pointer: str) -> int:
    place = next((at for at, part in enumerate(table.outputs) if part.key == key and part.type in NUMBERS), None)
    if place is None:
        raise wrong(pointer, f"决策表没有数字输出「{key}」", f"the table has no output {key} with a number")
    return place


def _departments(dimensions: Mapping[str, Dimension], form: FormPlan) -> dict[str, str]:
    """Dimension with departments → the dimension with their persons, "" without one."""
    found: dict[str, str] = {}
    for key, dimension in dimensions.items():
        if dimension.department:
            persons = (one.key for one in dimensions.values() if one.field == dimension.field and not one.department)
            found[key] = next(persons, "")
        elif dimension.values(form).type.links == "department":
            found[key] = ""
    return found
