"""Create record: make a record of any form the app may write, with its detail lines."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import located, wrong
from ...localized import listed
from ..node import Create, Leave, NodeType, Run, node_type
from ..values import settled, settled_line

_MOST = 100


class LinesSchema(Schema):
    """Lines of a field: one for each item of the list `each`, or one without a list. Columns are worked out by
    expressions, which may read the item as item.<name>. Of a field there may be several, one after the other."""

    field = fields.String(required=True, metadata={"field": "row", "how": "writes"})
    each = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})
    values = fields.Dict(required=True, metadata={"expressions": True, "items": True})


@node_type("create_record")
class CreateRecord(NodeType):
    """Make a record, with values worked out from this one. A reference back to it is one of them."""

    label = {"zh-CN": "新建记录", "en": "Create a record"}
    words = {"done": {"zh-CN": "已新建", "en": "Created"}}

    class Settings(Schema):
        form = fields.String(required=True, metadata={"kind": "form", "subject": "row", "how": "writes"})
        values = fields.Dict(required=True, metadata={"expressions": True, "keys": "row", "sets": "create"})
        lines = fields.List(fields.Nested(LinesSchema), load_default=list, validate=validate.Length(max=_MOST))
        # Whether fields that must be filled in must be filled here too.
        gates = fields.Boolean(load_default=True, truthy={True}, falsy={False})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Lines go into fields of lines that the app may write, and into columns that are not worked out."""
        form = settings["form"]
        for index, one in enumerate(settings["lines"]):
            with located(f"/lines/{index}"):
                _check_lines(form, one, names.over(form), settings["values"])

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {"record": Type.TEXT}

    def enter(self, run: Run) -> Leave:
        form, trees = run.settings["form"], run.settings["values"]
        values = {key: settled(form, key, run.value(tree)) for key, tree in trees.items()}
        for one in run.settings["lines"]:
            values.setdefault(one["field"], []).extend(_lines(run, form, one))
        return Leave("done", effects=[Create(form, values, run.settings["gates"])])


def _check_lines(form: FormPlan, lines: Mapping[str, Any], names: Any, values: Mapping[str, Any]) -> None:
    key = lines["field"]
    with located("/field"):
        names.written(key, "create")
        if form.fields[key].type.side != "lines":
            raise wrong("", f"「{key}」不是明细", f"{key} holds no detail lines")
        if key in values:
            raise wrong("", f"「{key}」已在 values 中写入", f"{key} is set among the values already")
    columns = form.fields[key].columns
    for column in lines["values"]:
        if column not in columns or columns[column].computed:
            known = [one.key for one in columns.values() if not one.computed]
            raise wrong(
                f"/values/{column}",
                f"明细没有可写的列「{column}」，可写的有：{listed(known, 'zh-CN')}",
                f"the lines have no column {column} to set; they have {listed(known, 'en')}",
            )


def _lines(run: Run, form: FormPlan, lines: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    trees = lines["values"]
    scopes: Iterable[dict[str, Any]] = (
        [{}] if lines["each"] is None else ({"item": one} for one in run.items(lines["each"]))
    )
    for scope in scopes:
        yield settled_line(form, lines["field"], {key: run.value(tree, **scope) for key, tree in trees.items()})
