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
_RANGES = ("2026-01-31/2026-02-28", "2024-02-29/2024-02-29", "0001-01-01/9999-12-31", "2026-02-28/2026-01-31", "x/y")
_PATTERNS = ("0", "#,##0.00", "0.0##", "¥#,##0元", "0.0%", "000,000", "x", "# ?/?", "0 ??/??", "???/???", "# ?/16")
_ORDERED = (Type.DECIMAL, Type.TEXT, Type.DATE, Type.DATETIME)


def random_row(random: Random) -> dict[str, Any]:
    """JSON values by path without its scope; a fifth of them null."""
    return {
        path.removeprefix("record."): None if random.random() < 0.2 else random.choice(VALUES[type_])
        for path, type_ in PATHS.items()
    }


class Source(Random):
    """Chance, and whether trees must fit the databases too."""

    everywhere = True


def source(seed: int, *, everywhere: bool) -> Source:
    """Chance from a seed."""
    made = Source(seed)
    made.everywhere = everywhere
    return made


def random_tree(random: Source, type_: Type | None = None, depth: int = 4) -> Any:
    """A tree of `type_` (any when None); one that fits everywhere, or also of what databases cannot work out."""
    type_ = type_ or random.choice([Type.BOOLEAN, Type.DECIMAL, Type.TEXT, Type.DATE, Type.DATETIME])
    if depth == 0 or random.random() < 0.15:
        return _leaf(random, type_)
    makers = _MAKERS[type_] if random.everywhere or random.random() < 0.4 else _MORE[type_]
    return random.choice(makers)(random, depth - 1)


def _leaf(random: Source, type_: Type) -> Any:
    if random.random() < 0.3 and type_ is not Type.DATETIME:
        return _typed_literal(type_, random.choice(VALUES[type_]))
    names = [path for path, known in PATHS.items() if known is type_ or {known, type_} == {Type.INTEGER, Type.DECIMAL}]
    return {"var": random.choice(names)}


def _typed_literal(type_: Type, value: Any) -> Any:
    """A literal whose type does not hang on its place."""
    if type_ is Type.DATE:
        return {"date": [int(part) for part in value.split("-")]}
    return {"+": [value]} if type_ is Type.DECIMAL else value


def _side(random: Source, type_: Type, depth: int) -> Any:
    """The right side of a comparison, where a literal takes the left side's type."""
    return random.choice(VALUES[type_]) if random.random() < 0.3 else random_tree(random, type_, depth)


def _call(key: str, *kinds: Type) -> Callable[[Source, int], Any]:
    return lambda random, depth: {key: [random_tree(random, kind, depth) for kind in kinds]}


def _order(random: Source, depth: int) -> Any:
    type_ = random.choice(_ORDERED)
    count = 3 if random.random() < 0.2 else 2
    key = random.choice(["<", "<="] if count == 3 else ["<", "<=", ">", ">="])
    return {key: [random_tree(random, type_, depth), *(_side(random, type_, depth) for _ in range(count - 1))]}


def _equality(random: Source, depth: int) -> Any:
    type_ = random.choice([*_ORDERED, Type.BOOLEAN])
    right = None if random.random() < 0.15 else _side(random, type_, depth)
    return {random.choice(["==", "!="]): [random_tree(random, type_, depth), right]}


def _among(random: Source, depth: int) -> Any:
    type_ = random.choice(_ORDERED)
    members = [random.choice([*VALUES[type_], None]) for _ in range(random.randrange(4))]
    return {"in": [random_tree(random, type_, depth), members]}


def _is_set(random: Source, depth: int) -> Any:
    return {"is_set": random_tree(random, random.choice([*_ORDERED, Type.BOOLEAN]), depth)}


def _choose(type_: Type) -> list[Callable[[Source, int], Any]]:
    return [_call("if", Type.BOOLEAN, type_), _call("if", Type.BOOLEAN, type_, type_), _call("coalesce", type_, type_)]


def _extreme(type_: Type) -> list[Callable[[Source, int], Any]]:
    return [_call("min", type_, type_), _call("max", type_, type_, type_)]


def _round(random: Source, depth: int) -> Any:
    return {"round": [random_tree(random, Type.DECIMAL, depth), random.choice([-3, -1, 0, 1, 2, 6, 12])]}


def _part_of_day(random: Source, depth: int) -> Any:
    key = random.choice(["year", "month", "day", "weekday", "quarter", "week_number"])
    return {key: random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth)}


def _days_between(random: Source, depth: int) -> Any:
    return {"days_between": [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth) for _ in range(2)]}


def _substr(random: Source, depth: int) -> Any:
    places = [random.randrange(-4, 5) for _ in range(random.choice([1, 2]))]
    return {"substr": [random_tree(random, Type.TEXT, depth), *places]}


def _cat(random: Source, depth: int) -> Any:
    kinds = random.choices([Type.TEXT, Type.DECIMAL, Type.DATE], k=random.choice([1, 2, 3]))
    return {"cat": [random_tree(random, kind, depth) for kind in kinds]}


