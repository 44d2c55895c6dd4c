"""Check the shape of a document against the JSON Schema of its kind, in words a manager understands."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from ..errors import InvalidDefinition, Problems
from ..localized import listed_in_all, text

_MOST_PROBLEMS = 50

Words = dict[str, str]


def check_shape(schema: Mapping[str, Any], document: Any, name: str) -> None:
    """Raises Problems of InvalidDefinition, each with a JSON pointer into the document called `name`."""
    if found := list(islice(shape_problems(schema, document, name), _MOST_PROBLEMS)):
        raise Problems(found)


def shape_problems(schema: Mapping[str, Any], document: Any, name: Any) -> Iterator[InvalidDefinition]:
    """What is wrong with the shape of a document, one by one."""
    # The library takes 0.15 s to import; a server that only runs what was published never needs it.
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    for error in Draft202012Validator(schema).iter_errors(document):
        # Of the branches of a oneOf, the one that came closest says what is wrong.
        nearest = best_match([error]) or error
        pointer = "".join(f"/{step}" for step in nearest.absolute_path)
        yield InvalidDefinition(document=name, pointer=pointer, reason=_words(nearest))


def _words(error: Any) -> Words:
    where = "/".join(str(step) for step in error.absolute_path)
    tell = _SENTENCES.get(str(error.validator))
    if tell is None:
        return {
            "zh-CN": f"{where or '最外层'} 不符合要求",
            "en": f"{where or 'the top'} does not fit: {error.validator}",
        }
    return tell(where or "最外层", where or "the top", error)


def _unfit(zh: str, en: str, error: Any) -> Words:
    return {"zh-CN": f"{zh} 不符合要求", "en": f"{en} does not fit: {error.validator}"}


def _required(zh: str, en: str, error: Any) -> Words:
    missing = next((name for name in error.validator_value if name not in error.instance), "")
    told = _title(error, missing)
    return {"zh-CN": f"{zh} 缺少「{told['zh-CN']}」", "en": f"{told['en']} is missing at {en}"}


def _title(error: Any, name: str) -> Words:
    """What a member is called, where the schema says so for people ("x-title"), else its name."""
    known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    title = known.get(name, {}).get("x-title", name) if isinstance(known.get(name, {}), Mapping) else name
    return {"zh-CN": str(text(title, "zh-CN")), "en": str(text(title, "en"))}


def _unknown(zh: str, en: str, error: Any) -> Words:
    odd = listed_in_all(_extra(error))
    return {"zh-CN": f"{zh} 有不认识的「{odd['zh-CN']}」", "en": f"unknown {odd['en']} at {en}"}


def _extra(error: Any) -> Iterator[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    return (name for name in error.instance if name not in known)


def _one_of(zh: str, en: str, error: Any) -> Words:
    names = [name for branch in error.validator_value for name in branch.get("required", ())]
    if not names:
        return _unfit(zh, en, error)
    return {"zh-CN": f"{zh} 缺少「{'」或「'.join(names)}」", "en": f"{' or '.join(names)} is missing at {en}"}


def _not_allowed(zh: str, en: str, _: Any) -> Words:
    return {"zh-CN": f"{zh} 的取值不在允许范围内", "en": f"the value at {en} is not one of those allowed"}


def _badly_written(zh: str, en: str, _: Any) -> Words:
    return {"zh-CN": f"{zh} 的写法不符合要求", "en": f"the value at {en} is not written as required"}


def _wrong_type(zh: str, en: str, _: Any) -> Words:
    return {"zh-CN": f"{zh} 的类型不对", "en": f"the value at {en} is of the wrong type"}


def _too_few(zh: str, en: str, error: Any) -> Words:
    least = error.validator_value
    return {"zh-CN": f"{zh} 至少要有 {least} 项", "en": f"there must be at least {least} at {en}"}


def _too_many(zh: str, en: str, error: Any) -> Words:
    most = error.validator_value
    return {"zh-CN": f"{zh} 最多 {most} 项", "en": f"there may be at most {most} at {en}"}


_SENTENCES: dict[str, Callable[[str, str, Any], Words]] = {
    "required": _required,
    "additionalProperties": _unknown,
    "unevaluatedProperties": _unknown,
    "anyOf": _one_of,
    "oneOf": _one_of,
    "minItems": _too_few,
    "maxItems": _too_many,
    "enum": _not_allowed,
    "const": _not_allowed,
    "pattern": _badly_written,
    "type": _wrong_type,
}
