"""Where a document refers to something, as the JSON Schema of its kind tells beside the shape:

x-field: true, or a scope: a field of the record's form, or of that scope's    x-kind: the key of such a document
x-subject: what that document is from here on: "record", "row", "candidate"    x-param: the key of a parameter
x-binds: an object whose subjects hold for everything beside it, too: a workflow's trigger
x-times: a value "period" is no field but the periods themselves
x-how: reads (said when nothing is), filters, sorts, shows, splits, writes, governs, permits, sends
x-part: an object with a key of its own: "field", "rule", "check", "step"      x-column: a column of lines, as a field
x-expression, x-filter, x-persons, x-deed, x-duration, x-moment, x-default, x-fills, x-text: see languages.py
x-expressions: trees by name; x-keys: of which scope those names are fields    x-revealed: a field of what `assert` asks
x-scopes: scopes of this member alone, each with the way to a sibling that names the form

No list of places exists anywhere else: a kind of definition that says this in its schema is in the graph.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...runtime.expressions.operators import operators
from ...runtime.pointers import token
from ...runtime.views.charts.asking import PERIOD
from .languages import FIELD, LANGUAGES, PARAMETER, Mention, Scope, Scopes, field, in_tree

Owner = tuple[str, str]
# The document itself, where no part of it has a key.
WHOLE: Owner = ("", "")
_TELLING = ("x-kind", "x-field", "x-param", "x-part", "x-column", "x-expressions", "x-revealed", "x-subject")
_SHAPES = ("oneOf", "anyOf", "allOf")


@dataclass(frozen=True, slots=True)
class Told:
    """A mention, and the part of the document that makes it. record: the form that is about, where it is known."""

    owner: Owner
    mention: Mention
    record: Scope | None


class Places:
    """The places of documents of one kind."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self._telling: dict[int, bool] = {}
        self._validators: dict[int, Any] = {}
        self._column = schema.get("properties", {}).get("fields", {}).get("items")

    def of(self, document: Mapping[str, Any]) -> tuple[Told, ...]:
        """Everything the document mentions."""
        own: dict[str, Scope] = {}
        if document.get("kind") == "form":
            own["record"] = ("form", document["key"])
        return tuple(self._walk([self._schema], document, "", own, WHOLE, {}))

    def _walk(
        self, schemas: list[Any], value: Any, pointer: str, scopes: Scopes, owner: Owner, around: Mapping[str, Any]
    ) -> Iterator[Told]:
        found = [one for schema in schemas for one in self._applying(schema, value)]
        if not found:
            return
        if any("x-column" in schema for schema in found) and isinstance(self._column, Mapping):
            found += self._applying(self._column, value)
            scopes = {**scopes, "line": ("lines", owner[1])}
        means = {name[2:]: said for schema in found for name, said in schema.items() if name.startswith("x-")}
        if "part" in means and isinstance(value, Mapping) and isinstance(value.get("key"), str):
            inner = value["key"] if owner[0] != means["part"] else f"{owner[1]}.{value['key']}"
            owner = (means["part"], inner)
        for mention in _mentions(means, value, pointer, scopes, around):
            yield Told(owner, mention, scopes.get("record"))
        if isinstance(value, Mapping):
            yield from self._members(found, value, pointer, scopes, owner)
        elif isinstance(value, list):
            items = [schema["items"] for schema in found if isinstance(schema.get("items"), Mapping)]
            for index, one in enumerate(value if any(map(self._tells, items)) else ()):
                yield from self._walk(items, one, f"{pointer}/{index}", scopes, owner, around)

    def _members(
        self, found: list[Any], value: Mapping[str, Any], pointer: str, scopes: Scopes, owner: Owner
    ) -> Iterator[Told]:
        declared = [schema.get("properties", {}) for schema in found]
        scopes = {**scopes, **self._bound(declared, value)}
        for name, inner in value.items():
            below, here = f"{pointer}/{token(name)}", scopes
            for schema in found:
                named = schema.get("propertyNames")
                if isinstance(named, Mapping) and self._tells(named):
                    yield from self._walk([named], name, below, scopes, owner, value)
                    if "x-subject" in named:
                        here = {**here, named["x-subject"]: (named["x-kind"], name)}
            shapes = [properties[name] for properties in declared if name in properties]
            shapes += [
                schema["additionalProperties"]
                for schema in found
                if name not in schema.get("properties", {}) and isinstance(schema.get("additionalProperties"), Mapping)
            ]
            if any(map(self._tells, shapes)):
                yield from self._walk(shapes, inner, below, here, owner, value)

    def _bound(self, declared: list[Mapping[str, Any]], value: Mapping[str, Any]) -> dict[str, Scope]:
        """The scopes that members of an object set for all of it."""
        scopes: dict[str, Scope] = {}
        for properties in declared:
            for name, schema in properties.items():
                inner = value.get(name)
                if not isinstance(schema, Mapping):
                    continue
                if "x-subject" in schema and isinstance(inner, str):
                    scopes[schema["x-subject"]] = (schema["x-kind"], inner)
                if "x-binds" in schema and isinstance(inner, Mapping):
                    below = [one.get("properties", {}) for one in self._applying(schema, inner)]
                    scopes |= self._bound(below, inner)
        return scopes

    def _applying(self, schema: Any, value: Any) -> list[Any]:
        """The schema and those of its branches that hold for the value."""
        if not isinstance(schema, Mapping):
            return []
        found = [schema]
        for inner in schema.get("allOf", ()):
            found += self._applying(inner, value)
        for shape in ("oneOf", "anyOf"):
            for inner in schema.get(shape, ()):
                if self._tells(inner) and self._holds(inner, value):
                    found += self._applying(inner, value)
        if "if" in schema:
            branch = schema.get("then" if self._holds(schema["if"], value) else "else")
            found += self._applying(branch, value)
        return found

    def _holds(self, schema: Mapping[str, Any], value: Any) -> bool:
        if (made := self._validators.get(id(schema))) is None:
            # As in definitions/shape.py: who never looks at lineage does not pay for the library.
            from jsonschema import Draft202012Validator

            made = self._validators[id(schema)] = Draft202012Validator(schema)
        return bool(made.is_valid(value))

    def _tells(self, schema: Any) -> bool:
        """Whether it says anything of references, here or below: most of a document does not."""
        if not isinstance(schema, Mapping):
            return False
        if (known := self._telling.get(id(schema))) is None:
            own = any(name in schema for name in _TELLING) or any(f"x-{name}" in schema for name in LANGUAGES)
            inner = [schema.get("items"), schema.get("propertyNames"), schema.get("additionalProperties")]
            inner += [schema.get("then"), schema.get("else"), *schema.get("properties", {}).values()]
            inner += [one for shape in _SHAPES for one in schema.get(shape, ())]
            known = self._telling[id(schema)] = own or any(map(self._tells, inner))
        return known


