"""Settings of parts (field types, nodes, views) read by the part's own marshmallow schema."""

from typing import Any

from marshmallow import Schema, ValidationError

from .locating import wrong
from .settings_words import in_chinese


def load_settings(schema: Schema, raw: Any) -> dict[str, Any]:
    """What the schema loads. Raises InvalidDefinition with a pointer into the settings."""
    try:
        loaded: dict[str, Any] = schema.load(raw)
    except ValidationError as error:
        path, reason = _first(error.messages)
        raise wrong(path, f"设置有误：{in_chinese(reason)}", f"this setting is wrong: {reason}") from None
    return loaded


def _first(messages: Any) -> tuple[str, str]:
    """Pointer and words of the first of marshmallow's messages."""
    path = ""
    while isinstance(messages, dict):
        key, messages = next(iter(messages.items()))
        path += f"/{key}" if key != "_schema" else ""
    return path, str(messages[0] if isinstance(messages, list) and messages else messages)
