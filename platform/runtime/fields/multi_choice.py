"""Multi choice: any number of the options written here or in an `options` document.

Stored and JSON: list of option keys, in the order of the options; null when empty.
"""

import re
from typing import Any

from marshmallow import fields, validate

from ..localized import text as localized
from .base import Prepared, Reader, cell_text, field_type
from .guessing import Column, Guess
from .many_valued import ManyValued
from .options import Optioned, OptionsSettings, guessed_options, known, titled_key

_PARTED = re.compile(r"[、;；|]")


def _guessed(column: Column) -> dict[str, Any] | None:
    """Cells of several words, of which there are few."""
    parts = [[part.strip() for part in _PARTED.split(text) if part.strip()] for text in column.texts]
    if not any(len(words) > 1 for words in parts) or not column.holds(str):
        return None
    return guessed_options([word for words in parts for word in words])


@field_type("multi_choice")
class MultiChoice(ManyValued, Optioned):
    """Several of some options, such as the product lines a customer buys."""

    label = {"zh-CN": "多选", "en": "Multiple choice"}
    guess = Guess(70, _guessed)
    example_settings = {
        "options": [
            {"key": "valve", "title": {"zh-CN": "阀门", "en": "Valves"}},
            {"key": "pump", "title": {"zh-CN": "水泵", "en": "Pumps"}},
            {"key": "motor", "title": "电机"},
        ]
    }
    examples = (
        (["valve"], ["valve"]),
        (["pump", "motor"], ["pump", "motor"]),
        (["valve", "pump", "motor"], ["valve", "pump", "motor"]),
        (None, None),
    )
    rejects = ("valve", 5, [5], ["阀门"], [None], ["valve", "x"], [["valve"]])

    class Settings(OptionsSettings):
        most = fields.Integer(load_default=None, allow_none=True, strict=True, validate=validate.Range(1, 1000))

    def one(self, raw: Any, settings: Prepared) -> str:
        return known(raw, settings)

    def load(self, raw: Any, settings: Prepared) -> list[str] | None:
        found = super().load(raw, settings)
        return found and [key for key in settings["titles"] if key in set(found)]

    def one_text(self, stored: str, settings: Prepared, reader: Reader) -> str:
        return localized(settings["titles"].get(stored, stored), reader.locale)

    def one_of_cell(self, text: str, settings: Prepared) -> str:
        key = titled_key(text, settings["titles"]) or text
        merged: str = settings["merges"].get(key, key)
        return merged

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A title may hold a comma itself, so the whole cell is tried first."""
        text = cell_text(cell)
        whole = self.one_of_cell(text, settings)
        return [whole] if whole in settings["titles"] else super().read_cell(cell, settings)
