"""Random trees that the checker accepts, and random rows full of nulls, 0.1, emoji and month ends; all from a seed."""

from collections.abc import Callable
from random import Random
from typing import Any

from loomwork.runtime.expressions import Type

PATHS: dict[str, Type] = {
    f"record.{type_}_{slot}": type_
    for type_ in (Type.BOOLEAN, Type.INTEGER, Type.DECIMAL, Type.TEXT, Type.DATE, Type.DATETIME)
    for slot in range(2)
}
ZONES = ("Asia/Shanghai", "Europe/Berlin")
_DECIMALS = (
    "0.1",
    "0.2",
    "0.3",
    "-0.1",
    "2.5",
    "-2.5",
    "0",
    "1.005",
    "0.000001",
    "-99999999999.999999",
    "3",
    "123456.78",
)
_INTEGERS = (0, 1, -1, 2, 3, 7, 12, -12, 100, 999999999999, -400)
_TEXTS = (
    "",
    "a",
    "Z",
    "é",
    "ß",
    "火线",
    "😀",
    "\ue000",
    " 两 ",
    "\u3000宽\u3000",
    "a%b_c",
    "1",
    "０",
    "ΑΣ",
    "O'Neil\\",
    '"',
)
_DATES = (
    "2024-02-29",
    "2026-01-31",
    "2026-02-28",
    "1999-12-31",
    "0001-01-01",
    "9999-12-31",
    "2026-03-29",
    "2000-03-01",
)
_MOMENTS = (
    "2026-01-05T01:00:00Z", "2026-01-04T15:59:59.999Z", "2026-01-04T16:00:00Z", "2026-03-29T00:59:59Z",
    "2026-10-25T00:30:00Z", "2024-02-29T23:30:00Z", "1999-12-31T16:00:00.001Z", "2026-03-28T01:30:00Z",
)  # fmt: skip
_DURATIONS = ("P1D", "P1M", "-P1M", "P1Y", "PT15M", "-PT25H", "P1M2DT3H", "P2W")
VALUES: dict[Type, tuple[Any, ...]] = {
    Type.BOOLEAN: (True, False),
    Type.INTEGER: _INTEGERS,
    Type.DECIMAL: _DECIMALS,
    Type.TEXT: _TEXTS,
    Type.DATE: _DATES,
    Type.DATETIME: _MOMENTS,
}
_ORDERED = (Type.DECIMAL, Type.TEXT, Type.DATE, Type.DATETIME)


def random_row(random: Random) -> dict[str, Any]:
    """JSON values by path without its scope; a fifth of them null."""
    return {
        path.removeprefix("record."): None if random.random() < 0.2 else random.choice(VALUES[type_])
        for path, type_ in PATHS.items()
    }


def random_tree(random: Random, type_: Type | None = None, depth: int = 4) -> Any:
    """A tree of `type_` (any when None) that fits everywhere, lists included."""
    type_ = type_ or random.choice([Type.BOOLEAN, Type.DECIMAL, Type.TEXT, Type.DATE, Type.DATETIME])
    if depth == 0 or random.random() < 0.15:
        return _leaf(random, type_)
    return random.choice(_MAKERS[type_])(random, depth - 1)


def _leaf(random: Random, type_: Type) -> Any:
    if random.random() < 0.3 and type_ is not Type.DATETIME:
        return _typed_literal(type_, random.choice(VALUES[type_]))
    names = [path for path, known in PATHS.items() if known is type_ or {known, type_} == {Type.INTEGER, Type.DECIMAL}]
    return {"var": random.choice(names)}


def _typed_literal(type_: Type, value: Any) -> Any:
    """A literal whose type does not hang on its place."""
    if type_ is Type.DATE:
        return {"date": [int(part) for part in value.split("-")]}
    return {"+": [value]} if type_ is Type.DECIMAL else value


def _side(random: Random, type_: Type, depth: int) -> Any:
    """The right side of a comparison, where a literal takes the left side's type."""
    return random.choice(VALUES[type_]) if random.random() < 0.3 else random_tree(random, type_, depth)


def _call(key: str, *kinds: Type) -> Callable[[Random, int], Any]:
    return lambda random, depth: {key: [random_tree(random, kind, depth) for kind in kinds]}


