"""What may be asked of a form's records, and the budget that keeps one question from stopping all others."""

from dataclasses import dataclass, field
from typing import Any

from ...errors import LimitExceeded
from ..errors import BadQuery
from ..record import Record

MAX_LIMIT = 200
MAX_CONDITIONS = 50
MAX_DEPTH = 5
MAX_SORT = 5
MAX_SEARCH = 200
MAX_GROUPS = 100
MAX_SKIP = 10_000_000
COUNTED_EXACTLY = 10_000


@dataclass(frozen=True, slots=True)
class Query:
    """filter: {"field", "operator", "value"} or {"all"|"any": [filter, …]}; sort: ("-budget", "company"), "-" for
    descending, empty values last; cursor: `next_cursor` of the page before; skip: how many records to leave out after
    it, or from the beginning; fields: those wanted, None for all."""

    filter: Any = None
    sort: tuple[str, ...] = ()
    limit: int = 50
    cursor: str | None = None
    fields: tuple[str, ...] | None = None
    search: str = ""
    count: bool = False
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """`total` is None when not asked for; beyond 10,000 it is a floor and `total_exact` is False."""

    items: list[Record] = field(default_factory=list)
    next_cursor: str | None = None
    total: int | None = None
    total_exact: bool = True


def check_budget(query: Query) -> None:
    """Raises LimitExceeded or BadQuery before anything is worked out."""
    _within(query.limit, MAX_LIMIT, "每页条数", "records a page")
    _within(query.skip, MAX_SKIP, "跳过的条数", "records left out")
    _within(len(query.sort), MAX_SORT, "排序字段数", "sort fields")
    _within(len(query.search), MAX_SEARCH, "搜索词长度", "the length of a search")
    if query.limit < 1:
        raise BadQuery(reason={"zh-CN": "每页至少 1 条", "en": "a page holds at least one record"})
    if query.filter is not None:
        _within(_conditions(query.filter, 1), MAX_CONDITIONS, "筛选条件数", "conditions of a filter")


def check_groups(most: int) -> None:
    """Raises LimitExceeded or BadQuery for a number of groups that cannot be given."""
    _within(most, MAX_GROUPS, "分组数", "groups")
    if most < 1:
        raise BadQuery(reason={"zh-CN": "至少要有一组", "en": "there must be at least one group"})


def _conditions(group: Any, depth: int) -> int:
    _within(depth, MAX_DEPTH, "筛选层数", "levels of a filter")
    if isinstance(group, dict) and len(group) == 1:
        members = group.get("all", group.get("any"))
        if isinstance(members, list):
            return sum(_conditions(member, depth + 1) for member in members)
    return 1


def _within(value: int, limit: int, chinese: str, english: str) -> None:
    if value > limit:
        raise LimitExceeded(what={"zh-CN": chinese, "en": english}, limit=limit)
