"""The parameters of an app: checked when a person sets them, at install or later, whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from ...runtime import changes
from ...runtime.calendars import after
from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache, plans_in, set_parameters
from ...runtime.errors import InvalidValue, NotFound, PlatformError, Problems
from ...runtime.storage import Transaction
from ...runtime.triggers.given import is_time
from ..checking import candidate_plans, check_together
from .manifest import with_options

_ANY_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def change_parameters(context: Context, app: str, values: Mapping[str, Any]) -> None:
    """Set some parameters of an installed app; they hold from the next act on, for tasks already waiting too where
    these read them later. Raises Problems with pointers /parameters/<key>, NotFound."""

    def unit(tx: Transaction) -> None:
        plans = plans_in(context.workspace, tx)
        declared = declared_parameters(plans, app)
        before = {parameter["key"]: parameter["value"] for parameter in declared}
        changed = {key: value for key, value in checked(declared, values).items() if value != before[key]}
        if not changed:
            return
        check_together(_with(plans, app, changed), app)
        set_parameters(tx, context, app, changed)
        patch = [
            {"op": "set", "path": ["parameters", key], "before": before[key], "after": value}
            for key, value in changed.items()
        ]
        changes.change_of(tx).entry("app", app, app, "change", patch)

    changes.run(context, unit)


def parameters_of(context: Context, app: str) -> list[dict[str, Any]]:
    """The app's parameters as its manifest declares them, each with its present `value`. Raises NotFound."""
    with context.workspace.database.read() as connection:
        return declared_parameters(plan_cache(context.workspace).at(connection), app)


def declared_parameters(plans: Plans, app: str) -> list[dict[str, Any]]:
    """The same from `plans`. Raises NotFound."""
    if (installed := plans.apps.get(app)) is None:
        raise NotFound
    values = plans.parameters(app)
    lists = {one.key: one.document["options"] for one in plans.documents("options", app)}
    declared = with_options(installed.manifest.get("parameters", ()), lists)
    return [parameter | {"value": values.get(parameter["key"], parameter["default"])} for parameter in declared]


def _with(plans: Plans, app: str, changed: Mapping[str, Any]) -> Plans:
    """The plans as they will be with the changed parameters."""
    definitions = [definition for kind in plans.kinds() for definition in plans.documents(kind, app)]
    return candidate_plans(plans, plans.apps[app], definitions, {**plans.parameters(app), **changed})


def checked(declared: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are kept. `declared`: the manifest's parameters. Raises Problems with pointers
    /parameters/<key>."""
    known = {parameter["key"]: parameter for parameter in declared}
    found: list[PlatformError] = []
    kept: dict[str, Any] = {}
    for key, value in values.items():
        pointer = f"/parameters/{key}"
        try:
            if key not in known:
                raise InvalidValue(expected={"zh-CN": "应用已有的参数", "en": "a parameter of this package"})
            kept[key] = check_value(known[key], value)
        except PlatformError as error:
            error.pointer = pointer
            found.append(error)
    if found:
        raise Problems(found)
    return kept


def check_value(parameter: Mapping[str, Any], value: Any) -> Any:
    """The value of a declared parameter as it is kept. Raises InvalidValue."""
    kept = _CHECKS[parameter["type"]](value, parameter)
    if parameter["type"] not in _NUMBERS:
        return kept
    for bound, wrong in (("minimum", lambda a, b: a < b), ("maximum", lambda a, b: a > b)):
        if bound in parameter and wrong(Decimal(str(kept)), Decimal(parameter[bound])):
            limits = f"{parameter.get('minimum', '')}–{parameter.get('maximum', '')}"
            raise InvalidValue(expected={"zh-CN": f" {limits} 之间的数", "en": f"a number within {limits}"})
    return kept


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


def _time(value: Any, _: Mapping[str, Any]) -> str:
    if not is_time(value):
        raise InvalidValue(expected={"zh-CN": "时刻，例如 18:00", "en": "a time of the day, such as 18:00"})
    return str(value)


def _boolean(value: Any, _: Mapping[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise InvalidValue(expected={"zh-CN": "是或否", "en": "yes or no"})
    return value


def _choice(value: Any, parameter: Mapping[str, Any]) -> str:
    if value not in [option["key"] for option in parameter.get("options", [])]:
        raise InvalidValue(expected={"zh-CN": "列出的选项之一", "en": "one of the options"})
    return str(value)


def _list(value: Any, parameter: Mapping[str, Any]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidValue(expected={"zh-CN": "文字列表", "en": "a list of texts"})
    if "options" in parameter and not set(value) <= {option["key"] for option in parameter["options"]}:
        raise InvalidValue(expected={"zh-CN": "列出的选项", "en": "some of the options"})
    return value


_NUMBERS = frozenset({"integer", "decimal", "percent"})
_CHECKS: dict[str, Callable[[Any, Mapping[str, Any]], Any]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "percent": _decimal,
    "duration": _duration,
    "time": _time,
    "boolean": _boolean,
    "choice": _choice,
    "list": _list,
}