def _mentions(
    means: Mapping[str, Any], value: Any, pointer: str, scopes: Scopes, around: Mapping[str, Any]
) -> Iterator[Mention]:
    """What one value mentions by itself."""
    how = means.get("how", "reads")
    if isinstance(value, str):
        if "kind" in means:
            yield Mention(pointer, _of_document(means), means["kind"], (value,), binds=means.get("subject"))
        if "param" in means:
            yield Mention(pointer, how, PARAMETER, (value,))
        if "field" in means and value != "*" and not ("times" in means and value == PERIOD):
            scope = "record" if means["field"] is True else means["field"]
            yield field(value, pointer, how, scopes.get(scope))
        if "revealed" in means and (form := _asked(around.get("assert"))) is not None:
            yield Mention(pointer, "shows", FIELD, (value,), ("form", form))
    if "scopes" in means:
        scopes = {**scopes, **{name: ("form", _along(around, way)) for name, way in means["scopes"].items()}}
    for language, read in LANGUAGES.items():
        if language in means:
            yield from read(value, pointer, how, scopes)
    if "expressions" in means and isinstance(value, Mapping):
        for name, tree in value.items():
            if "keys" in means:
                # Where no rows are at hand, it is the record that is written.
                written = scopes.get(means["keys"]) or scopes.get("record")
                yield field(name, f"{pointer}/{token(name)}", "writes", written)
            yield from in_tree(tree, f"{pointer}/{token(name)}", how, scopes)


def _of_document(means: Mapping[str, Any]) -> str:
    """How another document is mentioned, where the schema does not say: what sends a message does not read it."""
    if "how" in means:
        return str(means["how"])
    return {"form": "source", "message": "sends"}.get(means["kind"], "uses")


def _along(around: Any, way: str) -> str:
    for step in way.split("."):
        around = around.get(step) if isinstance(around, Mapping) else None
    return around if isinstance(around, str) else ""


def _asked(tree: Any) -> str | None:
    """The first form that a condition asks."""
    if isinstance(tree, list):
        return next((form for one in tree if (form := _asked(one)) is not None), None)
    if not isinstance(tree, Mapping):
        return None
    for key, arguments in tree.items():
        if key in operators and operators.get(key).asks and isinstance(arguments, list):
            return str(arguments[0])
        if (form := _asked(arguments)) is not None:
            return form
    return None
