"""What breaks when a field is removed: every place that names it, what publishing would refuse, how many records hold a
value. The check at publishing asks the same graph, so that both say the same places."""

from collections.abc import Iterator
from typing import Any

from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import InvalidDefinition, NotFound
from ...runtime.forms import FormPlan, form_plan
from ...runtime.localized import LOCALES, Localized, text
from ...runtime.records.querying.question import Query
from ...runtime.records.reading import open_reading
from ..patching.words import place_words
from .graph import APP, Dangling, Edge, Graph, Node, graph_of
from .languages import FIELD
from .seeing import Sight
from .tracing import Naming, fields_of, type_title

# Where a name that is not there shows as empty, and nothing is refused.
_LENIENT = frozenset({"message", APP})


def touched(context: Context, id: str) -> dict[str, Any]:
    """{"node", "places", "refused", "holding", "exact"} for a field. A place is a node with how it uses the field, its
    pointer, what that leads to in words, and whether publishing would refuse it. "holding": records with a value, as
    far as the reader sees; None where none is stored. Raises NotFound."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    graph = graph_of(plans)
    sight = Sight(context, plans, graph)
    naming = Naming(context, plans, graph, sight)
    node = graph.nodes.get(id)
    if node is None or node.type != FIELD or not sight.sees(id):
        raise NotFound
    places = [
        naming.node(graph.nodes[edge.of], 0)
        | {"how": edge.how, "pointer": edge.pointer, "refused": edge.document[0] not in _LENIENT}
        | {"words": _words(plans, edge, context.locale)}
        for edge in _edges(graph, node)
        if sight.sees(edge.of)
    ]
    holding = _holding(context, plans, node)
    return {
        "node": naming.node(node, 0),
        "places": places,
        "refused": sum(place["refused"] for place in places),
        "holding": None if holding is None else holding[0],
        "exact": holding is None or holding[1],
    }


def _words(plans: Plans, edge: Edge, locale: str) -> str:
    """Where in its document; with the document's title where that of the part alone would not tell."""
    kind, app, key = edge.document
    if kind == APP:
        return ""
    document = plans.get(kind, app, key).document
    place = place_words(document, edge.pointer, locale)
    step = not edge.of.startswith((f"{kind}:", f"{FIELD}:", "rule:", "check:"))
    return " · ".join(filter(None, [str(text(document.get("title", key), locale)) if step else "", place]))


def _edges(graph: Graph, node: Node) -> Iterator[Edge]:
    """The edges that name the field, or a column of it, from elsewhere."""
    going = {one.id for one in fields_of(graph, node)}
    for id in sorted(going):
        yield from (edge for edge in graph.touching(id) if edge.of not in going)


def _holding(context: Context, plans: Plans, node: Node) -> tuple[int, bool] | None:
    form = form_plan(plans, node.app, node.key)
    if not _is_stored(form, node.part):
        return None
    with open_reading(context, node.app, node.key) as reading:
        return reading.count(Query(filter={"field": node.part, "operator": "not_empty"}))


def _is_stored(form: FormPlan, key: str) -> bool:
    field = form.fields.get(key) or form.columns.get(key)
    return field is not None and getattr(field, "derived", None) is None and "not_empty" in field.type.filters


def removed_fields(before: Plans, after: Plans) -> list[tuple[tuple[str, str, str], InvalidDefinition]]:
    """What documents still say of fields that were there and are gone: (kind, app, key) of each, and the error with its
    pointer."""
    was, found = graph_of(before).nodes, []
    for one in graph_of(after).dangling:
        gone = was.get(f"{FIELD}:{one.app}.{one.form}.{one.key}")
        if gone is not None and one.document[0] not in _LENIENT:
            found.append((one.document, _still_named(after, one, gone)))
    return found


def _still_named(plans: Plans, one: Dangling, gone: Node) -> InvalidDefinition:
    kind, app, key = one.document
    document = plans.get(kind, app, key).document
    named: Localized = document.get("title", key)
    field = {locale: text(gone.title or gone.part, locale) for locale in LOCALES}
    label = {locale: text(type_title(kind), locale) for locale in LOCALES}
    return InvalidDefinition(
        document={
            "zh-CN": f"{label['zh-CN']}「{text(named, 'zh-CN')}」",
            "en": f"{label['en'].lower()} {text(named, 'en')}",
        },
        pointer=one.pointer,
        reason={
            "zh-CN": f"还在用已删除的字段「{field['zh-CN']}」，先改这里，或保留该字段",
            "en": f"it still uses the removed field {field['en']}; change this first, or keep the field",
        },
    )
