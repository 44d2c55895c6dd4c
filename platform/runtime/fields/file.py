"""File: one or several uploaded files.

Stored: list of file ids; None when empty. JSON: the same list when written; read as [{id, name, size_bytes,
media_type}]. That the files exist is checked when written.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..identifiers import is_id
from ..storage.types import Document
from .base import FieldType, Prepared, Reader, field_type


@field_type("file")
class File(FieldType):
    """Files such as a contract or a photo."""

    label = {"zh-CN": "附件", "en": "Files"}
    filters = ("empty", "not_empty")
    examples = {None: None}
    rejects = ("01kdaaaaaaaaaaaaaaaaaaaaaa", 5, ["x"], [5], [None], {"id": "01kdaaaaaaaaaaaaaaaaaaaaaa"})
    sortable = False
    links = "file"
    imported = False
    type = Type.LIST

    class Settings(Schema):
        max_count = fields.Integer(load_default=9, validate=validate.Range(1, 50))

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Document()

    def load(self, raw: Any, settings: Prepared) -> list[str] | None:
        if raw is None or raw == []:
            return None
        limit = settings["max_count"]
        ids = [_id(item) for item in raw] if isinstance(raw, list) else []
        if not 0 < len(ids) <= limit or not all(is_id(id) for id in ids) or len(set(ids)) != len(ids):
            raise InvalidValue(
                expected={"zh-CN": f"最多 {limit} 个已上传的附件", "en": f"up to {limit} uploaded files"}
            )
        return ids

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if not stored else str(len(stored))


def _id(item: Any) -> Any:
    """The id, also of an item in the shape in which files are read."""
    return item.get("id") if isinstance(item, dict) else item
