"""What is asked of other forms, checked when it is read: the form, the field, the condition's type, the answer's."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .errors import Malformed, UnknownName, WrongType
from .nodes import Node, Operator
from .types import UNKNOWN, Type, accepts, words

Rows = Mapping[str, Type]


def check_names(
    row: Operator,
    form: Any,
    field: Sequence[Any],
    forms: Callable[[str], Rows | None] | None,
    pointer: str,
    asking: bool,
) -> Rows | None:
    """The types of the form's rows; None where the form's own plan is not at hand. Raises Malformed, UnknownName."""
    if not isinstance(form, str) or not all(isinstance(name, str) for name in field):
        reason = {
            "zh-CN": "要查询的表单和字段需要直接写出",
            "en": "the form and the field to ask must be written out",
        }
        raise Malformed(pointer=pointer, reason=reason)
    if forms is None:
        if asking:
            return None
        reason = {"zh-CN": "这里不能查询其他表单的记录", "en": "records of other forms cannot be asked here"}
        raise Malformed(pointer=pointer, reason=reason)
    rows = forms(form)
    if rows is None:
        raise UnknownName(pointer=f"{pointer}/0", name=form[:60], nearest="—")
    if field and field[0] not in rows:
        near = difflib.get_close_matches(field[0][:60], rows, 1, 0)
        raise UnknownName(pointer=f"{pointer}/1", name=field[0][:60], nearest=near[0] if near else "—")
    return rows


def check_condition_type(row: Operator, condition: Node, count: int) -> None:
    """Raises WrongType when the condition is none."""
    if condition.type not in (Type.BOOLEAN, *UNKNOWN):
        found = words(condition.type.value)
        expected = words("boolean")
        raise WrongType(pointer=condition.pointer, name=row.key, position=count, expected=expected, found=found)


def answer_type(row: Operator, rows: Rows | None, field: str | None, pointer: str) -> Type:
    """The type of the answer. Raises WrongType for a field that cannot be asked so."""
    if field is None:
        return Type(row.gives)
    if rows is None:
        return Type.ANY if row.gives == "same" else Type.DECIMAL
    found, kind = rows[field], row.takes[1]
    if found is not Type.ANY and found not in accepts(kind):
        raise WrongType(
            pointer=f"{pointer}/1", name=row.key, position=2, expected=words(kind), found=words(found.value)
        )
    if row.gives == "same":
        return found
    return Type.INTEGER if row.gives == "number" and found is Type.INTEGER else Type.DECIMAL
