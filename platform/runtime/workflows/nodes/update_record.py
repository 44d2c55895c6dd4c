"""Update record: change the record itself, one that it names, or all rows that a condition finds."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms.locating import wrong
from ...records import Record
from ..errors import TooManyRows
from ..node import Leave, NodeType, Run, Update, node_type
from ..values import row_values, settled

_MOST = 1000


@node_type("update_record")
class UpdateRecord(NodeType):
    """Change fields of this record; with a form named, of a record of that form, or of all those a condition finds."""

    label = {"zh-CN": "修改记录", "en": "Update records"}
    outcomes = ("done", "nothing")
    words = {
        "done": {"zh-CN": "已修改", "en": "Updated"},
        "nothing": {"zh-CN": "没有符合的记录", "en": "Nothing found"},
    }

    class Settings(Schema):
        form = fields.String(
            load_default=None, allow_none=True, metadata={"kind": "form", "subject": "row", "how": "writes"}
        )
        # One record by its id, such as a reference of this record, or those for which the condition holds.
        record = fields.Raw(load_default=None, metadata={"expression": True})
        where = fields.Raw(load_default=None, metadata={"expression": True, "asks": True, "how": "filters"})
        # More than these are a mistake of the condition, and nothing is changed.
        at_most = fields.Integer(load_default=100, strict=True, validate=validate.Range(1, _MOST))
        values = fields.Dict(required=True, metadata={"expressions": True, "keys": "row", "sets": "change"})
        # Whether required fields and the moves of stages hold here too.
        gates = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Of another form it is said which records."""
        told = [name for name in ("record", "where") if settings[name] is not None]
        if settings["form"] is None and told:
            raise wrong(f"/{told[0]}", "先选择表单", "name the form first")
        if settings["form"] is not None and len(told) != 1:
            raise wrong("/form", "请用 record 或 where 说明改哪些记录", "say which records by record or by where")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"count": Type.INTEGER}

    def enter(self, run: Run) -> Leave:
        settings = run.settings
        if settings["form"] is None:
            form = run.form
            values = {key: settled(form, key, run.value(tree)) for key, tree in settings["values"].items()}
            return Leave("done", {"count": 1}, [Update(values, gates=settings["gates"])])
        found = self._found(run)
        # In the order in which records are locked everywhere.
        updates = [self._update(run, record) for record in sorted(found, key=lambda one: one.id)]
        return Leave("done" if found else "nothing", {"count": len(found)}, updates)

    def _found(self, run: Run) -> list[Record]:
        settings = run.settings
        if settings["record"] is not None:
            one = run.record(settings["form"], run.value(settings["record"]))
            return [] if one is None else [one]
        found = run.rows(settings["where"], (), settings["at_most"] + 1)
        if len(found) > settings["at_most"]:
            raise TooManyRows(limit=settings["at_most"])
        return found

    def _update(self, run: Run, record: Record) -> Update:
        row = row_values(record)
        trees = run.settings["values"]
        values = {key: settled(record.plan, key, run.value(tree, row=row)) for key, tree in trees.items()}
        return Update(values, record, run.settings["gates"])
