"""From a table's document to its plan: cells are read, rows that can both match and missing cases are found."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..errors import InvalidDefinition
from ..expressions.tables import Table
from ..expressions.types import NUMBERS as NUMBER_TYPES
from ..expressions.types import Type, words
from ..localized import text
from .cells import Cell, read_cell, read_value, validity
from .deciding import decide
from .in_sql import output_sql
from .overlaps import first_gap, first_meeting
from .plan import DecisionPlan, Index, Part, Row
from .schema import NUMBERS, decision_schema
from .telling import told


def decision_plan(plans: Plans, app: str, key: str) -> DecisionPlan:
    """The compiled table; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("decision_table", app, key)
    return plans.once(("decision_table", definition.app, definition.key), lambda: _compile(definition))


def decision_table(plans: Plans, app: str, key: str) -> Table | None:
    """The table as formulas call it; None when there is none."""
    if plans.find("decision_table", app, key) is None:
        return None
    plan = decision_plan(plans, app, key)
    inputs = {part.key: part.type for part in plan.inputs}
    outputs = {part.key: plan.given(part) for part in plan.outputs}
    return Table(
        inputs,
        outputs,
        lambda values: decide(plan, values),
        lambda place: output_sql(plan, place),
        told(plan) if plan.open else None,
    )


def draft_plan(definition: Definition) -> DecisionPlan:
    """The table as far as it has been written: its rows may still overlap. Raises InvalidDefinition."""
    for problem in shape_problems(decision_schema(), definition.document, _name(definition)):
        raise problem
    return _assemble(definition)


def _name(definition: Definition) -> dict[str, str]:
    return {locale: text(definition.document.get("title", definition.key), locale) for locale in ("zh-CN", "en")}


def _compile(definition: Definition) -> DecisionPlan:
    document, name = definition.document, _name(definition)
    try:
        plan = draft_plan(definition)
        _check_rows_meet(plan)
        if document.get("complete") and (gap := first_gap(plan)) is not None:
            raise _wrong("/rows", f"没有一行适用于：{gap.words('zh-CN')}", f"no row for: {gap.words('en')}")
    except InvalidDefinition as error:
        error.context.setdefault("document", {"zh-CN": f"决策表「{name['zh-CN']}」", "en": f"table {name['en']}"})
        raise
    return plan


def _assemble(definition: Definition) -> DecisionPlan:
    document = definition.document
    inputs = _parts(document["inputs"], "inputs")
    outputs = _parts(document["outputs"], "outputs")
    keys = [part.key for part in inputs]
    valid_by = _position(document, "valid_by", keys, inputs, {Type.DATE}, Type.DATE)
    progressive = document.get("tiers") == "progressive"
    tier = _position(document, "tier_by", keys, inputs, NUMBER_TYPES, Type.DECIMAL)
    if progressive != (tier is not None):
        raise _wrong("/tiers", "逐级累进需要同时写 tier_by", "progressive tiers and tier_by belong together")
    # A slice may end anywhere, also of a whole number.
    types = [Type.DECIMAL if place == tier else part.type for place, part in enumerate(inputs)]
    rows = _rows(document["rows"], types, outputs, valid_by)
    if document["hit"] == "priority":
        rows = sorted(rows, key=lambda row: -row.priority)
    plan = DecisionPlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        hit=document["hit"],
        collect=document.get("collect", "list"),
        inputs=inputs,
        outputs=outputs,
        rows=tuple(rows),
        otherwise=_outputs(document["otherwise"], outputs, "/otherwise") if "otherwise" in document else None,
        valid_by=valid_by,
        tier=tier,
        index=tuple(_index(rows, position) for position in range(len(inputs))),
        open=document.get("open") is True,
    )
    _check_figures(plan)
    return plan


