"""Reference: a record of a form, here or of another app.

Stored: the record's id. JSON: the id; null when empty. That the record exists and may be seen is checked when written.
Where the settings say what happens to unknown names, {"name": text} is taken too: the field stays empty, and the
directory counts the name until somebody has decided what it is.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition, InvalidValue
from ..expressions.durations import parse_duration
from ..identifiers import is_id
from ..storage.types import id_text
from .base import FieldType, Find, Prepared, field_type, is_storable
from .operators import CHOSEN

_LONGEST_NAME = 200


class Deadline(Schema):
    """Says something to somebody so long after the name was asked about, unless the to-do has come to `until`."""

    key = fields.String(required=True, validate=validate.Length(1, 60))
    title = fields.Raw(load_default=None, metadata={"localized": True})
    until = fields.String(load_default="done", validate=validate.OneOf(["seen", "accepted", "done"]))
    after = fields.Raw(required=True, metadata={"duration": True})
    do = fields.List(fields.Raw(metadata={"deed": True}), required=True, validate=validate.Length(min=1))


class Unknown(Schema):
    """At `count_to` uses somebody is asked; `decide_within` later the name blocks what is submitted with it."""

    count_to = fields.Integer(load_default=3, validate=validate.Range(1, 100))
    ask = fields.Raw(load_default=lambda: {"manager_of": "actor"}, metadata={"persons": "actor"})
    decide_within = fields.String(load_default="PT24H", metadata={"duration": True})
    then = fields.String(load_default="block", validate=validate.OneOf(["block"]))
    # Who is asked besides, once the time is over; else the administrators.
    escalate_to = fields.Raw(load_default=None, allow_none=True, metadata={"persons": "actor"})
    # More deadlines of the to-do, as steps of workflows have them, that send messages (`workflows/asked_names`).
    limits = fields.List(fields.Nested(Deadline), load_default=list)


@field_type("reference")
class Reference(FieldType):
    """A record of another form, such as an order's customer."""

    label = {"zh-CN": "关联记录", "en": "Reference"}
    filters = CHOSEN
    example_settings = {"form": "firm"}
    examples = {"01kdaaaaaaaaaaaaaaaaaaaaaa": "01kdaaaaaaaaaaaaaaaaaaaaaa", None: None}
    rejects = ("C00001", "", 5, True, "01KDAAAAAAAAAAAAAAAAAAAAAA")
    links = "record"

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row"})
        # What happens to this record when the other one is deleted.
        on_delete = fields.String(load_default="refuse", validate=validate.OneOf(["refuse", "empty", "cascade"]))
        # To the form itself: what is above a record is never below it. Trees move records by such a field.
        acyclic = fields.Boolean(load_default=False, truthy={True}, falsy={False})
        # Own field → field of the picked record: picking fills them in.
        fills = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict, metadata={"fills": True})
        # A condition on the records to pick from: row.* is one of them, this.* the record being filled in.
        narrow = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})
        # Names that no record has may be typed, and are counted; without it, only known ones can be chosen.
        unknown = fields.Nested(Unknown, load_default=None, allow_none=True)  # type: ignore[assignment]  # a field's name

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `target`: (app, form)."""
        name = settings["form"]
        if (document := find("form", name)) is None:
            reason = {"zh-CN": f"没有名为「{name}」的表单", "en": f"there is no form named {name}"}
            raise InvalidDefinition(pointer="/form", reason=reason)
        if settings.get("unknown") is not None:
            _check_unknown(settings["unknown"], document.document)
        return settings | {"target": (document.app, document.key)}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return id_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        if raw is None or is_id(raw):
            return raw
        if settings.get("unknown") is not None and typed_name(raw) is not None:
            return None
        raise InvalidValue(expected={"zh-CN": "一条已有的记录", "en": "an existing record"})


def typed_name(raw: Any) -> str | None:
    """The name in {"name": text}, which stands where an id would; None for everything else."""
    if not isinstance(raw, dict) or not {"name"} <= set(raw) <= {"name", "noted"}:
        return None
    name = raw["name"]
    if not isinstance(name, str) or not is_storable(name) or not 0 < len(name.strip()) <= _LONGEST_NAME:
        return None
    return name.strip()


def _check_unknown(unknown: Prepared, target: Any) -> None:
    parsed = parse_duration(unknown["decide_within"])
    if parsed is None or min(parsed.months, parsed.days, parsed.seconds) < 0:
        reason = {"zh-CN": "需要时长，例如 PT24H", "en": "it takes a duration, such as PT24H"}
        raise InvalidDefinition(pointer="/unknown/decide_within", reason=reason)
    if not target.get("names"):
        reason = {"zh-CN": "目标表单没有声明名称字段（names）", "en": "the other form does not declare names"}
        raise InvalidDefinition(pointer="/unknown", reason=reason)
