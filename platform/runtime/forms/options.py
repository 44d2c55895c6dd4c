"""Merges and splits of options: whether they hold together, and whether forms have what their conditions read."""

from collections.abc import Mapping

from ..definitions import Definition
from ..expressions import Environment
from ..fields.options import ready_options
from ..localized import LOCALES, text
from .computing import check_condition
from .fields import FieldPlan
from .locating import located


def check_options(definition: Definition) -> None:
    """Raises InvalidDefinition."""
    title = definition.document.get("title", definition.key)
    shown = {locale: text(title, locale) for locale in LOCALES}
    with located("", {"zh-CN": f"选项表「{shown['zh-CN']}」", "en": f"options {shown['en']}"}):
        ready_options(definition.document["options"], "/options")


def check_splits(fields: Mapping[str, FieldPlan], environment: Environment) -> None:
    """Each condition of a split must read what the form has. Raises InvalidDefinition."""
    for field in fields.values():
        for parts in field.settings.get("splits", {}).values():
            for _, when in parts:
                if when is not None:
                    with located(f"{field.pointer}/settings"):
                        check_condition(when, environment)
