"""Check the parameters a person sets at install: typed values in JSON, whole or not at all."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ...runtime.calendars import after
from ...runtime.errors import InvalidValue, PlatformError, Problems
from .package import Package

_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def checked_parameters(package: Package, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that differ from the defaults, checked. Raises Problems with pointers /parameters/<key>."""
    known = {parameter["key"]: parameter for parameter in package.parameters}
    found: list[PlatformError] = []
    checked: dict[str, Any] = {}
    for key, value in values.items():
        pointer = f"/parameters/{key}"
        try:
            if key not in known:
                raise InvalidValue(expected={"zh-CN": "应用已有的参数", "en": "a parameter of this package"})
            checked[key] = _check(known[key], value)
        except PlatformError as error:
            error.pointer = pointer
            found.append(error)
    if found:
        raise Problems(found)
    return {key: value for key, value in checked.items() if value != known[key]["default"]}


def _check(parameter: Mapping[str, Any], value: Any) -> Any:
    checked = _CHECKS[parameter["type"]](value, parameter)
    for bound, wrong in (("minimum", lambda a, b: a < b), ("maximum", lambda a, b: a > b)):
        if bound in parameter and wrong(Decimal(str(checked)), Decimal(parameter[bound])):
            limits = f"{parameter.get('minimum', '')}–{parameter.get('maximum', '')}"
            raise InvalidValue(expected={"zh-CN": f" {limits} 之间的数", "en": f"a number within {limits}"})
    return checked


def _text(value: Any, _: Mapping[str, Any]) -> str:
    if not isinstance(value, str) or len(value) > 1000:
        raise InvalidValue(expected={"zh-CN": "1000 字以内的文字", "en": "text of up to 1,000 characters"})
    return value


def _integer(value: Any, _: Mapping[str, Any]) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue(expected={"zh-CN": "整数，例如 3", "en": "a whole number, such as 3"})
    return value


def _decimal(value: Any, _: Mapping[str, Any]) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(value, bool) or not number.is_finite():
        raise InvalidValue(expected={"zh-CN": "数字，例如 0.4", "en": "a number, such as 0.4"})
    return format(number, "f")


def _duration(value: Any, _: Mapping[str, Any]) -> str:
    after(_ANY_MOMENT, value, "UTC")
    return str(value)


def _boolean(value: Any, _: Mapping[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue(expected={"zh-CN": "是或否", "en": "yes or no"})
    return value


def _choice(value: Any, parameter: Mapping[str, Any]) -> str:
    if value not in [option["key"] for option in parameter.get("options", [])]:
        raise InvalidValue(expected={"zh-CN": "列出的选项之一", "en": "one of the options"})
    return str(value)


def _list(value: Any, _: Mapping[str, Any]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidValue(expected={"zh-CN": "文字列表", "en": "a list of texts"})
    return value


_CHECKS: dict[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _decimal,
    "duration": _duration,
    "boolean": _boolean,
    "choice": _choice,
    "list": _list,
}
