"""An options document by itself: whether its keys, merges and splits hold together, before any field uses it."""

from ..definitions import Definition
from ..fields.options import ready_options
from ..localized import LOCALES, text
from .locating import located


def check_options(definition: Definition) -> None:
    """Raises InvalidDefinition."""
    title = definition.document.get("title", definition.key)
    shown = {locale: text(title, locale) for locale in LOCALES}
    with located("", {"zh-CN": f"选项表「{shown['zh-CN']}」", "en": f"options {shown['en']}"}):
        ready_options(definition.document["options"], "/options")
