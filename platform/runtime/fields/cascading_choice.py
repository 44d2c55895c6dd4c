"""Cascading choice: an option of a tree, chosen level by level, such as province, city, district.

Stored: the option's key. JSON: the key; null when empty. Options name their `parent`; their order is the tree's.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..localized import LOCALES
from ..localized import text as localized
from ..storage.types import key_text
from .base import Find, Prepared, Reader, cell_text, field_type
from .operators import CHOSEN, Operator
from .options import Optioned, OptionSchema, known, wrong

_BETWEEN = (" / ", "/", "／", ">", "＞", "→", "-")


class BranchSchema(OptionSchema):
    """One option of the tree."""

    parent = fields.String(load_default=None, allow_none=True, validate=validate.Length(1, 120))


@field_type("cascading_choice")
class CascadingChoice(Optioned):
    """An option found level by level, such as a region or a product category."""

    label = {"zh-CN": "级联选择", "en": "Cascading choice"}
    filters = (*CHOSEN[:4], "under", *CHOSEN[4:])
    example_settings = {
        "options": [
            {"key": "zj", "title": {"zh-CN": "浙江", "en": "Zhejiang"}},
            {"key": "sh", "title": {"zh-CN": "上海", "en": "Shanghai"}},
            {"key": "pudong", "title": {"zh-CN": "浦东", "en": "Pudong"}, "parent": "sh"},
            {"key": "ningbo", "title": {"zh-CN": "宁波", "en": "Ningbo"}, "parent": "zj"},
            {"key": "beilun", "title": {"zh-CN": "北仑", "en": "Beilun"}, "parent": "ningbo"},
        ],
        "any_level": True,
    }
    examples = {"beilun": "beilun", "ningbo": "ningbo", "pudong": "pudong", "zj": "zj", None: None}
    rejects = ("北仑", "", 1, ["beilun"], True, "zj/ningbo")

    class Settings(Schema):
        options = fields.List(fields.Nested(BranchSchema), load_default=list)
        options_from = fields.String(load_default=None, allow_none=True, metadata={"kind": "options"})
        # Whether one may stop before the last level.
        any_level = fields.Boolean(load_default=False)

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `paths`: key → the keys from the top down to it, in the order of the tree."""
        ready = super().prepare(settings, find)
        parents = {option["key"]: option.get("parent") for option in ready["options"]}
        for index, option in enumerate(ready["options"]):
            if option.get("parent") is not None and option["parent"] not in parents:
                name = option["parent"]
                raise wrong(f"/options/{index}/parent", f"没有名为「{name}」的选项", f"there is no option named {name}")
        paths = dict(_walk(parents))
        if len(paths) < len(parents):
            raise wrong("/options", "选项的上级绕成了圈", "the parents of options go in a circle")
        titles = {key: ready["titles"][key] for key in paths}
        leaves = frozenset(paths) - {parent for parent in parents.values() if parent is not None}
        return ready | {"titles": titles, "paths": paths, "leaves": leaves}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None:
            return None
        key = known(raw, settings)
        if key not in settings["leaves"] and not settings["any_level"]:
            title = {locale: localized(settings["titles"][key], locale) for locale in LOCALES}
            raise InvalidValue(
                expected={"zh-CN": f"「{title['zh-CN']}」的下级选项", "en": f"an option below {title['en']}"}
            )
        return key

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        if stored is None:
            return ""
        path = settings["paths"].get(stored, (stored,))
        return " / ".join(localized(settings["titles"].get(key, key), reader.locale) for key in path)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds the key, the titles from the top down, or a title that only one option has."""
        text = cell_text(cell)
        if not text or text in settings["titles"]:
            return text or None
        for between in _BETWEEN:
            parts = [part.strip() for part in text.split(between)]
            found = [key for key, path in settings["paths"].items() if _is_called(parts, path, settings["titles"])]
            if len(found) == 1:
                return settings["merges"].get(found[0], found[0])
        return text

    def filter_value(self, operator: Operator, raw: Any, settings: Prepared) -> Any:
        """Whatever lies at or below the options named."""
        if operator.key != "under":
            return super().filter_value(operator, raw, settings | {"any_level": True})
        if not isinstance(raw, list):
            raise InvalidValue(expected={"zh-CN": "一组值", "en": "a list of values"})
        named = {known(item, settings) for item in raw}
        return [key for key, path in settings["paths"].items() if named.intersection(path)]


def _walk(parents: Mapping[str, str | None]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Every key with its path, parents before children, siblings in their order; without those that go in a circle."""
    below: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, []).append(key)
    waiting: list[tuple[str, ...]] = [(key,) for key in reversed(below.get(None, []))]
    while waiting:
        path = waiting.pop()
        yield path[-1], path
        waiting += [(*path, key) for key in reversed(below.get(path[-1], []))]


def _is_called(parts: list[str], path: tuple[str, ...], titles: Mapping[str, Any]) -> bool:
    """Whether the parts are the whole path in titles, or only its last title."""
    names = path[-1:] if len(parts) == 1 else path
    return len(parts) == len(names) and all(_has(titles[key], part) for key, part in zip(names, parts, strict=True))


def _has(title: Any, word: str) -> bool:
    return word in (title.values() if isinstance(title, dict) else (title,))
