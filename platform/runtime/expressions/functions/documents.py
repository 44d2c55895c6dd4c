"""Fields that hold several things at once: the parts of an address, the answers of a survey matrix.

Such a field is no value of its own in an expression; only these functions look into it, and only where it is named.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..nodes import Closure, Node, Variable
from ..operators import operator
from ..types import Type
from ..values import document_at, parse

Look = Callable[[Mapping[str, Any], list[Any]], Any]


def _looking(nodes: Sequence[Node], closures: Sequence[Closure], look: Look) -> Closure:
    """`look` at the document that the first argument names, with the values of the others."""
    named, *others = nodes
    path = named.path if isinstance(named, Variable) else ()
    values = closures[1 : 1 + len(others)]

    def run(data: Any) -> Any:
        document = document_at(data, path)
        return None if document is None else look(document, [value(data) for value in values])

    return run


def _text(document: Mapping[str, Any], key: Any) -> str | None:
    found = document.get(key) if isinstance(key, str) else None
    return found if isinstance(found, str) and found else None


def _part(key: str, chinese: str, english: str, part: str, names: tuple[str, ...] = ()) -> None:
    @operator(key, {"zh-CN": chinese, "en": english}, ["document"], "text", lazy=True, names=names)
    def compile_part(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
        return _looking(nodes, closures, lambda document, _: _text(document, part))


_part("province", "省份", "Province of an address", "province")
_part("city", "城市", "City of an address", "city")
_part("district", "区县", "District of an address", "district")
_part("address_detail", "详细地址", "Street and number of an address", "detail")


def _degrees(key: str, chinese: str, english: str) -> None:
    def look(document: Mapping[str, Any], _: list[Any]) -> Decimal | int | None:
        text = _text(document, key)
        found: Decimal | int | None = None if text is None else parse(text, Type.DECIMAL)
        return found

    @operator(key, {"zh-CN": chinese, "en": english}, ["document"], "decimal", lazy=True)
    def compile_degrees(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
        """In degrees, WGS-84, as DISTANCE wants them; empty where the address has no place on the map."""
        return _looking(nodes, closures, look)


_degrees("latitude", "纬度", "Latitude of an address")
_degrees("longitude", "经度", "Longitude of an address")


@operator("answer", {"zh-CN": "矩阵答案", "en": "Answer to a question"}, ["document", "text"], "text", lazy=True)
def compile_answer(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """Of a survey matrix: the key of the answer to the question of that key."""
    return _looking(nodes, closures, lambda document, values: _text(document, values[0]))


@operator("count_answers", {"zh-CN": "矩阵计数", "en": "Count answers"}, ["document", "text"], "integer",
          least=1, lazy=True)  # fmt: skip
def compile_count(nodes: Sequence[Node], closures: Sequence[Closure]) -> Closure:
    """Of a survey matrix: how many questions have the answer of that key; without one, how many are answered."""

    def look(document: Mapping[str, Any], values: list[Any]) -> int:
        given = [value for value in document.values() if isinstance(value, str)]
        return len([value for value in given if value == values[0]] if values else given)

    return _looking(nodes, closures, look)
