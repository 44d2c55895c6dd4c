"""Journey: cases on their way over several forms, a lane for each, such as from a lead to its payments.

Each lane but the first hangs from an earlier one by a reference to its form (`through`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from ..definitions import Plans
from ..errors import InvalidDefinition, NotFound
from ..forms import FormPlan, form_plan
from ..forms.locating import located, wrong
from ..localized import Localized, listed_in_all
from ..records.querying.declared import check_filter, own_field
from ..storage.types import load_duration
from .fitting import MOMENT, OPTIONS, has_options, is_moment
from .selection import SelectionSchema, selected
from .view import Look, ViewType, view_type

_CASES = 50
_MOST_LANES = 8
_MOST_MARKS = 5
TONES = ("good", "attention", "bad")
# What a mark may say of the way from one lane to the next, where it is no condition on the record there.
CROSSINGS = ("skipped", "went_back", "longer_than")


def _words(value: Any) -> None:
    named = isinstance(value, dict) and value and all(isinstance(text, str) and text for text in value.values())
    if not (named or (isinstance(value, str) and value)):
        raise ValidationError("a text, or one per language")


class SaidSchema(Schema):
    """What a mark says."""

    title = fields.Raw(required=True, validate=_words, metadata={"localized": True})
    tone = fields.String(load_default="attention", validate=validate.OneOf(TONES))


# `when`: a filter on the lane's record, or {"crossing": …} on the way here: "skipped" (nothing here, though further on
# there is), "went_back" (it came before what it follows) or "longer_than" with a "span" such as "PT168H".
MarkSchema = Schema.from_dict(
    {"when": fields.Dict(required=True, metadata={"filter": True}), "as": fields.Nested(SaidSchema, required=True)},
    name="MarkSchema",
)


class LaneSchema(Schema):
    form = fields.String(required=True, metadata={"kind": "form", "subject": "record"})
    through = fields.String(load_default=None, allow_none=True, metadata={"field": True})
    title = fields.Raw(load_default=None, allow_none=True, validate=_words, metadata={"localized": True})
    moment = fields.String(load_default=None, allow_none=True, metadata={"field": True, "how": "shows"})
    stage = fields.String(load_default=None, allow_none=True, metadata={"field": True, "how": "shows"})
    mark = fields.List(fields.Nested(MarkSchema), load_default=list, validate=validate.Length(max=_MOST_MARKS))


@dataclass(frozen=True, slots=True)
class Mark:
    """`filter` on the lane's record, else `crossing`; `span_s` of one that is too long."""

    title: Localized | str
    tone: str
    filter: Any = None
    crossing: str | None = None
    span_s: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """`above`: the place of the lane it hangs from, by `through`; None for the first. `moment`: by when it was created
    where there is none."""

    form: FormPlan
    title: Localized | str
    above: int | None
    through: str | None
    moment: str | None
    stage: str | None
    marks: tuple[Mark, ...]


@view_type("journey")
class Journey(ViewType):
    """Cases as rows, forms as lanes: in each the latest record that belongs to the case, with its stage and moment, and
    marks of what went wrong on the way. `through` is the reference by which a lane's records hang from an earlier
    lane."""

    label = {"zh-CN": "旅程", "en": "Journey"}
    example_settings = {
        "columns": ["title"],
        "lanes": [
            {"form": "deal", "stage": "status"},
            {
                "form": "deal",
                "through": "above",
                "moment": "due",
                "mark": [
                    {
                        "when": {"field": "title", "operator": "empty"},
                        "as": {"title": {"zh-CN": "无名", "en": "Nameless"}, "tone": "bad"},
                    }
                ],
            },
        ],
    }

    class Settings(SelectionSchema):
        lanes = fields.List(fields.Nested(LaneSchema), required=True, validate=validate.Length(2, _MOST_LANES))

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        return selected(settings, form, _CASES)

    def beyond(self, settings: Mapping[str, Any], form: FormPlan, plans: Plans) -> tuple[Lane, ...]:
        lanes: list[Lane] = []
        for index, said in enumerate(settings["lanes"]):
            with located(f"/lanes/{index}"):
                lanes.append(_lane(plans, form, said, lanes))
        return tuple(lanes)


def _lane(plans: Plans, first: FormPlan, said: Mapping[str, Any], before: Sequence[Lane]) -> Lane:
    home, _, key = said["form"].rpartition(".")
    try:
        plan = form_plan(plans, home or first.app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None
    above = _above(plan, first, said["through"], before)
    for name, fits, words in (("moment", is_moment, MOMENT), ("stage", has_options, OPTIONS)):
        if said[name] is not None and not fits(plan.fields[own_field(plan, said[name], f"/{name}")]):
            raise wrong(
                f"/{name}",
                f"「{said[name]}」不能用在这里，需要{words['zh-CN']}",
                f"{said[name]} cannot stand here; {words['en']} can",
            )
    marks = tuple(_mark(plan, one, f"/mark/{at}") for at, one in enumerate(said["mark"]))
    if above is None and any(mark.crossing in ("went_back", "longer_than") for mark in marks):
        raise wrong("/mark", "第一道前面没有别的道", "nothing comes before the first lane")
    title = said["title"] or plan.title
    return Lane(plan, title, above, said["through"], said["moment"], said["stage"], marks)


def _above(plan: FormPlan, first: FormPlan, through: str | None, before: Sequence[Lane]) -> int | None:
    """The nearest earlier lane that `through` refers to."""
    if not before:
        if plan.name != first.name or through is not None:
            raise wrong(
                "/form", "第一道就是视图的表单，不写 through", "the first lane is the view's form, without through"
            )
        return None
    if through is None:
        raise wrong(
            "/through", "说明这一道的记录通过哪个引用字段属于前面的道", "say by which reference it hangs from a lane"
        )
    field = plan.fields[own_field(plan, through, "/through")]
    target = field.settings.get("target")
    for index in reversed(range(len(before))):
        other = before[index].form
        if field.type.links == "record" and target is not None and tuple(target) == (other.app, other.key):
            return index
    raise wrong(
        "/through",
        f"「{through}」没有引用前面任何一道的表单",
        f"{through} refers to the form of no earlier lane",
    )


def _mark(plan: FormPlan, said: Mapping[str, Any], pointer: str) -> Mark:
    when, title, tone = said["when"], said["as"]["title"], said["as"]["tone"]
    if "crossing" not in when:
        check_filter(plan, when, f"{pointer}/when")
        return Mark(title, tone, filter=when)
    if when["crossing"] not in CROSSINGS or not set(when) <= {"crossing", "span"}:
        known = listed_in_all(CROSSINGS)
        raise wrong(f"{pointer}/when/crossing", f"可用的有 {known['zh-CN']}", f"one of {known['en']}")
    span_s = 0
    if when["crossing"] == "longer_than":
        span_s = load_duration(str(when.get("span", "")))
        if span_s <= 0:
            raise wrong(f"{pointer}/when/span", "写成时长，例如 PT168H", "a span such as PT168H")
    return Mark(title, tone, crossing=when["crossing"], span_s=span_s)


def lanes_of(beyond: Any) -> tuple[Lane, ...]:
    """What `Journey.beyond` gave. Raises InvalidDefinition for a view that is no journey."""
    if not (isinstance(beyond, tuple) and beyond and isinstance(beyond[0], Lane)):
        raise InvalidDefinition(pointer="/type", reason={"zh-CN": "不是旅程视图", "en": "it is no journey"})
    return beyond
