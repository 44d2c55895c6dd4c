"""Department: one department of the workspace.

Stored: the department's id. JSON: the id; null when empty. That the department exists is checked when written.
"""

from typing import Any

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..identifiers import is_id
from ..storage.types import id_text
from .base import FieldType, Prepared, field_type
from .guessing import Column, Guess
from .operators import CHOSEN


def _guessed(column: Column) -> dict[str, Any] | None:
    """Words; whether they are names of departments is looked up."""
    return {} if column.holds(str) else None


@field_type("department")
class Department(FieldType):
    """A department, such as whoever is in charge."""

    label = {"zh-CN": "部门", "en": "Department"}
    guess = Guess(61, _guessed)
    filters = CHOSEN
    examples = {"01kdaaaaaaaaaaaaaaaaaaaaaa": "01kdaaaaaaaaaaaaaaaaaaaaaa", None: None}
    rejects = ("销售部", "", 5, ["01kdaaaaaaaaaaaaaaaaaaaaaa"], "01KDAAAAAAAAAAAAAAAAAAAAAA")
    links = "department"

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return id_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or is_id(raw):
            return raw
        raise InvalidValue(expected={"zh-CN": "一个部门", "en": "a department of this workspace"})
