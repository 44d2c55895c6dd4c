"""Every field type on both databases: values come back, filters and sorting agree with plain Python."""

from collections.abc import Callable
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from loomwork.runtime import changes, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache, plans_in, publish, put_app
from loomwork.runtime.expressions import Type
from loomwork.runtime.expressions.durations import parse_duration
from loomwork.runtime.fields import Reader, field_types
from loomwork.runtime.fields.base import example_pairs
from loomwork.runtime.forms import FieldPlan, build_tables, form_plan
from loomwork.runtime.forms.describing import describe
from loomwork.runtime.localized import LOCALES
from loomwork.runtime.people import NewPerson, access_to, add_department, add_person
from loomwork.runtime.records import Query, Record

TARGET = {
    "kind": "form",
    "key": "firm",
    "title": "Customer",
    "fields": [{"key": "name", "type": "text", "title": "Name"}],
}
ROLES: list[dict[str, Any]] = [{"kind": "role", "key": key, "title": key, "forms": {}} for key in ("first", "second")]
REFERRING = {
    "kind": "form",
    "key": "order",
    "title": "Order",
    "fields": [{"key": "f_reference", "type": "reference", "title": "All", "settings": {"form": "all"}}],
}
TYPED = [key for key, type_ in field_types.items() if type_.links != "file" and type_.derived != "related"]


@pytest.fixture
def stored(context: Context) -> dict[str, list[Any]]:
    """One form with a field of each type, and records with every example; field → JSON values by record."""
    fields = [
        {"key": f"f_{key}", "type": key, "title": key, "settings": dict(field_types.get(key).example_settings)}
        for key in field_types
    ]
    for field in fields:
        if field["type"] == "formula":
            field["settings"] = {"result": "text", "expression": {"var": "record.f_text"}}
    form = {"kind": "form", "key": "all", "title": "All", "fields": fields}

    def unit(tx: Any) -> dict[str, list[str]]:
        put_app(tx, context, "a", "1", {}, [])
        publish(tx, context, "a", [TARGET, form, REFERRING, *ROLES])
        build_tables(tx, plans_in(context.workspace, tx))
        return {
            "person": [add_person(tx, context, NewPerson(code=f"P{n}", name=f"N{n}")) for n in range(2)],
            "department": [add_department(tx, context, f"D{n}") for n in range(2)],
            "role": ["a.first", "a.second"],
        }

    linked = changes.run(context, unit)
    linked["record"] = [records.create(context, "a", "firm", {"name": f"C{n}"}).id for n in range(2)]
    return {key: _values(key, linked) for key in TYPED}


def _values(key: str, linked: dict[str, list[str]]) -> list[Any]:
    type_ = field_types.get(key)
    if type_.computed:
        return []
    return [*linked.get(type_.links or "", [raw for raw, stored in example_pairs(type_) if stored is not None]), None]


def _made(context: Context, stored: dict[str, list[Any]]) -> list[Record]:
    """Records that between them hold every value, some more than once."""
    count = max(map(len, stored.values())) + 2
    made = [
        records.create(
            context, "a", "all", {f"f_{key}": values[n % len(values)] for key, values in stored.items() if values}
        )
        for n in range(count)
    ]
    return [records.get(context, "a", "all", record.id) for record in made]


def test_every_value_comes_back_as_it_was_sent(context: Context, stored: dict[str, list[Any]]) -> None:
    made = _made(context, stored)
    shown = [item["values"] for item in records.dump_records(context, made)]
    for key, values in stored.items():
        for n, item in enumerate(shown):
            if values:
                assert item[f"f_{key}"] == values[n % len(values)], key
    assert [item["f_formula"] for item in shown] == [item["f_text"] for item in shown]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_type_is_described_to_the_front(context: Context, stored: dict[str, list[Any]], locale: str) -> None:
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        described = describe(form_plan(plans, "a", "all"), access_to(context, plans, "a", "all"), locale)
    assert [field["type"] for field in described["fields"]] == list(field_types)
    assert all(orjson.dumps(field["settings"]) for field in described["fields"])


def test_filters_agree_with_python(context: Context, stored: dict[str, list[Any]]) -> None:
    made = _made(context, stored)
    for key in [*stored, "formula"]:
        plan = made[0].plan.fields[f"f_{key}"]
        present = [value for record in made if (value := record.values[plan.key]) is not None]
        for operator in plan.filters:
            compared = partial(_words if operator in _TEXTUAL else _comparable, plan)
            for raw, stored_value in _filter_values(plan, operator, present):
                asked = stored_value if operator in _TEXTUAL else _comparable(plan, stored_value)
                wanted = {r.id for r in made if _ORACLE[operator](compared(r.values[plan.key]), asked)}
                condition = {"field": plan.key, "operator": operator, "value": raw}
                found = records.query(context, "a", "all", Query(filter=condition, limit=200)).items
                assert {record.id for record in found} == wanted, (key, operator, raw)


def test_sorting_agrees_with_python_and_empties_come_last(context: Context, stored: dict[str, list[Any]]) -> None:
    made = _made(context, stored)
    for key in [*stored, "formula"]:
        field = f"f_{key}"
        if not made[0].plan.fields[field].type.sortable:
            continue
        plan = made[0].plan.fields[field]
        filled = sorted((r for r in made if r.values[field] is not None), key=_sorted_by(plan))
        empty = sorted((r for r in made if r.values[field] is None), key=lambda r: r.id)
        for name, wanted in ((field, filled + empty), (f"-{field}", filled[::-1] + empty[::-1])):
            assert _paged(context, name) == [record.id for record in wanted], name


