"""Single choice: one of the options written here or in an `options` document.

Stored: the option's key. JSON: the key; null when empty.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue
from ..localized import LOCALES
from ..localized import text as localized
from ..storage.types import key_text
from .base import FieldType, Find, Prepared, Reader, cell_text, field_type
from .operators import CHOSEN

_NAMED = 4


class OptionSchema(Schema):
    """One option."""

    key = fields.String(required=True, validate=validate.Length(1, 120))
    title = fields.Raw(required=True, metadata={"localized": True})
    color = fields.String()


@field_type("single_choice")
class SingleChoice(FieldType):
    """One of several options."""

    label = {"zh-CN": "单选", "en": "Single choice"}
    filters = CHOSEN
    example_settings = {"options": [{"key": "normal", "title": "普通"}, {"key": "fire", "title": {"en": "Fire"}}]}
    examples = {"normal": "normal", "fire": "fire", None: None}
    rejects = ("Normal", "普通", "", 1, ["normal"], True)

    class Settings(Schema):
        options = fields.List(fields.Nested(OptionSchema), load_default=list)
        options_from = fields.String(load_default=None, allow_none=True, metadata={"kind": "options"})

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `options` of the document named by `options_from`, and `titles`: option key → title."""
        options = settings["options"]
        if (name := settings["options_from"]) is not None:
            if (document := find("options", name)) is None:
                raise InvalidDefinition(
                    pointer="/options_from",
                    reason={"zh-CN": f"没有名为「{name}」的选项表", "en": f"there is no options document named {name}"},
                )
            options = document.document["options"]
        titles = {option["key"]: option["title"] for option in options}
        if len(titles) != len(options):
            reason = {"zh-CN": "两个选项的标识相同", "en": "two options have the same key"}
            raise InvalidDefinition(pointer="/options", reason=reason)
        return settings | {"options": options, "titles": titles}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None:
            return None
        if not isinstance(raw, str) or raw not in settings["titles"]:
            raise InvalidValue(expected=_words(settings["titles"]))
        return raw

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        return "" if stored is None else localized(settings["titles"].get(stored, stored), reader.locale)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell may hold the key or the title in any language."""
        return titled_key(cell_text(cell), settings["titles"])


def titled_key(text: str, titles: dict[str, Any]) -> str | None:
    """The key whose title or key is `text`; `text` itself when there is none."""
    if not text or text in titles:
        return text or None
    for key, title in titles.items():
        if text in (title.values() if isinstance(title, dict) else (title,)):
            return key
    return text


def _words(titles: dict[str, Any]) -> dict[str, str]:
    shown = {locale: [localized(title, locale) for title in titles.values()] for locale in LOCALES}
    more = len(titles) > _NAMED
    chinese = "、".join(shown["zh-CN"][:_NAMED]) + ("等" if more else "")
    english = ", ".join(shown["en"][:_NAMED]) + (" …" if more else "")
    return {"zh-CN": f"选项之一：{chinese}", "en": f"one of: {english}"}
