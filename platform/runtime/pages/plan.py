"""A page compiled: its filters, its blocks, which block follows which filter, whose home it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..forms.locating import located, wrong
from ..forms.settings_loading import load_settings
from ..localized import LOCALES, Localized, text
from .blocks import BlockType, Content, block_types
from .blocks.sources import Sources
from .filters import FilterType, filter_types
from .following import Following, following
from .schema import page_schema

_LAST = 1000


@dataclass(frozen=True, slots=True, eq=False)
class FilterPlan:
    """One filter. `default` is as the page says it, see `FilterType.default`."""

    key: str
    title: Localized
    type: FilterType
    settings: Mapping[str, Any]
    default: Any


@dataclass(frozen=True, slots=True, eq=False)
class BlockPlan:
    """One block: so many of twelve columns wide, so many rows high. follows: filter → how it does."""

    key: str
    title: Localized | None
    type: BlockType
    width: int
    rows: int
    content: Content
    follows: Mapping[str, Following]


@dataclass(frozen=True, slots=True, eq=False)
class PagePlan:
    """Immutable, shared by all requests of one published state. home_of: the roles ("app.role") that begin here;
    shown_to: those who see it, None for all who use the app."""

    app: str
    key: str
    title: Localized
    description: Localized | None
    position: int
    home_of: frozenset[str]
    shown_to: frozenset[str] | None
    filters: Mapping[str, FilterPlan]
    blocks: tuple[BlockPlan, ...]

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"


def page_plan(plans: Plans, app: str, key: str) -> PagePlan:
    """The compiled page; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("page", app, key)
    return plans.once(("page", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> PagePlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(page_schema(), document, _named(document)):
            raise problem
        sources = Sources(plans, definition.app)
        filters = _filters(plans, definition)
        blocks = _blocks(sources, document, filters)
        _check_followed(document, filters, blocks)
        home_of, shown_to = (_roles(sources, document, name) for name in ("home_of", "shown_to"))
    return PagePlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        description=document.get("description"),
        position=document.get("position", _LAST),
        home_of=home_of,
        # A home is its roles' own unless the page names others too.
        shown_to=(home_of | shown_to) or None,
        filters=filters,
        blocks=blocks,
    )


def _filters(plans: Plans, definition: Definition) -> dict[str, FilterPlan]:
    found: dict[str, FilterPlan] = {}
    for index, one in enumerate(definition.document.get("filters", ())):
        with located(f"/filters/{index}"):
            _once(one["key"], found)
            type_ = filter_types.get(one["type"])
            with located("/settings"):
                settings = load_settings(type_.Settings(), one.get("settings", {}))
            type_.check(plans, definition.app, settings, one.get("default"))
            title = one.get("title") or type_.title(plans, definition.app, settings)
            found[one["key"]] = FilterPlan(one["key"], title, type_, settings, one.get("default"))
    if sum(not one.type.narrows for one in found.values()) > 1:
        raise wrong("/filters", "一个页面只能有一个期间筛选", "a page has one period at most")
    return found


def _blocks(sources: Sources, document: Mapping[str, Any], filters: Mapping[str, FilterPlan]) -> tuple[BlockPlan, ...]:
    declared = document.get("filters", ())
    found: dict[str, BlockPlan] = {}
    for index, one in enumerate(document["blocks"]):
        with located(f"/blocks/{index}"):
            _once(one["key"], found)
            type_ = block_types.get(one["type"])
            with located("/settings"):
                content = type_.content(load_settings(type_.Settings(), one.get("settings", {})), sources)
            title = one.get("title") or content.title
            if title is None and not type_.bare:
                raise wrong("/title", "这个区块要有标题", "this block needs a title")
        follows = {}
        for number, filter in enumerate(declared):
            with located(f"/filters/{number}"):
                type_of_filter = filters[filter["key"]].type
                inside = filter.get("in", {})
                how = following(sources.plans, type_of_filter, filter.get("by"), inside, one["key"], content)
            if how is not None:
                follows[filter["key"]] = how
        found[one["key"]] = BlockPlan(one["key"], title, type_, one["width"], one.get("rows", 1), content, follows)
    return tuple(found.values())


def _once(key: str, known: Mapping[str, Any]) -> None:
    if key in known:
        raise wrong("/key", f"标识「{key}」出现了两次", f"the key {key} appears twice")


def _check_followed(
    document: Mapping[str, Any], filters: Mapping[str, FilterPlan], blocks: tuple[BlockPlan, ...]
) -> None:
    """A filter that moves nothing would only puzzle, and so would one that speaks of a block that is not there."""
    known = {block.key for block in blocks}
    for index, one in enumerate(document.get("filters", ())):
        for key in one.get("in", {}):
            if key not in known:
                raise wrong(f"/filters/{index}/in/{key}", f"没有区块「{key}」", f"there is no block {key}")
        if not any(one["key"] in block.follows for block in blocks):
            raise wrong(
                f"/filters/{index}",
                f"没有区块跟随筛选「{one['key']}」：用 by 或 in 写明维度或字段",
                f"no block follows the filter {one['key']}: name a dimension or field by `by` or `in`",
            )


def _roles(sources: Sources, document: Mapping[str, Any], name: str) -> frozenset[str]:
    found = set()
    for index, key in enumerate(document.get(name, ())):
        sources.named("role", key, f"/{name}/{index}")
        found.add(sources.plans.get("role", sources.app, key).name)
    return frozenset(found)


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"页面「{shown['zh-CN']}」", "en": f"page {shown['en']}"}
