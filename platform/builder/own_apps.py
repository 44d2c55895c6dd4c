"""Apps that are made here rather than installed: they begin empty and have a manifest like any package."""

import re
from typing import Any, ClassVar

from ..runtime import changes
from ..runtime.context import Context
from ..runtime.definitions import InstalledApp, plans_in, publish, put_app
from ..runtime.errors import Conflict, InvalidValue
from ..runtime.storage import Transaction
from ..version import PLATFORM_VERSION

_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}", re.ASCII)
_FIRST_VERSION = "0.1.0"


class KeyTaken(Conflict):
    """Context: key."""

    code = "app.key_taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "标识「{key}」已被另一个应用使用，请换一个。",
        "en": "Another app has the key {key}; choose another.",
    }


def make_app(context: Context, key: str, title: Any, summary: Any = "") -> None:
    """An empty app. `title` and `summary`: a text, or one per language. Raises InvalidValue, KeyTaken."""

    def unit(tx: Transaction) -> None:
        enter_app(tx, context, key, title, summary)
        publish(tx, context, key, [])

    changes.run(context, unit)


def enter_app(tx: Transaction, context: Context, key: str, title: Any, summary: Any = "") -> InstalledApp:
    """Write a new app down; its documents are published next. Raises InvalidValue, KeyTaken."""
    if not _KEY.fullmatch(key):
        expected = {
            "zh-CN": "以小写字母开头，由小写字母、数字和下划线组成的标识，例如 leave_request",
            "en": "a key of small letters, digits and underscores that begins with a letter, such as leave_request",
        }
        raise InvalidValue(expected=expected, pointer="/key")
    if key in plans_in(context.workspace, tx).apps or key == context.workspace.namespace:
        raise KeyTaken(key=key)
    manifest = {
        "package": key,
        "version": _FIRST_VERSION,
        "title": title,
        "summary": summary,
        "requires": {"platform": f">={PLATFORM_VERSION}"},
        # Nobody else made it who would have to be trusted: its workflows write what belongs to it.
        "asks_for": {"writes": ["*"]},
    }
    # No package stands behind it: there is nothing an upgrade would merge with.
    put_app(tx, context, key, _FIRST_VERSION, manifest, [])
    changes.change_of(tx).entry("app", key, key, "create", [{"op": "add", "path": [], "after": manifest}])
    return InstalledApp(key, _FIRST_VERSION, manifest)
