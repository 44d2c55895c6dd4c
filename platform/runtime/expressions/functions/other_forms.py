"""Rows of other forms: how many there are in which a condition holds, sums and means over them, the first of them.

{"sumifs": ["order", "amount", {"==": [{"var": "row.customer"}, {"var": "this.customer"}]}]}. In the condition "row" is
the other form's record, "this" the one at hand. Who is asked sees to it that only rows and fields count which the
reader (for stored values: the app) may see; see records/derived/asking.py.
"""

from ..nodes import Operator
from ..operators import operators


def _register(key: str, chinese: str, english: str, field: str | None, gives: str) -> None:
    takes = ("text", "boolean") if field is None else ("text", field, "boolean")
    asks = "rows" if field is None else "field"
    title = {"zh-CN": chinese, "en": english}
    count = len(takes)
    operators.register(key, Operator(key, title, takes, gives, count, count, nulls="own", asks=asks))


_register("countifs", "按条件计数", "Count records", None, "integer")
_register("exists", "存在记录", "Some record exists", None, "boolean")
_register("sumifs", "按条件求和", "Sum over records", "number", "number")
_register("averageifs", "按条件平均", "Mean over records", "number", "decimal")
_register("minifs", "按条件最小值", "Smallest of records", "ordered", "same")
_register("maxifs", "按条件最大值", "Largest of records", "ordered", "same")
_register("lookup", "查找", "Look up", "single", "same")
