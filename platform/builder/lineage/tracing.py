"""Walk the graph from one node: upstream to what people typed, downstream to everything that reads it."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import NotFound
from ...runtime.localized import listed, text
from ..kinds import definition_kinds
from .graph import APP, Edge, Graph, Node, graph_of
from .languages import FIELD, PARAMETER, STEP
from .seeing import Sight

Way = Literal["both", "up", "down"]
WAYS: tuple[Way, ...] = get_args(Way)
# Where a walk ends: through a form or role everything would hang together with everything.
_ENDS = frozenset({"form", "role", APP})
_MOST = 160
# One field of an edge's purpose may be said at several places; so many are told.
_PLACES = 3

TYPE_TITLES: Mapping[str, Mapping[str, str]] = {
    FIELD: {"zh-CN": "字段", "en": "Field"},
    PARAMETER: {"zh-CN": "参数", "en": "Parameter"},
    STEP: {"zh-CN": "流程节点", "en": "Step"},
    "rule": {"zh-CN": "规则", "en": "Rule"},
    "check": {"zh-CN": "校验", "en": "Check"},
    APP: {"zh-CN": "应用权限", "en": "Rights of the app"},
}


def trace(context: Context, id: str, way: Way = "both") -> dict[str, Any]:
    """{"node", "nodes", "edges", "left_out"}: `left_out` is how many nodes more one would see. A node says how far it
    is: less than 0 upstream. Raises NotFound, also for what the reader may not know of."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    graph = graph_of(plans)
    sight = Sight(context, plans, graph)
    if not sight.sees(id):
        raise NotFound
    distances = {id: 0}
    if way != "down":
        _walk(graph, sight, id, -1, distances)
    if way != "up":
        _walk(graph, sight, id, 1, distances)
    near = sorted(distances, key=lambda one: (abs(distances[one]), one))
    named = Naming(context, plans, graph, sight)
    return {
        "node": named.node(graph.nodes[id], 0),
        "nodes": [named.node(graph.nodes[one], distances[one]) for one in near[:_MOST]],
        "edges": _edges(graph, {one: distances[one] for one in near[:_MOST]}),
        "left_out": max(0, len(near) - _MOST),
    }


def _walk(graph: Graph, sight: Sight, start: str, step: int, distances: dict[str, int]) -> None:
    """The nearest first; each node once, also where definitions read each other in a circle."""
    at = [start]
    while at:
        following = []
        for id in at:
            if id != start and graph.nodes[id].type in _ENDS:
                continue
            edges = graph.after.get(id, ()) if step > 0 else graph.before.get(id, ())
            for other in sorted({edge.target if step > 0 else edge.source for edge in edges}):
                if other not in distances and sight.sees(other):
                    distances[other] = distances[id] + step
                    following.append(other)
        at = following


def _edges(graph: Graph, distances: Mapping[str, int]) -> list[dict[str, Any]]:
    """The edges that were walked, those of one sort between two nodes as one: nothing is told of how what comes before
    hangs together with what comes after, but through the node itself."""
    found: dict[tuple[str, str, str], list[Edge]] = {}
    for id, distance in distances.items():
        for edge in graph.after.get(id, ()):
            there = distances.get(edge.target)
            if there is None or not (distance < 0 >= there or distance >= 0 < there):
                continue
            # A form that something upstream is taken from is no reader of it.
            if graph.nodes[edge.target].type in _ENDS and there < 0:
                continue
            found.setdefault((edge.source, edge.target, edge.how), []).append(edge)
    return [
        {
            "from": source,
            "to": target,
            "how": how,
            "document": ".".join(edges[0].document[1:]),
            "pointers": [edge.pointer for edge in edges[:_PLACES]],
        }
        for (source, target, how), edges in sorted(found.items())
    ]


class Naming:
    """Nodes in the reader's words."""

    def __init__(self, context: Context, plans: Plans, graph: Graph, sight: Sight) -> None:
        self._context = context
        self._plans = plans
        self._graph = graph
        self._sight = sight

    def node(self, node: Node, distance: int) -> dict[str, Any]:
        """{"id", "type", "type_title", "title", "app", "key", "part", "form", "form_title", "distance"}."""
        locale = self._context.locale
        about = self._plans.find("form", *node.about) if node.about is not None else None
        return {
            "id": node.id,
            "type": node.type,
            "type_title": text(type_title(node.type), locale),
            "title": self.title(node),
            "app": node.app,
            "key": node.key,
            "part": node.part or None,
            "form": None if about is None else about.name,
            "form_title": None if about is None else text(about.document.get("title", about.key), locale),
            "distance": distance,
        }

    def title(self, node: Node) -> str:
        """What people call it; a rule has no name, so the fields that it governs say which one it is."""
        locale = self._context.locale
        if node.type != "rule":
            return text(node.title, locale) if node.title is not None else node.part or node.key
        governed = {edge.target for edge in self._graph.after.get(node.id, ()) if self._sight.sees(edge.target)}
        fields = listed([self.title(self._graph.nodes[id]) for id in sorted(governed)], locale)
        return text({"zh-CN": f"「{fields or '—'}」的规则", "en": f"Rule for {fields or '—'}"}, locale)


def type_title(type_: str) -> Mapping[str, str]:
    """What a sort of node is called."""
    return TYPE_TITLES[type_] if type_ in TYPE_TITLES else definition_kinds.get(type_).title


def fields_of(graph: Graph, node: Node) -> Iterable[Node]:
    """A field and, of lines, its columns."""
    yield node
    yield from (one for one in graph.nodes.values() if one.type == FIELD and one.id.startswith(f"{node.id}."))
