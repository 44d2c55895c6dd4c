"""Picking a record: which ones fit the other fields (`narrow`), and what the picked one fills in (`fills`).

{"form": "person_met", "narrow": {"==": [{"var": "row.firm"}, {"var": "this.firm"}]}, "fills": {"phone": "mobile"}}

`fills` is own field → field of the picked record. `narrow` is a condition as in EXISTS; it waits until the fields that
it reads of this record are filled. It is held in the picker, and as a check while one types and when the record is
written. People are picked by a condition of their own, see people_picking.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..definitions import Plans
from ..expressions.types import UNKNOWN, Type, family
from ..localized import LOCALES, text
from .environment import row_types
from .fields import FieldPlan, unknown_field
from .locating import located, wrong
from .people_picking import read_of_this

Fills = Mapping[str, Mapping[str, str]]


def compile_fills(plans: Plans, app: str, fields: Mapping[str, FieldPlan]) -> dict[str, dict[str, str]]:
    """Field → own field → field of the picked record. Raises InvalidDefinition with a pointer into the form."""
    found = {}
    for field in fields.values():
        if fills := field.settings.get("fills"):
            types = row_types(plans, app, ".".join(field.settings["target"])) or {}
            for own, theirs in fills.items():
                with located(f"{field.pointer}/settings/fills/{own}"):
                    _check_fill(fields, own, theirs, types)
            found[field.key] = dict(fills)
    return found


def _check_fill(fields: Mapping[str, FieldPlan], own: str, theirs: Any, types: Mapping[str, Type]) -> None:
    if own not in fields:
        raise unknown_field(own, "")
    if fields[own].computed:
        raise wrong("", f"字段「{own}」由公式算出，不能带入", f"the field {own} is worked out and cannot be filled")
    if theirs not in types:
        raise wrong("", f"所选表单没有字段「{theirs}」", f"the form picked from has no field {theirs}")
    wanted, given = fields[own].type.expression_type(fields[own].settings), types[theirs]
    if family(wanted) is not family(given) and not {wanted, given} & UNKNOWN:
        raise wrong("", f"「{theirs}」的类型与「{own}」不符", f"{theirs} does not fit {own}")


def narrowing_documents(fields: Mapping[str, FieldPlan]) -> Sequence[tuple[str, dict[str, Any]]]:
    """For each field that narrows: the pointer of its condition, and the check that holds it."""
    return [
        (f"{field.pointer}/settings/narrow", _check(field, field.settings["narrow"]))
        for field in fields.values()
        if field.type.links == "record" and field.settings.get("narrow") is not None
    ]


def _check(field: FieldPlan, narrow: Any) -> dict[str, Any]:
    key = field.key
    waits = [key, *sorted(read_of_this(narrow))]
    fits = {"and": [{"==": [{"var": "row.id"}, {"var": f"this.{key}"}]}, narrow]}
    return {
        "key": f"narrow_{key}",
        "field": key,
        "assert": {
            "or": [
                *({"!": {"is_set": {"var": f"record.{name}"}}} for name in waits),
                {"exists": [".".join(field.settings["target"]), fits]},
            ]
        },
        "message": misfit(field),
    }


def misfit(field: FieldPlan) -> dict[str, str]:
    """What is said of a record or person that does not fit."""
    titles = {locale: text(field.title, locale) for locale in LOCALES}
    return {
        "zh-CN": f"「{titles['zh-CN']}」与其他字段不相符，重新选择",
        "en": f"{titles['en']} does not fit the other fields. Choose another",
    }


def told_settings(settings: dict[str, Any], seen: Any) -> dict[str, Any]:
    """A field's settings for a reader who sees the fields in `seen`: nothing that would tell of others."""
    if settings.get("fills"):
        settings["fills"] = {own: theirs for own, theirs in settings["fills"].items() if own in seen}
    if settings.get("narrow") is not None and not all(name in seen for name in read_of_this(settings["narrow"])):
        settings["narrow"] = None
    return settings