def _parts(documents: Sequence[Mapping[str, Any]], where: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    for index, document in enumerate(documents):
        if document["key"] in [part.key for part in parts]:
            raise _wrong(f"/{where}/{index}/key", f"「{document['key']}」写了两次", f"{document['key']} is there twice")
        type_ = Type(NUMBERS.get(document["type"], document["type"]))
        parts.append(Part(document["key"], document.get("title", document["key"]), type_))
    return tuple(parts)


def _position(
    document: Mapping[str, Any], name: str, keys: list[str], inputs: Sequence[Part], types: Any, wanted: Type
) -> int | None:
    if (key := document.get(name)) is None:
        return None
    if key not in keys or inputs[keys.index(key)].type not in types:
        kind = words(wanted.value)
        raise _wrong(f"/{name}", f"「{key}」要是一个{kind['zh-CN']}输入", f"{key} must be an input: {kind['en']}")
    return keys.index(key)


def _rows(
    documents: Sequence[Mapping[str, Any]], types: Sequence[Type], outputs: Sequence[Part], valid_by: int | None
) -> list[Row]:
    rows: list[Row] = []
    keys: set[str] = set()
    for index, document in enumerate(documents):
        pointer, key = f"/rows/{index}", document["key"]
        if key in keys:
            raise _wrong(f"{pointer}/key", f"两行的标识都是「{key}」", f"two rows have the key {key}")
        keys.add(key)
        if len(document["when"]) != len(types):
            count = len(types)
            raise _wrong(f"{pointer}/when", f"这里需要 {count} 格，每个输入一格", f"a cell for each of {count} inputs")
        if valid_by is None and ("from" in document or "until" in document):
            raise _wrong(pointer, "写了起止日期，就要用 valid_by 指明按哪个日期算", "rows with dates need valid_by")
        cells = tuple(
            _cell(raw, type_, f"{pointer}/when/{place}")
            for place, (raw, type_) in enumerate(zip(document["when"], types, strict=True))
        )
        try:
            valid = validity(document.get("from"), document.get("until"))
        except ValueError:
            raise _wrong(
                f"{pointer}/from", "起止日期有误", "these dates do not exist, or end before they begin"
            ) from None
        rows.append(
            Row(key, cells, valid, _outputs(document["then"], outputs, f"{pointer}/then"), document.get("priority", 0))
        )
    return rows


def _cell(raw: Any, type_: Type, pointer: str) -> Cell:
    try:
        return read_cell(raw, type_)
    except (ValueError, TypeError):
        kind = words(type_.value)
        raise _wrong(
            pointer,
            f'这一格要写{kind["zh-CN"]}，如 ["A", "B"] 或 [">=", "0.9"]',
            f'this cell takes {kind["en"]}, such as ["A", "B"] or [">=", "0.9"]',
        ) from None


def _outputs(raws: Sequence[Any], outputs: Sequence[Part], pointer: str) -> tuple[Any, ...]:
    if len(raws) != len(outputs):
        count = len(outputs)
        raise _wrong(pointer, f"这里需要 {count} 个值，每个输出一个", f"a value for each of {count} outputs")
    found = []
    for index, (raw, part) in enumerate(zip(raws, outputs, strict=True)):
        try:
            found.append(read_value(raw, part.type))
        except (ValueError, TypeError):
            kind = words(part.type.value)
            raise _wrong(f"{pointer}/{index}", f"这里需要{kind['zh-CN']}", f"this must be {kind['en']}") from None
    return tuple(found)


def _index(rows: Sequence[Row], position: int) -> Index | None:
    """None where some row compares by order."""
    if any(row.cells[position].kind not in ("any", "values") for row in rows):
        return None
    found: dict[Any, int] = {}
    others = 0
    for number, row in enumerate(rows):
        cell = row.cells[position]
        if cell.kind == "any":
            others |= 1 << number
        for value in cell.values:
            found[value] = found.get(value, 0) | 1 << number
    return Index({value: bits | others for value, bits in found.items()}, others)


def _check_figures(plan: DecisionPlan) -> None:
    """Only numbers can be added up, and a slice needs a beginning."""
    adds = plan.tier is not None or (plan.hit == "collect" and plan.collect == "sum")
    orders = plan.hit == "collect" and plan.collect in ("min", "max")
    for index, part in enumerate(plan.outputs):
        if (adds and part.type not in NUMBER_TYPES) or (orders and part.type is Type.BOOLEAN):
            raise _wrong(f"/outputs/{index}/type", "这种命中方式的输出要是数字", "what is added up must be a number")
    if plan.tier is not None:
        for row in plan.rows:
            if row.cells[plan.tier].kind != "range":
                raise _wrong(
                    "/rows", f"行「{row.key}」要写这一档的范围", f"the row {row.key} needs the range of its tier"
                )


def _check_rows_meet(plan: DecisionPlan) -> None:
    """Where one row must decide, two that can both match are refused."""
    if plan.hit not in ("unique", "priority") and plan.tier is None:
        return
    if (pair := first_meeting(plan)) is not None:
        first, second = pair
        raise _wrong(
            "/rows",
            f"行「{first.key}」与「{second.key}」有重叠，同一情况只能命中一行",
            f"the rows {first.key} and {second.key} overlap; one case must meet one row",
        )


def _wrong(pointer: str, chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer=pointer, reason={"zh-CN": chinese, "en": english})