def _add_days(random: Source, depth: int) -> Any:
    return {
        "add_days": [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth), random.choice(_INTEGERS)]
    }


def _add(type_: Type) -> Callable[[Source, int], Any]:
    return lambda random, depth: {"add": [random_tree(random, type_, depth), random.choice(_DURATIONS)]}


def _part_of_text(random: Source, depth: int) -> Any:
    key = random.choice(["left", "right", "mid"])
    places = [random.randrange(-1, 4) for _ in range(2 if key == "mid" else 1)]
    return {key: [random_tree(random, Type.TEXT, depth), *places]}


def _substitute(random: Source, depth: int) -> Any:
    old, new = random.choice([("a", "b"), ("火线", "线"), ("😀", ""), ("%", "_")])
    return {"substitute": [random_tree(random, Type.TEXT, depth), old, new]}


def _period(random: Source, depth: int) -> Any:
    key, unit = random.choice(["period_start", "period_end"]), random.choice(["day", "week", "月", "quarter", "year"])
    return {key: [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth), unit]}


def _months(random: Source, depth: int) -> Any:
    start = random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth)
    return {random.choice(["edate", "eomonth"]): [start, random.choice([0, 1, -1, 13, 24_000, -30_000])]}


def _part_of_time(random: Source, depth: int) -> Any:
    return {random.choice(["hour", "minute", "second"]): random_tree(random, Type.DATETIME, depth)}


def _elapsed(random: Source, depth: int) -> Any:
    key = random.choice(["hours_between", "minutes_between"])
    return {key: [random_tree(random, Type.DATETIME, depth) for _ in range(2)]}


def _list(random: Source, type_: Type, depth: int) -> list[Any]:
    return [
        None if random.random() < 0.1 else random_tree(random, type_, min(depth, 1)) for _ in range(random.randrange(4))
    ]


def _over_list(key: str, *more: Any) -> Callable[[Source, int], Any]:
    return lambda random, depth: {key: [_list(random, Type.DECIMAL, depth), *more]}


def _percentile(random: Source, depth: int) -> Any:
    return {"percentile": [_list(random, Type.DECIMAL, depth), random.choice(["0", "0.1", "0.5", "1", "1.5"])]}


def _ranked(random: Source, depth: int) -> Any:
    value = random_tree(random, Type.DECIMAL, depth)
    return {random.choice(["rank", "normalise"]): [value, _list(random, Type.DECIMAL, depth)]}


def _shared(random: Source, depth: int) -> Any:
    amount = random_tree(random, Type.DECIMAL, depth)
    parts = {"allocate": [amount, _list(random, Type.DECIMAL, depth), random.choice([-1, 0, 2])]}
    if random.random() < 0.5:
        parts = {"spread": [amount, random.choice([0, 1, 3, 7]), 2]}
    return {"item": [parts, random.choice([1, 2, -1])]} if random.random() < 0.5 else {"sum": [parts]}


def _holds(random: Source, depth: int) -> Any:
    key, type_ = random.choice(["contains_any", "contains_all"]), random.choice([Type.TEXT, Type.DECIMAL])
    return {key: [_list(random, type_, depth), _list(random, type_, depth)]}


def _joined(random: Source, depth: int) -> Any:
    values = _list(random, random.choice([Type.TEXT, Type.DECIMAL, Type.DATE]), depth)
    return {"join": [{"unique": [values]} if random.random() < 0.5 else values, random.choice(["、", "", ", "])]}


def _switched(type_: Type) -> Callable[[Source, int], Any]:
    def make(random: Source, depth: int) -> Any:
        by = random.choice([Type.TEXT, Type.DECIMAL])
        cases = [
            part
            for _ in range(2)
            for part in (_typed_literal(by, random.choice(VALUES[by])), random_tree(random, type_, depth))
        ]
        return {"switch": [random_tree(random, by, depth), *cases, random_tree(random, type_, depth)]}

    return make


def _date_text(random: Source, depth: int) -> Any:
    pattern = random.choice(["yyyy-mm-dd", "yy年m月d日 hh:mm:ss", "aaaa aaa", "h:m", "Q"])
    return {"text": [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth), pattern]}


def _number_text(random: Source, depth: int) -> Any:
    pattern = random.choice(
        [*_PATTERNS, f"{random.choice(_PATTERNS)};{random.choice(_PATTERNS)}", "0;无;", "0;(# ?/?);平"]
    )
    return {"text": [random_tree(random, Type.DECIMAL, depth), pattern]}


def _power(random: Source, depth: int) -> Any:
    exponents = [-3, -1, 0, 1, 2, 5, 101, "0.5", "-0.5", "1.25", "0.333333333333", "99.9", "0.001", "0.0000000000001"]
    exponent = random.choice([*exponents, random_tree(random, Type.DECIMAL, min(depth, 1))])
    return {"power": [random_tree(random, Type.DECIMAL, depth), exponent]}


def _range(random: Source, depth: int) -> Any:
    if random.random() < 0.5:
        return random.choice(_RANGES)
    days = [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), min(depth, 1)) for _ in range(2)]
    return {"date_range": days}


