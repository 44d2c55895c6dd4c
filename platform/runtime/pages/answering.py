"""Answer the blocks of a page, each for itself: one that fails or is closed takes nothing from the others."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from ..calendars import local_day
from ..calendars.periods import Period, read_period
from ..context import Context
from ..errors import InvalidValue, NotFound, PlatformError, Unavailable
from ..localized import listed_in_all
from ..logs import Log
from ..metrics.answering import described_period
from ..metrics.drilling import belongs, within
from ..metrics.errors import MetricNotPermitted
from ..metrics.sharing import Sharing
from ..records.errors import UnknownField
from .blocks.asking import Asking, Shared
from .plan import BlockPlan, PagePlan

_log = Log(__name__)
# What one may not see looks like what is not there.
_CLOSED = (NotFound, MetricNotPermitted, UnknownField)


def answer(
    context: Context, page: PagePlan, chosen: Mapping[str, Any], blocks: Collection[str] | None = None
) -> dict[str, Any]:
    """{"as_of", "filters", "period", "blocks"}. chosen: filter → what somebody chose, None for all; a filter that is
    not there has its default. blocks: only these, None for all.

    A block is {"key", "state", "answer", "problem", …}, state "ready", "closed" or "failed". Raises InvalidValue for a
    filter or a block that is not there, or a value that cannot be.
    """
    values = _values(context, page, chosen)
    wanted = _wanted(page, blocks)
    shared = Shared(Sharing(context))
    span = _span(context, page, values)
    answered = [_answered(context, shared, page, block, values, span) for block in wanted]
    return {
        "as_of": shared.answers.as_of,
        "filters": values,
        "period": None if span is None else described_period(span, local_day(context.now(), context.workspace.zone)),
        "blocks": answered,
    }


def _answered(
    context: Context,
    shared: Shared,
    page: PagePlan,
    block: BlockPlan,
    values: Mapping[str, Any],
    span: Period | None,
) -> dict[str, Any]:
    try:
        asking = _asking(context, shared, page, block, values, span)
        found = block.type.answer(asking, block.content)
        return _block(block, "ready", answer=found, period=asking.period, only=asking.only)
    except _CLOSED as error:
        return _block(block, "closed", problem=error.problem(context.locale))
    except PlatformError as error:
        return _block(block, "failed", problem=error.problem(context.locale))
    except SQLAlchemyError:
        _log.error("page.block_failed", page=page.name, block=block.key, exc_info=True)
        return _block(block, "failed", problem=Unavailable().problem(context.locale))


def _block(
    block: BlockPlan,
    state: str,
    *,
    answer: Any = None,
    problem: Any = None,
    period: str | None = None,
    only: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """`period` and `narrowed` are what its figures are narrowed by, for whoever opens the records behind one."""
    return {
        "key": block.key,
        "state": state,
        "answer": answer,
        "problem": problem,
        "period": period,
        "narrowed": only or {},
    }


def _asking(
    context: Context,
    shared: Shared,
    page: PagePlan,
    block: BlockPlan,
    values: Mapping[str, Any],
    span: Period | None,
) -> Asking:
    """The block's question: what is chosen in the filters that it follows."""
    form = block.content.form
    period, only, conditions = None, {}, []
    for key, how in block.follows.items():
        value = values.get(key)
        if not page.filters[key].type.narrows:
            period = None if span is None else span.key
            if how.moment is not None and span is not None and form is not None:
                conditions += within(context, form, how.moment, span)
        elif value is not None and how.dimension is not None and form is not None:
            conditions.append(belongs(context, form, form.moment_field, span, how.dimension, value))
        elif value is not None:
            only[how.key] = value
    return Asking(context, page.app, shared, period, only, tuple(conditions))


def _values(context: Context, page: PagePlan, chosen: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := sorted(chosen.keys() - page.filters.keys()):
        known = listed_in_all(page.filters or ("—",))
        expected = {"zh-CN": f"页面的筛选：{known['zh-CN']}", "en": f"filters of the page: {known['en']}"}
        raise InvalidValue(pointer=f"/filters/{unknown[0]}", expected=expected)
    found = {}
    for key, one in page.filters.items():
        if key not in chosen or (chosen[key] is None and not one.type.narrows):
            found[key] = one.type.default(context, one.default)
            continue
        try:
            found[key] = None if chosen[key] is None else one.type.load(context, chosen[key])
        except InvalidValue as error:
            error.pointer = f"/filters/{key}"
            raise
    return found


def _wanted(page: PagePlan, blocks: Collection[str] | None) -> list[BlockPlan]:
    if blocks is None:
        return list(page.blocks)
    known = [block.key for block in page.blocks]
    if unknown := sorted(set(blocks) - set(known)):
        words = listed_in_all(known)
        expected = {"zh-CN": f"页面的区块：{words['zh-CN']}", "en": f"blocks of the page: {words['en']}"}
        raise InvalidValue(pointer=f"/blocks/{unknown[0]}", expected=expected)
    return [block for block in page.blocks if block.key in blocks]


def _span(context: Context, page: PagePlan, values: Mapping[str, Any]) -> Period | None:
    key = next((values[key] for key, one in page.filters.items() if not one.type.narrows), None)
    return None if key is None else read_period(key, local_day(context.now(), context.workspace.zone))
