"""Merges and splits of options: whether they hold together, and whether forms have what their conditions read."""

from collections.abc import Mapping
from typing import Any

from ..definitions import Definition
from ..expressions import Environment
from ..fields.options import ready_options
from ..localized import LOCALES, text
from .computing import check_condition
from .fields import FieldPlan
from .lines import line_environment
from .locating import located


def check_options(definition: Definition) -> None:
    """Raises InvalidDefinition."""
    title = definition.document.get("title", definition.key)
    shown = {locale: text(title, locale) for locale in LOCALES}
    with located("", {"zh-CN": f"选项表「{shown['zh-CN']}」", "en": f"options {shown['en']}"}):
        ready_options(definition.document["options"], "/options")


def check_splits(fields: Mapping[str, FieldPlan], environment: Environment) -> None:
    """Each condition of a split must read what the form has, of a column of lines what a line has, too. Raises
    InvalidDefinition."""
    for field in fields.values():
        _check(field.settings, f"{field.pointer}/settings", environment)
        for column in field.columns.values():
            pointer = f"{field.pointer}/settings{column.pointer}/settings"
            _check(column.settings, pointer, line_environment(field, environment))


def _check(settings: Mapping[str, Any], pointer: str, environment: Environment) -> None:
    for parts in settings.get("splits", {}).values():
        for _, when in parts:
            if when is not None:
                with located(pointer):
                    check_condition(when, environment)
