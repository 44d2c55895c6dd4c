"""How a table is dressed: groups, totals, widths, frozen columns, height of rows, colours and actions, each checked
against the form, and what of it a reader gets to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields, validate

from ..errors import InvalidValue
from ..forms import FormPlan
from ..forms.locating import located, wrong
from ..localized import LOCALES, Localized, text
from ..people import FormAccess
from ..records.presenting.figures import AGGREGATES, can_group, check_figure
from ..records.querying.declared import check_filter, own_field

MOST_GROUPS = 3
_MOST_RULES = 20
_MOST_ACTIONS = 12
_LONGEST_TITLE = 60


class _TotalSchema(Schema):
    field = fields.String(required=True, metadata={"field": True})
    aggregate = fields.String(required=True, validate=validate.OneOf(AGGREGATES))


class _WidthSchema(Schema):
    field = fields.String(required=True, metadata={"field": True})
    width = fields.Integer(required=True, strict=True, validate=validate.Range(40, 2000))


class _ColorSchema(Schema):
    """Rows that meet a condition stand on a pale ground; the title says in words what the colour means."""

    when = fields.Raw(required=True, metadata={"filter": True})
    hue = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10))
    title = fields.Raw(required=True, metadata={"localized": True})


class _ActionSchema(Schema):
    """A button on each row that meets a condition: sets values by the ordinary change."""

    key = fields.String(required=True, validate=validate.Length(1, 60))
    title = fields.Raw(required=True, metadata={"localized": True})
    when = fields.Raw(load_default=None, allow_none=True, metadata={"filter": True})
    set = fields.Dict(required=True, keys=fields.String(), metadata={"keys": "record"})


class DressSchema(Schema):
    """The settings that dress a table."""

    group = fields.List(
        fields.String(metadata={"field": True}), load_default=list, validate=validate.Length(max=MOST_GROUPS)
    )
    totals = fields.List(fields.Nested(_TotalSchema), load_default=list)
    widths = fields.List(fields.Nested(_WidthSchema), load_default=list)
    frozen = fields.Integer(load_default=1, strict=True, validate=validate.Range(0, 20))
    row_height = fields.String(load_default="usual", validate=validate.OneOf(["tight", "usual", "relaxed"]))
    colors = fields.List(fields.Nested(_ColorSchema), load_default=list, validate=validate.Length(max=_MOST_RULES))
    actions = fields.List(fields.Nested(_ActionSchema), load_default=list, validate=validate.Length(max=_MOST_ACTIONS))


@dataclass(frozen=True, slots=True)
class Color:
    """`reads`: the fields that the condition tells of."""

    when: Any
    reads: frozenset[str]
    hue: int
    title: Localized


@dataclass(frozen=True, slots=True)
class Action:
    """`values`: what it sets, as JSON; `reads`: the fields that its condition tells of."""

    key: str
    title: Localized
    when: Any
    reads: frozenset[str]
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Dress:
    """A table's dress, checked. totals: (field, aggregate); widths: (field, px)."""

    group: tuple[str, ...]
    totals: tuple[tuple[str, str], ...]
    widths: tuple[tuple[str, int], ...]
    frozen: int
    row_height: str
    colors: tuple[Color, ...]
    actions: tuple[Action, ...]

    def shown_to(self, access: FormAccess, locale: str) -> dict[str, Any]:
        """As JSON, without anything that would tell of a field hidden from the reader, and without actions that he has
        no right to."""
        return {
            "group": [key for key in self.group if access.readable(key)],
            "totals": [{"field": key, "aggregate": kind} for key, kind in self.totals if access.readable(key)],
            "widths": [{"field": key, "width": width} for key, width in self.widths if access.readable(key)],
            "frozen": self.frozen,
            "row_height": self.row_height,
            "colors": [
                {"when": one.when, "hue": one.hue, "title": text(one.title, locale)}
                for one in self.colors
                if all(access.readable(key) for key in one.reads)
            ],
            "actions": [
                {"key": one.key, "title": text(one.title, locale), "when": one.when, "set": dict(one.values)}
                for one in self.actions
                if all(access.readable(key) for key in one.reads) and all(access.writable(key) for key in one.values)
            ],
        }


def dressed(settings: Mapping[str, Any], form: FormPlan) -> Dress:
    """The dress for settings that a `DressSchema` loaded. Raises InvalidDefinition with a pointer into them."""
    for place, key in enumerate(settings["group"]):
        own_field(form, key, f"/group/{place}")
        if not can_group(form.fields[key].filters):
            raise wrong(f"/group/{place}", f"「{key}」不能用来分组", f"records cannot be grouped by {key}")
    for place, total in enumerate(settings["totals"]):
        with located(f"/totals/{place}"):
            check_figure(form, total["field"], total["aggregate"])
    for place, one in enumerate(settings["widths"]):
        own_field(form, one["field"], f"/widths/{place}/field")
    keys = [one["key"] for one in settings["actions"]]
    if len(set(keys)) != len(keys):
        raise wrong("/actions", "两个操作用了同一个标识", "two actions have one key")
    return Dress(
        group=tuple(settings["group"]),
        totals=tuple((one["field"], one["aggregate"]) for one in settings["totals"]),
        widths=tuple((one["field"], one["width"]) for one in settings["widths"]),
        frozen=settings["frozen"],
        row_height=settings["row_height"],
        colors=tuple(
            Color(
                when=one["when"],
                reads=check_filter(form, one["when"], f"/colors/{i}/when"),
                hue=one["hue"],
                title=_words(one["title"], f"/colors/{i}/title"),
            )
            for i, one in enumerate(settings["colors"])
        ),
        actions=tuple(_action(form, one, f"/actions/{i}") for i, one in enumerate(settings["actions"])),
    )


def _action(form: FormPlan, one: Mapping[str, Any], pointer: str) -> Action:
    if not one["set"]:
        raise wrong(f"{pointer}/set", "操作至少要改一个字段", "an action sets at least one field")
    for key, value in one["set"].items():
        own_field(form, key, f"{pointer}/set/{key}")
        try:
            form.fields[key].load(value)
        except InvalidValue as error:
            reason = {locale: error.sentence(locale) for locale in LOCALES}
            raise wrong(f"{pointer}/set/{key}", reason["zh-CN"], reason["en"]) from None
    reads = frozenset[str]() if one["when"] is None else check_filter(form, one["when"], f"{pointer}/when")
    return Action(one["key"], _words(one["title"], f"{pointer}/title"), one["when"], reads, one["set"])


def _words(title: Any, pointer: str) -> Localized:
    some = [title] if isinstance(title, str) else list(title.values()) if isinstance(title, dict) else []
    if not some or not all(isinstance(one, str) and 0 < len(one.strip()) <= _LONGEST_TITLE for one in some):
        raise wrong(
            pointer, f"要有名称，最多 {_LONGEST_TITLE} 个字", f"it needs words, at most {_LONGEST_TITLE} characters"
        )
    return title if isinstance(title, str) else dict(title)
