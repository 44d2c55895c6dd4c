"""Member: one person of the workspace.

Stored: the person's id. JSON: the id; null when empty. That the person exists and is active is checked when written.
"""

from typing import Any

from marshmallow import Schema, fields
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..identifiers import is_id
from ..storage.types import id_text
from .base import FieldType, Prepared, field_type
from .guessing import Column, Guess
from .operators import CHOSEN


def _guessed(column: Column) -> dict[str, Any] | None:
    """Words; whether they are names of colleagues is looked up."""
    return {} if column.holds(str) else None


@field_type("member")
class Member(FieldType):
    """A colleague, such as whoever follows up."""

    label = {"zh-CN": "成员", "en": "Member"}
    guess = Guess(60, _guessed)
    filters = CHOSEN
    examples = {"01kdaaaaaaaaaaaaaaaaaaaaaa": "01kdaaaaaaaaaaaaaaaaaaaaaa", None: None}
    rejects = ("E100", "", 5, ["01kdaaaaaaaaaaaaaaaaaaaaaa"], "01KDAAAAAAAAAAAAAAAAAAAAAA")
    links = "person"

    class Settings(Schema):
        # A condition on the people to pick from: person.* is one of them, this.* the record being filled in.
        narrow = fields.Raw(load_default=None, allow_none=True, metadata={"kind": "expression"})

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return id_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or is_id(raw):
            return raw
        raise InvalidValue(expected={"zh-CN": "一位同事", "en": "a person of this workspace"})
