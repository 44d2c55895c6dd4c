"""Settings of nodes: read by the type's own schema, then made ready for work: expressions compiled, names looked up.

What a setting means is said by its marshmallow metadata:

expression: a tree, becomes an `Expression` (with candidate: it may read candidate.*; with asks: a condition on the rows
at hand, becomes a `Question`)    expressions: trees by name (with items: they may read item.*, of a list beside; with
sets: fields that are written, and by which verb)
field: a field of the record; "row": of the rows at hand    step: the key of a node of this workflow
form: with subject "row", a form whose rows are at hand in all settings beside it; becomes a `FormPlan`; with subject
"record" each row by itself is, as the record; then lists that say `told` hold values read as <their name>.<key>, and a
setting that says `outside` reads what was known before
persons: a person expression (words: other texts that stand there)    kind: the key of a document of that kind
duration: ISO 8601 or {"param": key}    deed: something to do, see deeds/    localized, option: words for people
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields

from ...expressions import Type
from ...forms import FormPlan
from ...forms.locating import located
from .deeds import prepare_deed
from .names import Names


def ready(schema: Schema, loaded: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Settings that the schema has loaded, ready for work. Raises InvalidDefinition with a pointer into them."""
    made = dict(loaded)
    outside = names
    subject = schema.fields["form"].metadata.get("subject") if "form" in schema.fields else None
    if subject in ("row", "record") and made["form"] is not None:
        with located("/form"):
            form = made["form"] = names.form_named(made["form"])
        names = names.over(form) if subject == "row" else names.one_by_one(form, _told(schema, made))
    for name, field in schema.fields.items():
        if made.get(name) is not None and not isinstance(made[name], FormPlan):
            with located(f"/{name}"):
                made[name] = _ready_value(field, made[name], outside if "outside" in field.metadata else names)
    return made


def _told(schema: Schema, loaded: Mapping[str, Any]) -> dict[tuple[str, ...], Type]:
    """What settings beside read, by the type's own names and by those of its lists of values."""
    told: dict[tuple[str, ...], Type] = dict(getattr(schema, "told", {}))
    for name, field in schema.fields.items():
        if "told" in field.metadata:
            told |= {(name, one["key"]): Type(one["type"]) for one in loaded[name]}
    return told


def _ready_value(field: fields.Field[Any], value: Any, names: Names) -> Any:
    if isinstance(field, fields.List):
        return list(_ready_items(field.inner, value, names))
    if isinstance(field, fields.Nested):
        return ready(field.schema, value, names)
    means = field.metadata
    if "expressions" in means:
        return dict(_ready_trees(value, names, means))
    return _ready_word(means, value, names)


def _ready_word(means: Mapping[str, Any], value: Any, names: Names) -> Any:
    """By the first of its meanings: what is more special stands first."""
    ways: dict[str, Callable[[], Any]] = {
        "asks": lambda: names.condition(value),
        "expression": lambda: names.expression(value, candidate=means.get("candidate", False)),
        "persons": lambda: names.persons(value, means.get("words", ())),
        "kind": lambda: names.document(means["kind"], value),
        "field": lambda: names.column(value) if means["field"] == "row" else names.field(value),
        "duration": lambda: names.duration(value),
        "step": lambda: names.step(value),
        "deed": lambda: prepare_deed(value, names),
    }
    return next((way() for meaning, way in ways.items() if meaning in means), value)


def _ready_items(inner: fields.Field[Any], values: list[Any], names: Names) -> Iterator[Any]:
    for index, value in enumerate(values):
        with located(f"/{index}"):
            yield _ready_value(inner, value, names)


def _ready_trees(trees: dict[str, Any], names: Names, means: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    names = names.of_items() if "items" in means else names
    for key, tree in trees.items():
        with located(f"/{key}"):
            if "sets" in means:
                names.written(key, means["sets"])
            yield key, names.expression(tree, candidate=means.get("candidate", False))
