"""Single choice: one of the options written here or in an `options` document.

Stored: the option's key. JSON: the key; null when empty.
"""

from typing import Any

from sqlalchemy.types import TypeEngine

from ..storage.types import key_text
from .base import Prepared, field_type
from .guessing import Column, Guess
from .operators import CHOSEN
from .options import Optioned, guessed_options, known


def _guessed(column: Column) -> dict[str, Any] | None:
    """Words, of which there are few."""
    return guessed_options(column.texts) if column.holds(str) else None


@field_type("single_choice")
class SingleChoice(Optioned):
    """One of several options."""

    label = {"zh-CN": "单选", "en": "Single choice"}
    guess = Guess(71, _guessed)
    filters = CHOSEN
    example_settings = {"options": [{"key": "normal", "title": "普通"}, {"key": "fire", "title": {"en": "Fire"}}]}
    examples = {"normal": "normal", "fire": "fire", None: None}
    rejects = ("Normal", "普通", "", 1, ["normal"], True)

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        return None if raw is None else known(raw, settings)
