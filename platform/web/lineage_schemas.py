"""What lineage answers, for OpenAPI."""

from marshmallow import Schema, fields, validate

_HOW = "reads, filters, sorts, shows, splits, writes, governs, permits, sends, asks, uses, source or runs"


class LineageNodeSchema(Schema):
    id = fields.String(required=True, metadata={"description": "type:app.document.part"})
    type = fields.String(required=True)
    type_title = fields.String(required=True)
    title = fields.String(required=True)
    app = fields.String(required=True)
    key = fields.String(required=True, metadata={"description": "The document's key."})
    part = fields.String(required=True, allow_none=True, metadata={"description": "The key within the document."})
    form = fields.String(required=True, allow_none=True, metadata={"description": "app.form that it is about."})
    form_title = fields.String(required=True, allow_none=True)
    distance = fields.Integer(required=True, metadata={"description": "Steps away; upstream less than 0."})


class LineageEdgeSchema(Schema):
    from_ = fields.String(required=True, data_key="from")
    to = fields.String(required=True)
    how = fields.String(required=True, metadata={"description": _HOW})
    document = fields.String(required=True, metadata={"description": "app.key of the document that says so."})
    pointers = fields.List(fields.String(), required=True)


class LineageGraphSchema(Schema):
    node = fields.Nested(LineageNodeSchema, required=True)
    nodes = fields.List(fields.Nested(LineageNodeSchema), required=True)
    edges = fields.List(fields.Nested(LineageEdgeSchema), required=True)
    left_out = fields.Integer(required=True, metadata={"description": "Nodes beyond those shown."})


class WayOfValueSchema(Schema):
    provenance = fields.String(required=True)
    values_ = fields.Integer(required=True, data_key="values")


class ValuesOfFieldSchema(Schema):
    computed = fields.Boolean(required=True, metadata={"description": "Worked out: nobody enters it."})
    records = fields.Integer(required=True, allow_none=True, metadata={"description": "With a value."})
    exact = fields.Boolean(required=True)
    looked_at = fields.Integer(required=True, metadata={"description": "Newest records of which `by` counts."})
    by = fields.List(fields.Nested(WayOfValueSchema), required=True)


class TouchedSchema(LineageNodeSchema):
    how = fields.String(required=True, metadata={"description": _HOW})
    pointer = fields.String(required=True)
    words = fields.String(required=True, metadata={"description": "What the pointer leads to, by titles."})
    refused = fields.Boolean(required=True, metadata={"description": "Publishing would refuse it."})


class RemovalSchema(Schema):
    node = fields.Nested(LineageNodeSchema, required=True)
    places = fields.List(fields.Nested(TouchedSchema), required=True)
    refused = fields.Integer(required=True)
    holding = fields.Integer(required=True, allow_none=True, metadata={"description": "Records with a value."})
    exact = fields.Boolean(required=True)


class ComparedSideSchema(Schema):
    key = fields.String(required=True, metadata={"description": "As it was asked for: metric:app.key"})
    kind = fields.String(required=True, validate=validate.OneOf(["metric", "view", "list", "export"]))
    title = fields.String(required=True)
    period = fields.String(required=True, allow_none=True)
    moment = fields.String(required=True, allow_none=True, metadata={"description": "The title of that field."})
    value = fields.String(required=True, allow_none=True)
    records = fields.Integer(required=True)
    filter = fields.Raw(required=True, allow_none=True)


class DifferenceExampleSchema(Schema):
    id = fields.String(required=True)
    title = fields.String(required=True, allow_none=True)


class DifferenceReasonSchema(Schema):
    kind = fields.String(required=True, validate=validate.OneOf(["filter", "empty", "period", "value", "other"]))
    text = fields.String(required=True)
    records = fields.Integer(required=True)
    examples = fields.List(fields.Nested(DifferenceExampleSchema), required=True)


class OnlyInSchema(Schema):
    side = fields.String(required=True, validate=validate.OneOf(["left", "right"]))
    records = fields.Integer(required=True)
    reasons = fields.List(fields.Nested(DifferenceReasonSchema), required=True)


class ComparedFormSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)


class DifferenceSchema(Schema):
    left = fields.Nested(ComparedSideSchema, required=True)
    right = fields.Nested(ComparedSideSchema, required=True)
    reason = fields.String(
        required=True, allow_none=True, metadata={"description": "Why records cannot be compared; None: they are."}
    )
    summary = fields.String(required=True, allow_none=True, metadata={"description": "The difference in a sentence."})
    form = fields.Nested(ComparedFormSchema, required=True, allow_none=True)
    in_both = fields.Integer(required=True, allow_none=True)
    only_in = fields.List(fields.Nested(OnlyInSchema), required=True, allow_none=True)


class ComparableSchema(Schema):
    key = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    form = fields.String(required=True)
    by_period = fields.Boolean(required=True)


class ComparableMomentSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)


class ComparablesSchema(Schema):
    items = fields.List(fields.Nested(ComparableSchema), required=True)
    moments = fields.List(fields.Nested(ComparableMomentSchema), required=True)
