"""Which nodes of the graph a reader may know of: what he may not see is in no answer and in no count of one.

Fields and forms are seen as his roles say. Who reads or filters by a field is seen only by whoever sees that field too:
a view, metric or rule would otherwise tell of it. Roles and parameters are seen by those who administer them.
"""

from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.forms.system_columns import SYSTEM_COLUMNS
from ...runtime.people import FormAccess, access_to, rights_of
from .graph import APP, TELLING, Graph, Node
from .languages import FIELD, PARAMETER

_RIGHTS = {"role": "people.read", APP: "market.install", PARAMETER: "market.install"}


class Sight:
    """What one reader sees of a graph."""

    def __init__(self, context: Context, plans: Plans, graph: Graph) -> None:
        self._context = context
        self._plans = plans
        self._graph = graph
        self._rights = rights_of(context.actor, plans)
        self._known: dict[str, bool] = {}
        self._accesses: dict[tuple[str, str], FormAccess] = {}

    def sees(self, id: str) -> bool:
        """Whether the reader may know of this node."""
        if (known := self._known.get(id)) is None:
            node = self._graph.nodes.get(id)
            known = self._known[id] = node is not None and self._may(node)
        return known

    def reads(self, app: str, form: str, key: str) -> bool:
        """Whether he reads a field, or a column of lines, in some row."""
        access = self._access(app, form)
        return access.may("read") and (key in SYSTEM_COLUMNS or access.readable(key))

    def _may(self, node: Node) -> bool:
        if node.type == FIELD:
            return self.reads(node.app, node.key, node.part)
        if node.type in _RIGHTS:
            return _RIGHTS[node.type] in self._rights
        if node.type == "form":
            return self._access(node.app, node.key).may("read")
        if node.about is not None and not self._access(*node.about).may("read"):
            return False
        before = self._graph.before.get(node.id, ())
        if not all(self._sees_source(edge.source) for edge in before if edge.how in TELLING):
            return False
        given = {edge.source.partition(":")[2] for edge in before if edge.how == "uses" and edge.source[:5] == "role:"}
        if given and "market.install" not in self._rights and not given & self._context.actor.roles:
            # A document given to roles, such as a page, is for their holders.
            return False
        return node.about is not None or "market.install" in self._rights or self._has_neighbour(node)

    def _sees_source(self, id: str) -> bool:
        source = self._graph.nodes[id]
        return source.type != FIELD or self.sees(id)

    def _has_neighbour(self, node: Node) -> bool:
        """Of what belongs to no form only what touches something he sees is for his eyes."""
        self._known[node.id] = False
        ids = [edge.source for edge in self._graph.before.get(node.id, ())]
        ids += [edge.target for edge in self._graph.after.get(node.id, ())]
        return any(self.sees(id) for id in ids if self._graph.nodes[id].type not in _RIGHTS)

    def _access(self, app: str, form: str) -> FormAccess:
        if (found := self._accesses.get((app, form))) is None:
            found = self._accesses[app, form] = access_to(self._context, self._plans, app, form)
        return found
