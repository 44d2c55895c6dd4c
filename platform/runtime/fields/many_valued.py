"""Fields that hold several texts at once: how the list is stored, filtered, read from a cell and written out."""

import re
from typing import Any, ClassVar

from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..localized import listed
from ..storage.types import TextList
from .base import FieldType, Prepared, Reader, cell_text
from .operators import MANY, Operator

_BETWEEN = re.compile(r"\s*[,，、;；|\n]\s*")


class ManyValued(FieldType):
    """A list of texts, each there once, in the order given; an empty list is an empty value."""

    filters: ClassVar[tuple[str, ...]] = MANY
    sortable = False
    many = True
    type = Type.LIST

    def one(self, raw: Any, settings: Prepared) -> str:
        """One member of the list. Raises InvalidValue."""
        raise NotImplementedError

    def one_text(self, stored: str, settings: Prepared, reader: Reader) -> str:
        """One member as people read it."""
        return stored

    def one_of_cell(self, text: str, settings: Prepared) -> str:
        """The JSON value of one part of a spreadsheet cell."""
        return text

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return TextList()

    def load(self, raw: Any, settings: Prepared) -> list[str] | None:
        if raw is None or raw == []:
            return None
        if not isinstance(raw, list):
            raise InvalidValue(expected={"zh-CN": "一组值", "en": "a list of values"})
        found = list(dict.fromkeys(self.one(item, settings) for item in raw))
        most = settings["most"]
        if most is not None and len(found) > most:
            raise InvalidValue(expected={"zh-CN": f"最多 {most} 个", "en": f"no more than {most}"})
        return found

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return listed((self.one_text(one, settings, reader) for one in stored or ()), reader.locale)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds members with commas, 、, semicolons, bars or line ends between them."""
        parts = [part for part in _BETWEEN.split(cell_text(cell)) if part]
        return [self.one_of_cell(part, settings) for part in parts] or None

    def filter_value(self, operator: Operator, raw: Any, settings: Prepared) -> Any:
        """A filter names members, not whole lists."""
        if operator.takes != "many":
            return super().filter_value(operator, raw, settings)
        if not isinstance(raw, list):
            raise InvalidValue(expected={"zh-CN": "一组值", "en": "a list of values"})
        return [self.one(item, settings) for item in raw]
