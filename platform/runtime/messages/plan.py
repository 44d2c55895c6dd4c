"""A message document compiled: its texts, checked."""

from dataclasses import dataclass
from typing import Any

from ..definitions import Definition, Plans
from ..errors import InvalidDefinition
from ..localized import LOCALES, Localized, text
from .text import stray_brace


@dataclass(frozen=True, slots=True)
class MessagePlan:
    """The texts as the document has them."""

    app: str
    key: str
    title: Localized
    text: Localized


def message_plan(plans: Plans, app: str, key: str) -> MessagePlan:
    """The compiled message; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    return plans.once(("message", app, key), lambda: _compile(plans.get("message", app, key)))


def _compile(definition: Definition) -> MessagePlan:
    document: dict[str, Any] = definition.document
    for part in ("title", "text"):
        for locale in LOCALES:
            if (stray := stray_brace(text(document[part], locale))) is not None:
                raise InvalidDefinition(
                    pointer=f"/{part}",
                    document=f"message {definition.key}",
                    reason={
                        "zh-CN": f"「{stray}」处的花括号不成对，写成 {{字段标识}}；要显示花括号本身则写两个",
                        "en": f"the brace at “{stray}” stands alone; write {{field}}, or two for a brace itself",
                    },
                )
    return MessagePlan(definition.app, definition.key, document["title"], document["text"])
