"""How closely a view over time is looked at when it is opened; the reader may look closer or further."""

from marshmallow import fields, validate

_ZOOMS = ("day", "week", "month", "quarter")


def zoomed() -> fields.String:
    """A setting: what one column of the time axis is."""
    return fields.String(load_default="week", validate=validate.OneOf(_ZOOMS))