def _of_range(random: Source, depth: int) -> Any:
    one, other = _range(random, depth), _range(random, depth)
    return random.choice([{"range_days": [one]}, {"overlap_days": [one, other]}])


def _ranges_meet(random: Source, depth: int) -> Any:
    one, other = _range(random, depth), _range(random, depth)
    day = random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth)
    return random.choice([{"ranges_overlap": [one, other]}, {"in_range": [one, day]}])


def _end_of_range(random: Source, depth: int) -> Any:
    return {random.choice(["range_start", "range_end"]): [_range(random, depth)]}


def _date_difference(random: Source, depth: int) -> Any:
    days = [random_tree(random, random.choice([Type.DATE, Type.DATETIME]), depth) for _ in range(2)]
    return {"datedif": [*days, random.choice(["Y", "M", "D", "YM", "MD", "YD"])]}


def _working(random: Source, depth: int) -> Any:
    return {"networkdays": [random_tree(random, Type.DATE, depth) for _ in range(2)]}


def _working_after(random: Source, depth: int) -> Any:
    return {"workday": [random_tree(random, Type.DATE, depth), random.choice([0, 1, -1, 10, -30, 10_001])]}


def _polygon(random: Source, depth: int) -> Any:
    corners = [[random.randrange(-3, 4), random.randrange(-3, 4)] for _ in range(random.randrange(2, 6))]
    return {"in_polygon": [random_tree(random, Type.DECIMAL, min(depth, 1)) for _ in range(2)] + [corners]}


def _degrees(random: Source, depth: int) -> Any:
    return {"distance": [f"{random.uniform(-91, 91):.4f}" for _ in range(4)]}


_N = Type.DECIMAL
_MAKERS: dict[Type, list[Callable[[Source, int], Any]]] = {
    Type.BOOLEAN: [
        _order, _order, _equality, _equality, _among, _is_set,
        _call("and", Type.BOOLEAN, Type.BOOLEAN), _call("or", Type.BOOLEAN, Type.BOOLEAN, Type.BOOLEAN),
        _call("!", Type.BOOLEAN), _call("contains", Type.TEXT, Type.TEXT), _call("starts_with", Type.TEXT, Type.TEXT),
        _call("in", Type.TEXT, Type.TEXT), _call("ends_with", Type.TEXT, Type.TEXT), *_choose(Type.BOOLEAN),
    ],
    Type.DECIMAL: [
        _call("+", _N, _N), _call("+", _N, _N, _N), _call("-", _N, _N), _call("-", _N), _call("*", _N, _N),
        _call("/", _N, _N), _call("%", _N, _N), _call("abs", _N), _round, _call("length", Type.TEXT),
        _part_of_day, _days_between, *_choose(_N), *_extreme(_N), _call("int", _N), _call("sign", _N),
        _call("mod", _N, _N), _call("sqrt", _N), _call("sum", _N, _N), _call("find", Type.TEXT, Type.TEXT),
        _part_of_time, _elapsed,
    ],
    Type.TEXT: [
        _cat, _call("lower", Type.TEXT), _call("upper", Type.TEXT), _call("trim", Type.TEXT), _substr,
        *_choose(Type.TEXT), *_extreme(Type.TEXT), _part_of_text, _substitute, _call("half_width", Type.TEXT),
        _call("full_width", Type.TEXT),
    ],
    Type.DATE: [_add_days, _add(Type.DATE), _period, _months, *_choose(Type.DATE), *_extreme(Type.DATE)],
    Type.DATETIME: [_add(Type.DATETIME), *_choose(Type.DATETIME), *_extreme(Type.DATETIME)],
}  # fmt: skip

# What databases cannot work out: Python and the browser agree on it all the same.
_MORE: dict[Type, list[Callable[[Source, int], Any]]] = {
    Type.BOOLEAN: [
        _holds, _polygon, _ranges_meet, _switched(Type.BOOLEAN), _call("if_error", Type.BOOLEAN, Type.BOOLEAN),
    ],
    Type.DECIMAL: [
        _over_list("sum"), _over_list("average"), _over_list("median"), _over_list("count"), _over_list("counta"),
        _over_list("min"), _over_list("max"), _over_list("sumproduct", [1, "0.5", 2]), _percentile, _ranked, _shared,
        _power, _date_difference, _working, _degrees, _switched(_N), _call("if_error", _N, _N),
        _call("ceiling", _N, _N), _call("floor", _N, _N), _call("round_up", _N), _call("round_down", _N),
        _call("value", Type.TEXT), _of_range,
    ],
    Type.TEXT: [
        _joined, _range, _date_text, _number_text, _call("amount_in_words", _N), _switched(Type.TEXT),
        _call("if_error", Type.TEXT, Type.TEXT),
    ],
    Type.DATE: [_working_after, _end_of_range, _switched(Type.DATE)],
    Type.DATETIME: [_switched(Type.DATETIME), _call("if_error", Type.DATETIME, Type.DATETIME)],
}  # fmt: skip
