"""What a layout item type is: its settings, where it may stand, what it holds. The front draws it by its key.

An item's document is `{"key": …, "<type>": …, …}`: the member named after the type says what it is and holds what
people read first (a section's title, a text's words); the item's other settings stand beside it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError

from ...localized import text
from ...registry import Registry
from ..fields import FieldPlan
from .reader import Reader

FORM = "form"


class LayoutType:
    """One sort of layout item. The class docstring is its help text.

    within: what it may stand in, FORM for the page itself, else keys of types. holds: the setting that lists the items
    standing in it. takes_fields: fields stand there too, by their keys. examples, rejects: items for any form that has
    the fields `title` (text) and `status` (stage, with a move `win`).
    """

    key: str
    label: ClassVar[dict[str, str]]
    within: ClassVar[tuple[str, ...]] = (FORM, "tab", "section")
    holds: ClassVar[str | None] = None
    takes_fields: ClassVar[bool] = False
    examples: ClassVar[tuple[dict[str, Any], ...]] = ()
    rejects: ClassVar[tuple[dict[str, Any], ...]] = ()

    class Settings(Schema):
        """No settings."""

    def check(self, settings: Mapping[str, Any], fields: Mapping[str, FieldPlan]) -> None:
        """Raise InvalidDefinition, with a pointer into the item, for settings that do not fit the form."""

    def shown(self, settings: Mapping[str, Any], reader: Reader) -> bool:
        """Whether there is anything in it for this reader; what an item holds is looked at apart from this."""
        return True

    def tell(self, settings: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
        """The settings as the front gets them, titles in the reader's language."""
        declared = type(self).Settings().fields
        return {
            name: text(value, reader.locale) if value and declared[name].metadata.get("localized") else value
            for name, value in settings.items()
            if name != self.holds
        }


layout_types: Registry[LayoutType] = Registry(
    "loomwork.runtime.forms.layout", "loomwork.layout", {"zh-CN": "布局元素", "en": "layout item"}
)
layout_type = layout_types.registers


def words(value: Any) -> None:
    """Validates a text for all languages, or one per language."""
    told: Iterable[Any] = value.values() if isinstance(value, dict) else (value,)
    if not value or not all(isinstance(one, str) and one.strip() for one in told):
        raise ValidationError('needs words, such as "Customer" or {"zh-CN": "客户", "en": "Customer"}')


def web_address(value: Any) -> None:
    """Validates an https address without a name or password in it."""
    try:
        parts = urlsplit(value)
        fits = parts.scheme == "https" and bool(parts.hostname) and "@" not in parts.netloc
        fits = (
            fits and (parts.port is None or parts.port > 0) and "\\" not in value and not any(map(str.isspace, value))
        )
    except ValueError:
        fits = False
    if not fits:
        raise ValidationError("needs a full https address, such as https://maps.example.com/region")
