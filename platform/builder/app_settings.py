"""What an app says of itself, changed by hand: what it is called, the order of its forms, its parameters, and what it
may read and write of other apps' forms. It holds at once, for apps from packages too; an upgrade will have to merge it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from ..runtime import changes
from ..runtime.context import Context
from ..runtime.definitions import InstalledApp, Plans, plan_cache, plans_in, set_manifest
from ..runtime.definitions.publishing import content_hash
from ..runtime.definitions.shape import shape_problems
from ..runtime.errors import Conflict, Forbidden, InvalidDefinition, NotFound, PlatformError, Problems
from ..runtime.localized import LOCALES
from ..runtime.people import has_right
from ..runtime.storage import Transaction
from .checking import candidate_plans, check_together
from .kinds.shapes import LOCALIZED, closed
from .kinds.titled import with_words
from .packages.manifest import manifest_schema, with_options
from .packages.parameters import check_value
from .patching import difference

# Who installs packages has consented to what they read and write.
_CONSENTS = "market.install"
_MEMBERS = ("title", "summary", "menu", "parameters")
_ASKED = ("reads", "writes")
_NAMES = {"zh-CN": "应用设置", "en": "the app's settings"}
_ABOUT_NAMES = {
    "zh-CN": "写「应用.表单」或「应用.表单.字段」，例如 crm.customer.phone；* 指本应用的全部表单",
    "en": "“app.form” or “app.form.field”, such as crm.customer.phone; * stands for all forms of this app",
}
_NUMBER = {"type": "decimal"}
_LIMITS, _OPTIONS = ("minimum", "maximum"), ("options",)
# How the default of each type is written, and what else such a parameter may say.
_TYPES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "text": ({"type": "string"}, ()),
    "integer": ({"type": "integer"}, _LIMITS),
    "decimal": ({"type": "string"}, _LIMITS),
    "percent": ({"type": "string"}, _LIMITS),
    "duration": ({"type": "string", "x-duration": True}, ()),
    "time": ({"type": "string"}, ()),
    "boolean": ({"type": "boolean"}, ()),
    "choice": ({"type": "string"}, _OPTIONS),
    "list": ({"type": "array", "items": {"type": "string"}}, _OPTIONS),
}


class SettingsChanged(Conflict):
    """Context: none."""

    code = "app.settings_changed"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "别人刚改过这个应用的设置，你的修改没有覆盖它。重新载入后再改。",
        "en": "Somebody changed this app's settings meanwhile, and yours did not replace them. Load them anew first.",
    }


@dataclass(frozen=True, slots=True)
class AppSettings:
    """`values`: {"title", "summary", "menu", "parameters", "reads", "writes"}. `version` names this state of them."""

    values: dict[str, Any]
    version: str


@cache
def settings_schema() -> dict[str, Any]:
    """The JSON Schema of `AppSettings.values`, with words. Not to be changed: it is shared."""
    manifest = manifest_schema()["properties"]
    declared = manifest["parameters"]["items"]
    members = dict(declared["properties"])
    by_type = {name: members.pop(name) for name in ("options", "minimum", "maximum")}
    # An options document is named by packages only.
    del members["options_from"]
    parameter = declared | {
        "properties": members,
        "allOf": [
            {
                "if": {"properties": {"type": {"const": type_}}, "required": ["type"]},
                "then": {"properties": {"default": default} | {name: by_type[name] for name in more}},
            }
            for type_, (default, more) in _TYPES.items()
        ],
    }
    names = {"type": "array", "items": {"type": "string"}, "uniqueItems": True, "x-description": _ABOUT_NAMES}
    whole = closed(
        {
            "title": LOCALIZED,
            "summary": LOCALIZED,
            "menu": {"type": "array", "items": {"type": "string", "x-kind": "form"}, "uniqueItems": True},
            "parameters": {"type": "array", "items": parameter},
            "reads": names,
            "writes": names,
        },
        ["title"],
    )
    made: dict[str, Any] = with_words(whole)
    return made


def app_settings(context: Context, app: str) -> AppSettings:
    """Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if app not in plans.apps:
        raise NotFound
    values = _values(plans.apps[app].manifest)
    return AppSettings(values, content_hash(values))


