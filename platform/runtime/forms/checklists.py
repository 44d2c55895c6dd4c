"""Checklists of a form: which records their items come from, and the step that puts items into a record.

The condition reads "row", the record an item comes from, and "record", the one that holds the list, as its writer
leaves it; the least count of evidence reads "item". Items are asked with the app's rights, since they are stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..definitions import Plans
from ..expressions import Environment, Type, check_tree, compile_tree, references
from ..expressions.types import NUMBERS, UNKNOWN
from ..fields.items import Item, fresh_item, laid, short_of_evidence
from .computing import Closure, Step, check_condition
from .environment import row_types
from .fields import FieldPlan
from .locating import located, wrong
from .reading_rights import check_app_reads

# Names whose values are not the same for whoever brings a list up to date.
_FLEETING = frozenset({"actor", "before", "now"})


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Where the items of one field come from. `form` is "app.form"; `where` a tree or None; `show` and `order` fields
    there; `names` all that is read of its rows, `reads` of the record; `minimum` works out how much evidence an item
    needs."""

    key: str
    form: str
    where: Any
    show: str
    order: str | None
    names: frozenset[str]
    item_names: tuple[str, ...]
    minimum: Closure | None
    live: bool
    columns: tuple[str, ...]
    reads: frozenset[str]

    def item(self, id: str, values: Mapping[str, Any], parameters: Mapping[str, Any]) -> Item:
        """The item that a row of the other form makes; `values` by field."""
        minimum = self.minimum({"item": values, "param": parameters}) if self.minimum is not None else 0
        least = max(int(minimum or 0), 0)
        return fresh_item(id, self.columns) | {"text": str(values[self.show] or "—"), "minimum": least}


def compile_checklists(
    plans: Plans, app: str, fields: Mapping[str, FieldPlan], environment: Environment
) -> tuple[Listing, ...]:
    """The listings of a form. Raises InvalidDefinition with a pointer into the form."""
    found = []
    for field in fields.values():
        if field.type.side == "items":
            with located(field.pointer):
                found.append(_listing(plans, app, field, environment))
    return tuple(found)


def checklist_steps(fields: Mapping[str, FieldPlan], listings: Sequence[Listing]) -> list[Step]:
    """One step for each checklist: its items come after what their condition reads, before what reads them."""
    return [
        Step(fields[listing.key], listing.reads, _items_of(listing), None, fields[listing.key].pointer)
        for listing in listings
    ]


def _listing(plans: Plans, app: str, field: FieldPlan, environment: Environment) -> Listing:
    for member in ("default", "null_fill"):
        if field.document.get(member) is not None:
            raise wrong(f"/{member}", "清单项来自另一张表，不能有默认值", "items come from their form; leave this out")
    settings = field.settings
    form, where = ".".join(settings["target"]), settings["items_from"]["where"]
    rows = row_types(plans, app, form) or {}
    with located("/settings/items_from/where"):
        if where is not None:
            check_condition(where, environment.asking(rows))
            _check_steady(where, settings["live"])
    names = {"id", settings["show"], *filter(None, [settings["order"]])}
    items = _read(settings["minimum"], "item") if settings["minimum"] is not None else set()
    with located("/settings/minimum"):
        minimum = _minimum(settings["minimum"], rows, environment)
    names |= _read(where, "row") | items
    check_app_reads(plans, app, form, names, "/settings/items_from")
    return Listing(
        key=field.key,
        form=form,
        where=where,
        show=settings["show"],
        order=settings["order"],
        names=frozenset(names),
        item_names=tuple(sorted(items | {settings["show"]})),
        minimum=minimum,
        live=settings["live"],
        columns=tuple(field.columns),
        reads=frozenset(_read(where, "record") | _read(where, "this")),
    )


def _check_steady(where: Any, live: bool) -> None:
    """A list that follows is brought up to date by whoever comes along, at any time."""
    fleeting = sorted({path[0] for path in references(where)} & _FLEETING) if live else []
    if fleeting:
        raise wrong(
            "",
            f"随来源更新的清单，条件里不能用 {fleeting[0]}；改用 freeze: on_create，或只用 row 和 record",
            f"the condition of a live list cannot read {fleeting[0]}: freeze it on_create, or read row and record only",
        )


def _minimum(tree: Any, rows: Mapping[str, Type], environment: Environment) -> Closure | None:
    if tree is None:
        return None
    types: dict[tuple[str, ...], Type] = {("item", name): type_ for name, type_ in rows.items()}
    types |= {path: type_ for path, type_ in environment.types.items() if path[0] == "param"}
    scope = replace(environment, types=types, forms=None, references={})
    if check_tree(tree, scope) not in (*NUMBERS, *UNKNOWN):
        raise wrong("", "最少凭证数需要是数字", "how much evidence is needed must be a number")
    return compile_tree(tree, scope)


def _read(tree: Any, scope: str) -> set[str]:
    return {path[1] for path in references(tree) if path[0] == scope and len(path) > 1} if tree is not None else set()


def _items_of(listing: Listing) -> Closure:
    def items(data: Mapping[str, Any]) -> list[Item] | None:
        held, before = data["record"][listing.key], data["before"]
        if before is not None and not listing.live:
            return held
        asked = data["forms"].items(listing, data)
        now = laid(asked, held)
        for item in now if before is None else ():
            if (short := short_of_evidence(item)) is not None:
                raise short
        return now or None

    return items
