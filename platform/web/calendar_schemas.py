"""Marshmallow schemas of working calendars as answers. They describe, as those of `schemas.py`."""

from marshmallow import Schema, fields, validate


class CalendarSchema(Schema):
    key = fields.String(required=True)
    title = fields.String(required=True)
    revision = fields.Integer(required=True, metadata={"description": "0 for the usual calendar, not yet set up."})
    document = fields.Dict(required=True)
    departments = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "Names of its departments by id."},
    )


class OfferedCalendarSchema(Schema):
    app = fields.String(required=True)
    key = fields.String(required=True)
    title = fields.String(required=True)
    document = fields.Dict(required=True)


class CalendarsSchema(Schema):
    items = fields.List(fields.Nested(CalendarSchema), required=True)
    offered = fields.List(fields.Nested(OfferedCalendarSchema), required=True)


class CalendarDaySchema(Schema):
    date = fields.Date(required=True)
    works = fields.Boolean(required=True)
    hours = fields.List(fields.List(fields.String()), required=True)
    why = fields.String(required=True, validate=validate.OneOf(["week", "holiday", "expected", "edited"]))
    title = fields.String(required=True, allow_none=True)


class DayOffSchema(Schema):
    date = fields.Date(required=True)
    title = fields.String(required=True, allow_none=True)


class WorkedOtherwiseSchema(DayOffSchema):
    hours = fields.List(fields.List(fields.String()), required=True)


class DaysOffSchema(Schema):
    items = fields.List(fields.Nested(DayOffSchema), required=True)
    otherwise = fields.List(
        fields.Nested(WorkedOtherwiseSchema),
        required=True,
        metadata={"description": "Dates worked at other hours than their weekday, such as days made up at a weekend."},
    )
    week = fields.List(
        fields.List(fields.List(fields.String())),
        required=True,
        metadata={"description": "From and until of each shift, Monday to Sunday."},
    )


class CalendarYearSchema(Schema):
    year = fields.Integer(required=True)
    working_days = fields.Integer(required=True)
    announced = fields.Boolean(
        required=True, metadata={"description": "False when public holidays of this year are only expected."}
    )
    days = fields.List(fields.Nested(CalendarDaySchema), required=True)