def change_app_settings(context: Context, app: str, values: Mapping[str, Any], version: str) -> None:
    """Keep other settings. `version`: of those that were seen. Raises Problems, with pointers into `values` or with
    what would be wrong with documents, SettingsChanged, Forbidden where what the app may read or write is not for the
    actor to say, NotFound."""

    values = _in_one_language(values)

    def unit(tx: Transaction) -> None:
        plans = plans_in(context.workspace, tx)
        if app not in plans.apps:
            raise NotFound
        installed = plans.apps[app]
        before = _values(installed.manifest)
        if content_hash(before) != version:
            raise SettingsChanged
        _check(plans, app, values)
        if any(values[name] != before[name] for name in _ASKED) and not has_right(context, plans, _CONSENTS):
            raise Forbidden
        manifest = _manifest(installed.manifest, values)
        kept = _still_fitting(plans, app, before["parameters"], values["parameters"])
        after = InstalledApp(app, installed.version, manifest)
        documents = [one for kind in plans.kinds() for one in plans.documents(kind, app)]
        check_together(candidate_plans(plans, after, documents, kept), app, plans)
        set_manifest(tx, context, app, manifest, forget=[key for key in plans.parameters(app) if key not in kept])
        changes.change_of(tx).entry("app", app, app, "change", difference(before, dict(values)))

    changes.run(context, unit)


def _values(manifest: Mapping[str, Any]) -> dict[str, Any]:
    asks = manifest.get("asks_for", {})
    values: dict[str, Any] = {"title": manifest["title"], "summary": manifest.get("summary", "")}
    values |= {name: list(manifest.get(name, ())) for name in ("menu", "parameters")}
    return values | {name: list(asks.get(name, ())) for name in _ASKED}


def _in_one_language(value: Any) -> Any:
    """Words of which only one language was written hold for the other too."""
    if isinstance(value, list):
        return [_in_one_language(one) for one in value]
    if not isinstance(value, Mapping):
        return value
    if value and value.keys() <= frozenset(LOCALES):
        said = [one for one in value.values() if one]
        return dict(value) if len(said) == len(LOCALES) else (said or [""])[0]
    return {name: _in_one_language(one) for name, one in value.items()}


def _manifest(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    asked = {name: values[name] for name in _ASKED if values[name]}
    others = {name: one for name, one in before.get("asks_for", {}).items() if name not in _ASKED}
    return {**before, **{name: values[name] for name in _MEMBERS}, "asks_for": others | asked}


def _check(plans: Plans, app: str, values: Mapping[str, Any]) -> None:
    if found := list(shape_problems(_strict_schema(), values, _NAMES)):
        raise Problems(found)
    wrong: list[PlatformError] = []
    lists = {one.key: one.document["options"] for one in plans.documents("options", app)}
    seen: set[str] = set()
    for index, parameter in enumerate(with_options(values["parameters"], lists)):
        for name in ("minimum", "maximum", "default"):
            try:
                if name in parameter:
                    check_value(parameter if name == "default" else _NUMBER, parameter[name])
            except PlatformError as error:
                error.pointer = f"/parameters/{index}/{name}"
                wrong.append(error)
                break
        if parameter["key"] in seen:
            reason = {"zh-CN": "两个参数的标识相同", "en": "two parameters have this key"}
            wrong.append(InvalidDefinition(document=_NAMES, pointer=f"/parameters/{index}/key", reason=reason))
        seen.add(parameter["key"])
    for index, key in enumerate(values["menu"]):
        if plans.find("form", app, key) is None:
            reason = {"zh-CN": f"没有表单「{key}」", "en": f"there is no form {key}"}
            wrong.append(InvalidDefinition(document=_NAMES, pointer=f"/menu/{index}", reason=reason))
    if wrong:
        raise Problems(wrong)


@cache
def _strict_schema() -> dict[str, Any]:
    """Nothing may be missing; parameters that came with a package may take their options from a document."""
    manifest = manifest_schema()["properties"]
    schema = settings_schema()
    properties = schema["properties"] | {"parameters": manifest["parameters"]}
    return schema | {"properties": properties, "required": list(properties)}


def _still_fitting(plans: Plans, app: str, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, Any]:
    """The present values of the parameters that are still there and of the same type."""
    types = {one["key"]: one["type"] for one in before}
    same = {one["key"] for one in after if types.get(one["key"]) == one["type"]}
    return {key: value for key, value in plans.parameters(app).items() if key in same}
