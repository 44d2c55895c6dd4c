"""A chart named in a document: its settings loaded, and everything that they name checked before anybody draws it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from ...definitions import Plans
from ...errors import UnknownType
from ...forms import form_plan
from ...forms.locating import located
from ...forms.settings_loading import load_settings
from ...forms.settings_schema import settings_schema
from ...records.querying.declared import check_filter
from .answering import over_form
from .asking import PERIOD, Ask
from .chart import ChartType, Given, chart_types
from .reaching import way_of


class ChartSchema(Schema):
    """Members of a document that name a type of charts and hold its settings."""

    chart = fields.String(required=True)
    settings = fields.Dict(keys=fields.String(), load_default=dict)

    def between(self) -> list[dict[str, Any]]:
        """The type is one there is, and the settings are its own."""
        titles = {key: type_.label for key, type_ in chart_types.items()}
        return [
            {"properties": {"chart": {"enum": list(titles), "x-values": titles}}},
            *(
                {
                    "if": {"properties": {"chart": {"const": key}}, "required": ["chart"]},
                    "then": {"properties": {"settings": settings_schema(type_.Settings())}},
                }
                for key, type_ in chart_types.items()
            ),
        ]


def chart_of(chart: str, settings: Mapping[str, Any]) -> tuple[ChartType, Given]:
    """The type and the settings it loaded. Raises UnknownType, InvalidDefinition with pointers into a
    `ChartSchema`'s members."""
    try:
        type_ = chart_types.get(chart)
    except UnknownType as error:
        error.pointer = "/chart"
        raise
    with located("/settings"):
        return type_, load_settings(type_.Settings(), dict(settings))


def asks_of(chart: str, settings: Mapping[str, Any]) -> Sequence[Ask]:
    """What the chart asks. Raises as `chart_of`."""
    type_, loaded = chart_of(chart, settings)
    return type_.asks(loaded)


def named(type_: ChartType, settings: Given, what: str) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """(pointer, value, what its declaration says) of the settings that are declared to name something: "kind" for
    documents, "field" for fields and dimensions. The periods are no field."""
    for name, declared in type_.Settings().fields.items():
        many = isinstance(declared, fields.List)
        said = declared.inner.metadata if isinstance(declared, fields.List) else declared.metadata
        if what not in said or not settings[name]:
            continue
        for at, value in enumerate(settings[name] if many else [settings[name]]):
            if not ("times" in said and value == PERIOD):
                yield f"/settings/{name}{f'/{at}' if many else ''}", value, said


def check_over_form(plans: Plans, app: str, ask: Ask) -> None:
    """What is asked of a form's records can be told. Raises NotFound, InvalidDefinition."""
    form = form_plan(plans, app, str(ask.form))
    with located("/settings"):
        over_form(plans, app, ask)
        if ask.reached is not None:
            way_of(form, ask.reached)
        if ask.filter is not None:
            check_filter(form, ask.filter, "/filter")
