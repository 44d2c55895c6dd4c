"""What the settings of chart types have in common: whose figures they draw, and of which period."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...metrics.asking import MOST_PERIODS
from ...records.querying.question import MAX_GROUPS


class SourceSchema(Schema):
    """A metric, or a form whose records are counted or of which a field is summed up."""

    metric = fields.String(
        load_default=None, allow_none=True, metadata={"metric": True, "kind": "metric", "subject": "record"}
    )
    form = fields.String(
        load_default=None, allow_none=True, metadata={"form": True, "kind": "form", "subject": "record"}
    )
    sum = fields.String(load_default=None, allow_none=True, metadata={"field": True})
    moment = fields.String(load_default=None, allow_none=True, metadata={"field": True})
    # As in the addresses of metrics: "2026-01", or a unit alone for the one that runs.
    period = fields.String(load_default=None, allow_none=True)
    last = fields.Integer(load_default=12, validate=validate.Range(1, MOST_PERIODS))
    # As for records.
    filter = fields.Raw(load_default=None, allow_none=True, metadata={"filter": True})
    search = fields.String(load_default="")

    class Meta:
        # Dimension → its one value. A member of that name means something else to a schema.
        include = {
            "only": fields.Dict(keys=fields.String(metadata={"field": True, "how": "filters"}), load_default=dict)
        }

    @validates_schema
    def one_source(self, data: dict[str, Any], **_: Any) -> None:
        """Either a metric or a form; what is summed up is a field of a form."""
        if sum(bool(data.get(name)) for name in ("metric", "metrics", "form")) != 1:
            raise ValidationError("metric | form", "metric")
        if data["metric"] is not None and (data["sum"] or data["moment"]):
            raise ValidationError("form", "sum" if data["sum"] else "moment")


def several(limit: int) -> fields.List[Any]:
    """A setting that names several metrics instead of one."""
    one = fields.String(metadata={"metric": True, "kind": "metric"})
    return fields.List(one, load_default=list, validate=validate.Length(max=limit))


def splits(*, times: bool = False) -> dict[str, Any]:
    """What a setting that names a dimension says of itself."""
    return {"split": True, "field": True, "how": "splits", **({"times": True} if times else {})}


def dimension(*, required: bool = False, times: bool = False) -> fields.String:
    """A setting that names a dimension of the metric, or a field of the form; with `times` also "period"."""
    how: dict[str, Any] = {"required": True} if required else {"load_default": None, "allow_none": True}
    return fields.String(**how, metadata=splits(times=times))


def how_many(default: int, limit: int = MAX_GROUPS) -> fields.Integer:
    """A setting that says how many values of a dimension get a figure of their own; the others have one together."""
    return fields.Integer(load_default=default, validate=validate.Range(1, limit))
