"""The one permission-aware compiler: every row of a form's table is read through `Reading`.

It knows the rows the actor reads, in which of them he sees which field, and gives columns, conditions and orders that
cannot tell of anything else. A row's fields are cut down by the grants that hold in that very row.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from ...context import Context
from ...definitions import Plans
from ...errors import NotFound
from ...forms import FormPlan
from ...forms.system_columns import SYSTEM_COLUMNS
from ...storage.selected import Selected
from ..derived.deriving import Deriving, Elements
from ..errors import BadQuery
from ..record import Record
from ..rights import Rights, rights_on, scope_condition
from ..rows.sides import members
from ..submission.lines import cut
from .catalogue import Derived, find, steps_of
from .cursors import bad_cursor, pack, unpack
from .filters import Says, filter_condition, named, said, search_condition
from .ordering import SortKey, in_parts, passed
from .question import COUNTED_EXACTLY, Page, Query, check_budget
from .shapes import Kept, Places, Shapes, shape_of

LiveFormula = Callable[[Context, "Reading", Any], sa.ColumnElement[bool]]


class Reading:
    """One actor's view of one form's table, on one connection. Raises NotFound for who reads nothing of the form."""

    def __init__(
        self,
        context: Context,
        connection: sa.Connection,
        plans: Plans,
        plan: FormPlan,
        formula: LiveFormula | None = None,
        *,
        derives: bool = True,
        rights: Rights | None = None,
    ) -> None:
        """`formula` works out a formula in a filter, see live.py; without it there can be none. `derives=False` leaves
        out what is worked out when read: for those that work it out. `rights`: fewer than the actor's, where only some
        of his grants hold."""
        self.context = context
        self._formula = formula
        self.plan = plan
        self.rights: Rights = rights_on(context, plans, plan) if rights is None else rights
        if not self.rights.grants:
            raise NotFound
        self.plans = plans
        self.connection = connection
        self._scopes = [scope_condition(context, plan, grant, connection) for grant in self.rights.grants]
        self._all_rows = any(grant.tree is True for grant in self.rights.grants)
        self._uniform = len({grant.reads for grant in self.rights.grants}) == 1
        self._masks: dict[tuple[Any, ...], frozenset[str]] = {}
        self.readable = self.rights.readable
        self._shown = [key for key in plan.fields if key in self.readable]
        self.derived: Derived = self._derived(context) if derives and plan.derived else {}
        if plan.derived:
            gone = {field.key for field in plan.derived} - self.derived.keys()
            self._shown = [key for key in self._shown if key not in gone]
        self._sides = {side.key: side for side in plan.sides if side.key in self.readable}

    @property
    def always_readable(self) -> frozenset[str]:
        """The fields and columns that the actor sees in whatever row he reads."""
        return frozenset.intersection(*(grant.reads for grant in self.rights.grants))

    @property
    def reads_everything(self) -> bool:
        """Whether the actor reads all rows, and in all of them the same fields."""
        return self._all_rows and self._uniform

    def reads_alike(self, names: Iterable[str]) -> bool:
        """Whether the actor reads these columns of all rows, and none of them is worked out when read: what he reads
        then stands in the plans alone."""
        return self.reads_everything and not any(
            name in self.plan.fields and self.plan.fields[name].derived for name in names
        )

    def one(self, id: str, *, deleted: bool = False) -> Record:
        """The record of that id. Raises NotFound for one that is absent or not for these eyes."""
        found = self.some([id], deleted=deleted)
        if not found:
            raise NotFound
        return found[0]

    def some(self, ids: Iterable[str], *, deleted: bool = False, lock: bool = False) -> list[Record]:
        """Those of the records that may be seen. `lock` holds them unchanged until the transaction ends."""
        keys = self._keys(None)
        wanted, id, dialect = list(ids), self.plan.table.c.id, self.connection.dialect
        if len(wanted) == 1 and self._is_kept(keys) and not lock:
            name = ("one", self.plan.name, tuple(keys), deleted, dialect.name)
            asked = id == sa.bindparam("of_id")
            one = self.plans.once(name, lambda: Selected(dialect, self._select(keys, deleted).where(asked)))
            return self._records(keys, one.rows(self.connection, {"of_id": wanted[0]}))
        statement = self._select(keys, deleted).where(id.in_(wanted))
        if lock:
            statement = statement.with_for_update(read=True)
        return self._records(keys, self.connection.execute(statement).all())

    def page(self, query: Query, *, deleted_since: datetime | None = None) -> Page:
        """A page of records, or of those that were deleted since a moment. Raises UnknownField, BadQuery, InvalidValue,
        LimitExceeded."""
        check_budget(query)
        shown, gone = self._keys(query.fields), deleted_since is not None
        if not gone and (kept := self._kept(query, shown)) is not None:
            return kept
        conditions = self._conditions(query)
        if gone:
            conditions.append(self.plan.table.c.deleted_at >= deleted_since)
        keys = self._order(query)
        values = self._begin(query, keys)
        counted = self._count(conditions, gone) if query.count else (None, True)
        if query.skip:
            bare = self._from(sa.select(), gone).where(*conditions)
            if (values := passed(self.connection, bare, keys, values, query.skip)) is None:
                return self._page(query, shown, [], (), counted)
        select, places = _with_sort_values(self._select(shown, gone).where(*conditions), keys)
        rows = self._rows(query.limit + 1, select, keys, values)
        return self._page(query, shown, rows, places, counted)

    def standing(self, system: Sequence[str]) -> sa.Select[Any] | None:
        """The statement of all records, oldest first: the system columns named and all fields the actor sees. None
        where it is not the same each time under these rights, or a row does not say all of its record."""
        if not self.reads_everything or self.derived or self._sides:
            return None
        columns = [self.plan.table.c[name] for name in (*system, *self._shown)]
        return self._from(sa.select(*columns)).order_by(self.plan.table.c.id)

    def _begin(self, query: Query, keys: Sequence[SortKey]) -> list[Any] | None:
        """The sort values of the row before the page; None for the first page. Raises BadQuery."""
        if not query.cursor:
            return None
        values = unpack(_identity(self.plan, query), query.cursor, [key.type for key in keys])
        if None in [v for v, key in zip(values, keys, strict=True) if not key.nullable]:
            raise bad_cursor()
        return values

    def _page(
        self,
        query: Query,
        shown: Sequence[str],
        rows: Sequence[Any],
        places: Sequence[int],
        counted: tuple[int | None, bool],
    ) -> Page:
        """The page made of its rows and one more, if there is one; `places`: where in them the sort values stand."""
        more = len(rows) > query.limit
        rows = rows[: query.limit]
        cursor = pack(_identity(self.plan, query), [rows[-1][place] for place in places]) if more else None
        return Page(self._records(shown, rows), cursor, *counted)

    def _kept(self, query: Query, shown: Sequence[str]) -> Page | None:
        """The page by statements that are kept for its shape; None where they must be made for it alone."""
        # Whose rights depend on the row or the moment has statements of his own.
        if query.search or query.cursor or query.skip or self.derived or not (self._all_rows and self._uniform):
            return None
        raws: list[tuple[Any, str]] = []
        filters = None if query.filter is None else shape_of(query.filter, raws)
        if (query.filter is not None and filters is None) or not all(isinstance(name, str) for name in query.sort):
            return None
        shapes = self.plans.once(("shapes", self.rights), Shapes)
        shape = (filters, query.sort, query.fields, query.count)
        kept = shapes.once(shape, lambda: self._built_shape(query, shown))
        if kept is None:
            return None
        values = kept.places.values(raws)
        rows: list[Any] = []
        for half in kept.halves:
            if len(rows) <= query.limit:
                rows += half.rows(self.connection, {**values, "wanted": query.limit + 1 - len(rows)})
        counted: tuple[int | None, bool] = (None, True)
        if kept.count is not None:
            counted = _counted(kept.count.rows(self.connection, values)[0][0])
        return self._page(query, shown, rows, kept.sorted_by, counted)

    def _built_shape(self, query: Query, shown: Sequence[str]) -> Kept | None:
        places = Places()
        conditions = self._conditions(query, places.condition)
        if not places.fit:
            return None
        keys, dialect = self._order(query), self.connection.dialect
        wanted = sa.bindparam("wanted", type_=sa.Integer)
        select, sorted_by = _with_sort_values(self._select(shown).where(*conditions), keys)
        pages = [page.limit(wanted) for page in in_parts(select, keys, None)]
        count = Selected(dialect, self._counting(conditions)) if query.count else None
        return Kept(places, [Selected(dialect, page) for page in pages], sorted_by, count)

    def count(self, query: Query) -> tuple[int, bool]:
        """How many records there are, and whether that is exact."""
        check_budget(query)
        return self._count(self._conditions(query))

    def matching(self, statement: sa.Select[Any], query: Query) -> sa.Select[Any]:
        """`statement` on the rows that the query finds; its columns must be masked by `visible`. Raises as `page`."""
        check_budget(query)
        return self._from(statement).where(*self._conditions(query))

    def holds(self, tree: Any) -> sa.ColumnElement[bool]:
        """A filter as a condition, for statements made by `matching`. Raises as `page`."""
        query = Query(filter=tree)
        check_budget(query)
        return sa.and_(sa.true(), *self._conditions(query))

    def rows_showing(self, names: Iterable[str]) -> sa.Subquery | None:
        """The rows in which the actor sees all of the named columns, with these and the id; None when in no row."""
        found = [find(self.plan, name, self.derived) for name in sorted({*names, "id"})]
        known = [one for one in found if one is not None and (one.system or one.key in self.readable)]
        if len(known) < len(found):
            return None
        scopes = [self.visible(one.key) for one in known if not one.system]
        statement = self._from(sa.select(*(one.column.label(one.key) for one in known)))
        return statement.where(*(scope for scope in scopes if scope is not None)).subquery()

    def rows(self, statement: sa.Select[Any]) -> list[Any]:
        """The rows of a statement made by `matching`."""
        return list(self.connection.execute(statement).all())

    def visible(self, key: str) -> sa.ColumnElement[bool] | None:
        """The rows in which the actor sees the field; None when in all that he reads."""
        showing = [grant for grant in self.rights.grants if key in grant.reads]
        if len(showing) == len(self.rights.grants) or any(grant.tree is True for grant in showing):
            return None
        scopes = zip(self.rights.grants, self._scopes, strict=True)
        return sa.or_(sa.false(), *(scope for grant, scope in scopes if key in grant.reads))

    def _rows(
        self, wanted: int, select: sa.Select[Any], keys: Sequence[SortKey], values: Sequence[Any] | None
    ) -> list[Any]:
        """Rows in order."""
        rows: list[Any] = []
        for part in in_parts(select, keys, values):
            if len(rows) < wanted:
                rows += self.connection.execute(part.limit(wanted - len(rows))).all()
        return rows

    def _live(self, tree: Any) -> sa.ColumnElement[bool]:
        """A formula in a filter."""
        if self._formula is None:
            raise BadQuery(reason={"zh-CN": "这里不能用公式筛选", "en": "a formula cannot filter here"})
        return self._formula(self.context, self, tree)

    def _conditions(self, query: Query, says: Says = said) -> list[sa.ColumnElement[bool]]:
        conditions = []
        if query.filter is not None:
            tree, derived = query.filter, self.derived
            conditions.append(
                filter_condition(self.plan, self.readable, self.visible, self._live, tree, derived=derived, says=says)
            )
        if query.search.strip():
            text = query.search.strip().replace("\0", "")
            conditions.append(search_condition(self.plan, self.readable, self.visible, text))
        return conditions

    def _count(self, conditions: Sequence[sa.ColumnElement[bool]], deleted: bool = False) -> tuple[int, bool]:
        return _counted(self.connection.execute(self._counting(conditions, deleted)).scalar_one())

    def _counting(self, conditions: Sequence[sa.ColumnElement[bool]], deleted: bool = False) -> sa.Select[Any]:
        rows = self._from(sa.select(sa.literal(1)), deleted).where(*conditions).limit(COUNTED_EXACTLY + 1).subquery()
        return sa.select(sa.func.count()).select_from(rows)

    def _keys(self, wanted: tuple[str, ...] | None) -> list[str]:
        """The fields to read: those the actor sees in some row, as far as wanted. Raises UnknownField."""
        for index, key in enumerate(wanted or ()):
            named(self.plan, self.readable, key, f"/fields/{index}", self.derived)
        return [key for key in self._shown if wanted is None or key in wanted]

    def _select(self, keys: Sequence[str], deleted: bool = False) -> sa.Select[Any]:
        """System columns, then the fields `keys`, then which grants hold in the row if that makes a difference.

        Where the actor reads all rows alike and wants all he sees, the statement is kept with the plans: as many as
        there are combinations of roles, never as many as there are wishes.
        """
        if self._is_kept(keys):
            name = ("select", self.plan.name, tuple(keys), deleted)
            return self.plans.once(name, lambda: self._built(keys, deleted))
        return self._built(keys, deleted)

    def _is_kept(self, keys: Sequence[str]) -> bool:
        return self._uniform and self._all_rows and len(keys) == len(self._shown) and not self.derived

    def _built(self, keys: Sequence[str], deleted: bool) -> sa.Select[Any]:
        table, derived = self.plan.table, self.derived
        own = [derived[key].label(key) if key in derived else table.c[key] for key in self._stored(keys)]
        columns = [*(table.c[name] for name in SYSTEM_COLUMNS), *own]
        flags = [] if self._uniform else [scope.label(f"_grant_{i}") for i, scope in enumerate(self._scopes)]
        return self._from(sa.select(*columns, *flags), deleted)

    def _derived(self, context: Context) -> Elements:
        """The SQL of the fields that are worked out when read, as far as the actor sees them."""

        def reading(acting: Context, plan: FormPlan) -> "Reading | None":
            try:
                return Reading(acting, self.connection, self.plans, plan)
            except NotFound:
                return None

        wanted = [field for field in self.plan.derived if field.key in self.readable and field.derived != "related"]
        return Elements(Deriving(context, self.connection, self.plans, self.plan, reading), wanted)

    def _from(self, statement: sa.Select[Any], deleted: bool = False) -> sa.Select[Any]:
        """Restricted to the rows the actor reads, living or deleted."""
        gone = self.plan.table.c.deleted_at
        statement = statement.select_from(self.plan.table).where(gone.is_not(None) if deleted else gone.is_(None))
        return statement if self._all_rows else statement.where(sa.or_(*self._scopes))

    def _order(self, query: Query) -> list[SortKey]:
        keys: list[SortKey] = []
        for index, name in enumerate(query.sort):
            if not isinstance(name, str):
                raise BadQuery(
                    pointer=f"/sort/{index}", reason={"zh-CN": "排序字段有误", "en": "a sort field is a text"}
                )
            descending = name.startswith("-")
            found = named(self.plan, self.readable, name.removeprefix("-"), f"/sort/{index}", self.derived)
            if not found.sortable:
                reason = {"zh-CN": f"「{found.key}」不能排序", "en": f"{found.key} cannot be sorted by"}
                raise BadQuery(pointer=f"/sort/{index}", reason=reason)
            scope = None if found.system else self.visible(found.key)
            element = found.order
            if scope is not None:
                element = sa.type_coerce(sa.case((scope, element), else_=None), element.type)
            steps: tuple[sa.ColumnElement[bool], ...] = ()
            if found.walked and not keys and self._all_rows and scope is None and not (query.filter or query.search):
                steps = steps_of(found)
            keys.append(SortKey(element, found.order_type, descending, found.nullable, steps))
            if found.key == "id":
                return keys
        # Newest first unless asked otherwise; the id follows the first key's direction, as the indexes do.
        last = find(self.plan, "id")
        assert last is not None
        return [*keys, SortKey(last.column, last.order_type, keys[0].descending if keys else True, False)]

    def _records(self, keys: Sequence[str], rows: Sequence[Any]) -> list[Record]:
        plan, stored = self.plan, self._stored(keys)
        first, last = len(SYSTEM_COLUMNS), len(SYSTEM_COLUMNS) + len(stored)
        if self._uniform:
            found = [Record(plan, dict(zip(stored, row[first:last], strict=True)), *row[:first]) for row in rows]
            masks = [self.readable] * len(rows)
        else:
            found, masks = [], [self._seen(row[last : last + len(self._scopes)]) for row in rows]
            for row, seen in zip(rows, masks, strict=True):
                values = {key: value for key, value in zip(stored, row[first:last], strict=True) if key in seen}
                found.append(Record(plan, values, *row[:first]))
        if self._sides:
            self._add_members([key for key in keys if key in self._sides], found, masks)
        return found

    def _stored(self, keys: Sequence[str]) -> Sequence[str]:
        """Those of the fields that have a column in the form's table."""
        return [key for key in keys if key not in self._sides] if self._sides else keys

    def _add_members(self, keys: Sequence[str], records: Sequence[Record], masks: Sequence[frozenset[str]]) -> None:
        """The values that live in tables of their own, for all records at once."""
        for key in keys:
            side = self._sides[key]
            wanted = [column for column in side.columns if f"{key}.{column}" in self.readable]
            found = members(self.connection, side, [record.id for record in records], wanted)
            for record, seen in zip(records, masks, strict=True):
                if key in seen:
                    record.values[key] = cut(side.field, found.get(record.id), seen)

    def _seen(self, flags: tuple[Any, ...]) -> frozenset[str]:
        """The fields shown by the grants that hold."""
        if flags not in self._masks:
            holding = [grant.reads for grant, holds in zip(self.rights.grants, flags, strict=True) if holds]
            self._masks[flags] = frozenset().union(*holding)
        return self._masks[flags]


def _with_sort_values(select: sa.Select[Any], keys: Sequence[SortKey]) -> tuple[sa.Select[Any], list[int]]:
    """The statement with what it is sorted by, and the places of that in its rows; most often it is there already."""
    columns: list[Any] = list(select.selected_columns)
    known, places = {id(column): place for place, column in enumerate(columns)}, []
    for number, key in enumerate(keys):
        if (place := known.get(id(key.element))) is None:
            place = len(columns)
            columns.append(key.element.label(f"_sort_{number}"))
            select = select.add_columns(columns[-1])
        places.append(place)
    return select, places


def _identity(plan: FormPlan, query: Query) -> str:
    """To what a cursor belongs."""
    return f"{plan.name}:{','.join(query.sort)}"


def _counted(found: int) -> tuple[int, bool]:
    """How many, and whether that is exact; the database counts one beyond what is told."""
    return min(found, COUNTED_EXACTLY), found <= COUNTED_EXACTLY
