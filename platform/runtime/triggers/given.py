"""Settings that stand as they are, or are a parameter of the app, {"param": key}: its value holds once it is set."""

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from marshmallow import fields

from ..definitions import Plans
from ..forms.environment import parameter_values
from ..forms.locating import located, wrong

_EXPECTED = ("这里需要时刻，例如 18:00", "this must be a time of the day, such as 18:00")


def given(**more: Any) -> fields.Raw:
    """The declaration of such a setting."""
    return fields.Raw(metadata={"expression": True}, **more)


def now_given(value: Any, parameters: Mapping[str, Any]) -> Any:
    """What it is now; None for a parameter without a value."""
    return parameters.get(value["param"]) if is_parameter(value) else value


def is_parameter(value: Any) -> bool:
    return isinstance(value, Mapping) and set(value) == {"param"}


def check_given(
    value: Any, plans: Plans, app: str, pointer: str, fits: Callable[[Any], bool], expected: tuple[str, str]
) -> None:
    """A value that fits, or a parameter that has one now. Raises InvalidDefinition."""
    parameters = parameter_values(plans, app)
    with located(pointer):
        if is_parameter(value) and value["param"] not in parameters:
            raise wrong("/param", f"没有参数「{value['param']}」", f"there is no parameter {value['param']}")
        if not fits(now_given(value, parameters)):
            raise wrong("", *expected)


def check_time(value: Any, plans: Plans, app: str, pointer: str) -> None:
    """A time of the day. Raises InvalidDefinition."""
    check_given(value, plans, app, pointer, is_time, _EXPECTED)


def is_time(value: Any) -> bool:
    """Whether it is a time of the day as people write it: "18:00"."""
    if not isinstance(value, str) or len(value) != len("18:00"):
        return False
    try:
        time.fromisoformat(value)
    except ValueError:
        return False
    return True
