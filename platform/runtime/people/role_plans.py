"""A role compiled: its grants by form and its rights, checked against the forms it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..definitions import Definition, Plans
from ..errors import InvalidDefinition
from ..expressions import compile_tree, references
from .grants import VERBS, Grant
from .rights import RIGHTS


@dataclass(frozen=True, slots=True)
class RolePlan:
    """`grants` by (app, form)."""

    name: str
    grants: dict[tuple[str, str], Grant]
    rights: frozenset[str]


def role_plan(plans: Plans, app: str, key: str) -> RolePlan:
    """The compiled role. Raises NotFound, or InvalidDefinition where it names a form or field that is not there."""
    return plans.once(("role", app, key), lambda: _compile(plans, plans.get("role", app, key)))


def role_plans(plans: Plans, names: frozenset[str]) -> Iterator[RolePlan]:
    """The compiled roles among "app.role" names; those whose app is gone grant nothing."""
    for name in sorted(names):
        app, _, key = name.partition(".")
        if plans.find("role", app, key) is not None:
            yield role_plan(plans, app, key)


def _compile(plans: Plans, role: Definition) -> RolePlan:
    grants = {}
    for name, document in role.document.get("forms", {}).items():
        form = plans.find("form", role.app, name)
        if form is None:
            raise _wrong(role, f"/forms/{name}", f"没有表单「{name}」", f"there is no form {name}")
        _check_fields(role, name, form, document)
        grants[form.app, form.key] = Grant(
            role.name,
            frozenset(document["verbs"]) & VERBS,
            dict(document.get("rows", {})),
            dict(document.get("fields", {"*": "write"})),
        )
    return RolePlan(role.name, grants, RIGHTS.intersection(role.document.get("workspace", ())))


def _check_fields(role: Definition, name: str, form: Definition, document: dict[str, Any]) -> None:
    fields = {field["key"] for field in form.document.get("fields", [])}
    columns = {
        f"{field['key']}.{column['key']}"
        for field in form.document.get("fields", [])
        for column in field.get("settings", {}).get("columns", ())
        if isinstance(column, dict) and "key" in column
    }
    # What an item of a checklist holds is its type's own and not written in the form.
    lists = {field["key"] for field in form.document.get("fields", []) if "items_from" in field.get("settings", {})}
    columns |= {f"{key}.{column}" for key in lists for column in _ITEM_COLUMNS}
    pointer = f"/forms/{name}"
    for key in document.get("fields", {}):
        if key != "*" and key not in fields | columns:
            raise _no_field(role, f"{pointer}/fields/{key}", name, key)
    for verb, tree in document.get("rows", {}).items():
        compile_tree(tree)
        for path in references(tree):
            # System columns are not among the form's fields; the query compiler knows them and refuses others.
            if path[0] == "record" and path[1] not in fields | _SYSTEM_COLUMNS:
                raise _no_field(role, f"{pointer}/rows/{verb}", name, path[1])


_ITEM_COLUMNS = ("text", "minimum", "done", "done_by", "done_at", "remark", "evidence")
_SYSTEM_COLUMNS = {"id", "owner", "department", "created_at", "created_by", "updated_at", "updated_by", "flow_state"}


def _no_field(role: Definition, pointer: str, form: str, key: str) -> InvalidDefinition:
    return _wrong(role, pointer, f"表单「{form}」没有字段「{key}」", f"the form {form} has no field {key}")


def _wrong(role: Definition, pointer: str, chinese: str, english: str) -> InvalidDefinition:
    return InvalidDefinition(pointer=pointer, document=f"role {role.key}", reason={"zh-CN": chinese, "en": english})
