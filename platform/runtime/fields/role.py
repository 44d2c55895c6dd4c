"""Role: one role of the workspace's apps.

Stored: the role as "app.role". JSON: the same; null when empty. That the role exists is checked when written.
"""

import re
from typing import Any

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..storage.types import key_text
from .base import FieldType, Prepared, field_type
from .operators import CHOSEN

_NAME = re.compile(r"[a-z][a-z0-9_]{0,58}\.[a-z][a-z0-9_]{0,58}", re.ASCII)


@field_type("role")
class Role(FieldType):
    """A role, such as the one that approves."""

    label = {"zh-CN": "角色", "en": "Role"}
    filters = CHOSEN
    examples = {"sales.manager": "sales.manager", None: None}
    rejects = ("manager", "", 5, "Sales.Manager", ["sales.manager"], "a.b.c")
    links = "role"

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or (isinstance(raw, str) and _NAME.fullmatch(raw)):
            return raw
        raise InvalidValue(expected={"zh-CN": "一个角色", "en": "a role of this workspace"})
