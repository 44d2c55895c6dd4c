"""Check documents: first each against the JSON Schema of its kind, then all against each other."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import jsonschema_rs

from ..runtime.definitions import Definition, InstalledApp, Plans
from ..runtime.errors import InvalidDefinition, PlatformError, Problems
from .kinds import definition_kinds

_MOST_PROBLEMS = 50


def check_shape(schema: Mapping[str, Any], document: Any, name: str) -> None:
    """Check one document's shape. Raises Problems of InvalidDefinition, each with pointer and words."""
    validator = jsonschema_rs.Draft202012Validator(dict(schema))
    found = [_shape_error(error, name) for error in islice(validator.iter_errors(document), _MOST_PROBLEMS)]
    if found:
        raise Problems(found)


def check_together(plans: Plans, app: str) -> None:
    """Check all documents of `app` against everything in `plans`. Raises Problems."""
    found: list[PlatformError] = []
    for key, kind in definition_kinds.items():
        for definition in plans.documents(key, app):
            try:
                kind.check(plans, definition)
            except Problems as problems:
                found += problems.errors
            except PlatformError as error:
                found.append(error)
    if found:
        raise Problems(found[:_MOST_PROBLEMS])


def candidate_plans(
    plans: Plans, app: InstalledApp, definitions: Iterable[Definition], parameters: Mapping[str, Any]
) -> Plans:
    """The plans as they would be with `app`'s documents replaced by `definitions`."""
    kept = [d for kind in plans.kinds() for d in plans.documents(kind) if d.app != app.key]
    apps = [other for other in plans.apps.values() if other.key != app.key]
    values = {(app.key, key): value for key, value in parameters.items()}
    values |= {(other.key, k): v for other in apps for k, v in plans.parameters(other.key).items()}
    return Plans(plans.revision, [*apps, app], [*kept, *definitions], values)


def _shape_error(error: jsonschema_rs.ValidationError, name: str) -> InvalidDefinition:
    pointer = "".join(f"/{step}" for step in error.instance_path)
    return InvalidDefinition(document=name, pointer=pointer, reason=_words(error))


def _words(error: jsonschema_rs.ValidationError) -> dict[str, str]:
    kind: Any = error.kind  # a class per keyword, told apart by its name
    where = "/".join(str(step) for step in error.instance_path) or "最外层"
    english = "/".join(str(step) for step in error.instance_path) or "the top"
    match kind.name:
        case "required":
            return {"zh-CN": f"{where} 缺少「{kind.property}」", "en": f"{kind.property} is missing at {english}"}
        case "additionalProperties" | "unevaluatedProperties":
            odd = ", ".join(kind.unexpected)
            return {"zh-CN": f"{where} 有不认识的「{odd}」", "en": f"unknown {odd} at {english}"}
        case "enum" | "const":
            return {
                "zh-CN": f"{where} 的取值不在允许范围内",
                "en": f"the value at {english} is not one of those allowed",
            }
        case "pattern":
            return {"zh-CN": f"{where} 的写法不符合要求", "en": f"the value at {english} is not written as required"}
        case "type":
            return {"zh-CN": f"{where} 的类型不对", "en": f"the value at {english} is of the wrong type"}
        case _:
            return {"zh-CN": f"{where} 不符合要求", "en": f"{english} does not fit: {kind.name}"}