def _order(random: Random, depth: int) -> Any:
    type_ = random.choice(_ORDERED)
    count = 3 if random.random() < 0.2 else 2
    key = random.choice(["<", "<="] if count == 3 else ["<", "<=", ">", ">="])
    return {key: [random_tree(random, type_, depth), *(_side(random, type_, depth) for _ in range(count - 1))]}


def _equality(random: Random, depth: int) -> Any:
    type_ = random.choice([*_ORDERED, Type.BOOLEAN])
    right = None if random.random() < 0.15 else _side(random, type_, depth)
    return {random.choice(["==", "!="]): [random_tree(random, type_, depth), right]}


def _among(random: Random, depth: int) -> Any:
    type_ = random.choice(_ORDERED)
    members = [random.choice([*VALUES[type_], None]) for _ in range(random.randrange(4))]
    return {"in": [random_tree(random, type_, depth), members]}


def _is_set(random: Random, depth: int) -> Any:
    return {"is_set": random_tree(random, random.choice([*_ORDERED, Type.BOOLEAN]), depth)}


def _choose(type_: Type) -> list[Callable[[Random, int], Any]]:
    return [_call("if", Type.BOOLEAN, type_), _call("if", Type.BOOLEAN, type_, type_), _call("coalesce", type_, type_)]


def _extreme(type_: Type) -> list[Callable[[Random, int], Any]]:
    return [_call("min", type_, type_), _call("max", type_, type_, type_)]


def _round(random: Random, depth: int) -> Any:
    return {"round": [random_tree(random, Type.DECIMAL, depth), random.choice([-3, -1, 0, 1, 2, 6, 12])]}


def _part_of_day(random: Random, depth: int) -> Any:
    key = random.choice(["year", "month", "day", "weekday"])
    return {key: random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth)}


def _days_between(random: Random, depth: int) -> Any:
    return {"days_between": [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth) for _ in range(2)]}


def _substr(random: Random, depth: int) -> Any:
    places = [random.randrange(-4, 5) for _ in range(random.choice([1, 2]))]
    return {"substr": [random_tree(random, Type.TEXT, depth), *places]}


def _cat(random: Random, depth: int) -> Any:
    kinds = random.choices([Type.TEXT, Type.DECIMAL, Type.DATE], k=random.choice([1, 2, 3]))
    return {"cat": [random_tree(random, kind, depth) for kind in kinds]}


def _add_days(random: Random, depth: int) -> Any:
    return {
        "add_days": [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth), random.choice(_INTEGERS)]
    }


def _add(type_: Type) -> Callable[[Random, int], Any]:
    return lambda random, depth: {"add": [random_tree(random, type_, depth), random.choice(_DURATIONS)]}


_N = Type.DECIMAL
_MAKERS: dict[Type, list[Callable[[Random, int], Any]]] = {
    Type.BOOLEAN: [
        _order, _order, _equality, _equality, _among, _is_set,
        _call("and", Type.BOOLEAN, Type.BOOLEAN), _call("or", Type.BOOLEAN, Type.BOOLEAN, Type.BOOLEAN),
        _call("!", Type.BOOLEAN), _call("contains", Type.TEXT, Type.TEXT), _call("starts_with", Type.TEXT, Type.TEXT),
        _call("in", Type.TEXT, Type.TEXT), *_choose(Type.BOOLEAN),
    ],
    Type.DECIMAL: [
        _call("+", _N, _N), _call("+", _N, _N, _N), _call("-", _N, _N), _call("-", _N), _call("*", _N, _N),
        _call("/", _N, _N), _call("%", _N, _N), _call("abs", _N), _round, _call("length", Type.TEXT),
        _part_of_day, _days_between, *_choose(_N), *_extreme(_N),
    ],
    Type.TEXT: [
        _cat, _call("lower", Type.TEXT), _call("upper", Type.TEXT), _call("trim", Type.TEXT), _substr,
        *_choose(Type.TEXT), *_extreme(Type.TEXT),
    ],
    Type.DATE: [_add_days, _add(Type.DATE), *_choose(Type.DATE), *_extreme(Type.DATE)],
    Type.DATETIME: [_add(Type.DATETIME), *_choose(Type.DATETIME), *_extreme(Type.DATETIME)],
}  # fmt: skip
