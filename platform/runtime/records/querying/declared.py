"""Check what documents say of a form's records: fields with the nearest key, filters as a query would take them."""

import difflib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from ...errors import InvalidDefinition, PlatformError
from ...expressions import references
from ...forms import FormPlan
from ...forms.computing import check_condition
from ...forms.locating import wrong
from ...localized import LOCALES
from .catalogue import Named, find
from .filters import Formula, filter_condition


def field_named(form: FormPlan, key: str, pointer: str) -> Named:
    """The field or system column. Raises InvalidDefinition with the nearest key."""
    if (found := find(form, key)) is None:
        raise _unknown(form, key, pointer)
    return found


def own_field(form: FormPlan, key: str, pointer: str) -> str:
    """`key`, if it is a field of the form itself. Raises as `field_named`."""
    if key not in form.fields:
        raise _unknown(form, key, pointer)
    return key


def check_filter(form: FormPlan, tree: Any, pointer: str) -> frozenset[str]:
    """The form's own fields, and columns of them, that a filter reads. Raises InvalidDefinition with a pointer into
    it."""
    names = list(_names(tree, pointer))
    read = {key for key, _ in names if key in form.fields}
    for key, where in names:
        field_named(form, key, where)
    try:
        filter_condition(form, frozenset({*form.fields, *form.columns}), read.add, _formula_of(form), tree, pointer)
    except PlatformError as error:
        reason = {locale: error.sentence(locale) for locale in LOCALES}
        raise InvalidDefinition(pointer=error.pointer or pointer, reason=reason) from None
    return frozenset(read)


def _formula_of(form: FormPlan) -> Formula:
    def check(tree: Any) -> sa.ColumnElement[bool]:
        check_condition(tree, form.environment)
        return sa.true()

    return check


def _names(tree: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """The fields named in a filter, each with its pointer; whatever is no filter is left to the filter's own reader."""
    if not isinstance(tree, dict):
        return
    for join in ("all", "any"):
        if isinstance(tree.get(join), list):
            for index, member in enumerate(tree[join]):
                yield from _names(member, f"{pointer}/{join}/{index}")
    if "formula" in tree:
        read = {path[1] for path in references(tree["formula"]) if len(path) > 1 and path[0] == "record"}
        yield from ((key, f"{pointer}/formula") for key in sorted(read))
    if isinstance(tree.get("field"), str):
        yield tree["field"], f"{pointer}/field"


def _unknown(form: FormPlan, key: str, pointer: str) -> InvalidDefinition:
    near = next(iter(difflib.get_close_matches(key, form.fields, n=1, cutoff=0)), "—")
    return wrong(
        pointer, f"表单没有字段「{key}」，最接近的是「{near}」", f"the form has no field {key}; the nearest is {near}"
    )