def _paged(context: Context, sort: str) -> list[str]:
    """All ids in order, two at a time."""
    found: list[str] = []
    cursor = None
    while True:
        page = records.query(context, "a", "all", Query(sort=(sort,), limit=2, cursor=cursor))
        found += [record.id for record in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


def _spans(days: list[str]) -> list[list[str]]:
    return [[first, last] for first in days for last in days]


def _comparable(field: FieldPlan, value: Any) -> Any:
    """What orders stored values as people order them: durations by length."""
    if isinstance(value, (list, tuple)):
        return [_comparable(field, one) for one in value]
    if value is not None and field.type.expression_type(field.settings) is Type.DURATION:
        duration = parse_duration(value)
        assert duration is not None
        return duration.seconds
    return value


def _sorted_by(field: FieldPlan) -> Callable[[Record], Any]:
    """Options by their place in the list, others by size."""
    places = {key: place for place, key in enumerate(field.settings.get("titles", ()))}

    def key(record: Record) -> Any:
        value = _comparable(field, record.values[field.key])
        return (places.get(value, value) if places else value), record.id

    return key


def _words(field: FieldPlan, value: Any) -> str | None:
    """What people read, in which words are looked for."""
    return None if value is None else field.type.text(value, field.settings, Reader("en", ZoneInfo("UTC")))


def _filter_values(field: FieldPlan, operator: str, present: list[Any]) -> list[tuple[Any, Any]]:
    """(value of the filter, the stored value it means) for an operator and the values that records hold."""
    dump, order = field.json, partial(_comparable, field)
    if operator in ("empty", "not_empty", "complete", "incomplete"):
        return [(None, None)]
    if operator in _TEXTUAL:
        words = [_words(field, value) or "" for value in present]
        return [(part, part) for text in words for part in (text[:2].upper(), text[2:4] or text, "<", "province")]
    if field.type.many:
        members = sorted({member for value in present for member in value})
        pairs = [[first, second] for first in members for second in members]
        return [(asked, asked) for asked in [*pairs, *([member] for member in members)]]
    if operator == "under":
        paths: dict[str, tuple[str, ...]] = field.settings["paths"]
        return [([top], [key for key, path in paths.items() if top in path]) for top in present]
    if operator in ("one_of", "none_of"):
        return [([dump(value) for value in present[:2]], present[:2])]
    if operator in ("covers", "overlaps", "within"):
        days = sorted({day for value in present for day in value.split("/")})
        return [(day, day) for day in days] if operator == "covers" else [(span, span) for span in _spans(days)]
    if operator == "in_box":
        return [(box, box) for value in present if "latitude" in value for box in _boxes(value)]
    if operator == "between":
        low, high = min(present, key=order), max(present, key=order)
        return [([dump(low), dump(high)], (low, high)), ([dump(high), dump(low)], (high, low))]
    return [(dump(value), value) for value in present]


def _boxes(place: dict[str, str]) -> list[list[float]]:
    """One around the place, one beside it, one over the date line on either side of it."""
    lat, long = float(place["latitude"]), float(place["longitude"])
    around = [lat - 1, long - 1, lat + 1, long + 1]
    return [around, [lat + 0.1, long - 1, lat + 1, long + 1], [-90, long - 1, 90, -170], [-90, long + 1, 90, -170]]


def _lies_in(place: dict[str, str], box: list[float]) -> bool:
    lat, long = float(place.get("latitude", "nan")), float(place.get("longitude", "nan"))
    south, west, north, east = box
    return south <= lat <= north and (west <= long <= east if west <= east else long >= west or long <= east)


def _lower(text: str) -> str:
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def _members(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


_TEXTUAL = frozenset({"contains", "not_contains", "starts_with"})
_ORACLE: dict[str, Callable[[Any, Any], bool]] = {
    "reached": lambda value, asked: value == asked,
    "not_reached": lambda value, asked: value != asked,
    "equal": lambda a, b: a is not None and a == b,
    "not_equal": lambda a, b: a is None or a != b,
    "one_of": lambda a, b: a is not None and a in b,
    "none_of": lambda a, b: a is None or not {*_members(a)} & {*b},
    "less": lambda a, b: a is not None and a < b,
    "at_most": lambda a, b: a is not None and a <= b,
    "greater": lambda a, b: a is not None and a > b,
    "at_least": lambda a, b: a is not None and a >= b,
    "between": lambda a, b: a is not None and b[0] <= a <= b[1],
    "contains": lambda a, b: a is not None and _lower(b) in _lower(a),
    "not_contains": lambda a, b: a is None or _lower(b) not in _lower(a),
    "starts_with": lambda a, b: a is not None and _lower(a).startswith(_lower(b)),
    "any_of": lambda a, b: a is not None and bool({*_members(a)} & {*b}),
    "all_of": lambda a, b: a is not None and {*_members(a)} >= {*b},
    "under": lambda a, b: a is not None and a in b,
    "covers": lambda a, b: a is not None and a[:10] <= b <= a[11:],
    "overlaps": lambda a, b: a is not None and a[:10] <= b[1] and a[11:] >= b[0],
    "within": lambda a, b: a is not None and a[:10] >= b[0] and a[11:] <= b[1],
    "in_box": lambda a, b: a is not None and _lies_in(a, b),
    "complete": lambda a, _: a is not None and all(one["done"] for one in a),
    "incomplete": lambda a, _: a is not None and not all(one["done"] for one in a),
    "empty": lambda a, _: a is None,
    "not_empty": lambda a, _: a is not None,
}
