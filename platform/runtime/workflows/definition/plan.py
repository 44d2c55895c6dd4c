"""A workflow compiled: nodes with settings made ready, ways by outcome, limits; checked as a whole.

A plan belongs to one revision of the document, named by its hash, and to one published state of forms and parameters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...definitions import Definition, Plans
from ...definitions.shape import shape_problems
from ...errors import InvalidDefinition, PlatformError, UnknownType
from ...expressions import Type
from ...forms import FormPlan, no_form
from ...forms.locating import located, wrong
from ...forms.settings_loading import load_settings
from ...localized import LOCALES, Localized, text
from ...triggers.listening import listener_of, read_trigger
from ..engine.subject import NoRecord, Subject
from ..errors import StepOutdated
from ..node import CLOCKS, NodeType, node_types
from .graph import END, START, TOO_OFTEN, Edge, check_graph
from .limits import Limit, load_limit
from .names import Expression, Names
from .outputs import ALWAYS, Outputs
from .schema import workflow_schema
from .settings import ready


@dataclass(frozen=True, slots=True, eq=False)
class NodePlan:
    """A node ready for work. `parameters` are those it reads. `ways` leads from outcomes to nodes. `most_visits`: how
    often it may be entered before it is left by `too_often` at once. `outputs`: the types of what it tells. `outdated`:
    why a pinned one cannot work, since what it names is there no more; settings are then as loaded, and no limits."""

    key: str
    title: Localized
    type: NodeType
    settings: dict[str, Any]
    limits: tuple[Limit, ...]
    parameters: tuple[str, ...]
    outcomes: tuple[str, ...]
    ways: dict[str, str]
    targets: tuple[str, ...]
    most_visits: Expression | None = None
    outputs: Mapping[str, Type] = field(default_factory=dict)
    outdated: Localized | None = None

    def next(self, outcome: str) -> str | None:
        """Where an outcome leads; a node without any way ends its branch. None: nobody said where."""
        return self.ways.get(outcome) if self.targets else END


@dataclass(frozen=True, slots=True, eq=False)
class ScopePlan:
    """Nodes with deadlines in common. `ways` leads from what its limits leave by to nodes. `outdated` as of a node."""

    key: str
    title: Localized
    nodes: frozenset[str]
    limits: tuple[Limit, ...]
    parameters: tuple[str, ...]
    ways: dict[str, str]
    settings: Mapping[str, Any] = field(default_factory=dict)
    outdated: Localized | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WorkflowPlan:
    """Immutable and shared by all transitions of one published state."""

    app: str
    key: str
    hash: str
    revision: int
    title: Localized
    # Of the record its instances are about; see `no_form` where they are about none.
    form: FormPlan
    start: tuple[str, ...]
    nodes: dict[str, NodePlan]
    # The join of each node that splits.
    joins: Mapping[str, str] = field(default_factory=dict)
    # The nodes that split around each node, the outer first.
    inside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The innermost loop around each node whose visits are bounded: entered from outside, they are counted anew.
    loops: Mapping[str, frozenset[str]] = field(default_factory=dict)
    # Outer ones before those within.
    scopes: Mapping[str, ScopePlan] = field(default_factory=dict)
    # What its instances are about.
    subject: type[Subject] = Subject
    # Under which types what the trigger told is read.
    told: Mapping[str, Type] = field(default_factory=dict)


def check_current(part: NodePlan | ScopePlan) -> None:
    """Raises StepOutdated where what it names is there no more."""
    if part.outdated is not None:
        raise StepOutdated(reason=part.outdated)


def workflow_plan(plans: Plans, app: str, key: str) -> WorkflowPlan:
    """The compiled current revision. Raises NotFound, InvalidDefinition."""
    definition = plans.get("workflow", app, key)
    name = ("workflow", definition.app, definition.key, definition.hash)
    plan = plans.once(name, lambda: compile_workflow(plans, definition))
    with located("", _named(definition.document)):
        listener_of(plans, definition)
    return plan


def compile_workflow(plans: Plans, definition: Definition, *, pinned: bool = False) -> WorkflowPlan:
    """Raises InvalidDefinition with document, pointer and words. Where instances are `pinned` to it, a step of which
    something is wrong stops them when they come to it, and no sooner."""
    with located("", _named(definition.document)):
        _check_shape(definition.document)
        return _Compiler(plans, definition, pinned=pinned).workflow()


def names_of(plans: Plans, definition: Definition) -> tuple[Names, Mapping[str, Outputs]]:
    """What the settings of a workflow may refer to, and what each of its steps tells. Raises InvalidDefinition."""
    with located("", _named(definition.document)):
        _check_shape(definition.document)
        compiler = _Compiler(plans, definition)
        return compiler.names(), compiler.told


class _Compiler:
    def __init__(self, plans: Plans, definition: Definition, *, pinned: bool = False) -> None:
        self._plans = plans
        self._pinned = pinned
        self._definition = definition
        self._document = definition.document
        with located("/trigger"):
            self._trigger = read_trigger(plans, definition.app, self._document["trigger"])
        self._form = self._trigger.form or no_form(plans, definition.app)
        self.told: dict[str, Outputs] = {one["key"]: ALWAYS for one in self._document.get("scopes", ())}
        self.told |= {one["key"]: self._outputs(one) for one in self._document["nodes"]}

    @property
    def _clock(self) -> str:
        """By which limits count that do not say it."""
        return str(self._document.get("clock", CLOCKS[0]))

    def workflow(self) -> WorkflowPlan:
        definition = self._definition
        edges = [_edge(index, edge) for index, edge in enumerate(self._document["edges"])]
        nodes: dict[str, NodePlan] = {}
        for index, document in enumerate(self._document["nodes"]):
            with located(f"/nodes/{index}"):
                if document["key"] in nodes:
                    key = document["key"]
                    raise wrong("/key", f"两个节点的标识都是「{key}」", f"two steps have the key {key}")
                nodes[document["key"]] = self._node(document, edges)
        scopes = self._scopes(edges)
        shape = check_graph(
            {key: (node.type, node.outcomes, index) for index, (key, node) in enumerate(nodes.items())},
            edges,
            {
                one["key"]: (scopes[one["key"]].nodes, _left_by(one["limits"]), index)
                for index, one in enumerate(self._document.get("scopes", ()))
            },
        )
        with located("/trigger/where"):
            if "where" in self._document["trigger"] and not self._pinned:
                self.names().expression(self._document["trigger"]["where"])
        return WorkflowPlan(
            app=definition.app,
            key=definition.key,
            hash=definition.hash,
            revision=definition.revision,
            title=self._document["title"],
            form=self._form,
            start=tuple(edge.end for edge in edges if edge.start == START),
            nodes=nodes,
            joins=shape.joins,
            inside=shape.inside,
            loops=shape.loops,
            scopes=dict(sorted(scopes.items(), key=lambda one: len(one[1].nodes), reverse=True)),
            subject=Subject if self._form.key else NoRecord,
            told={path[1]: type_ for path, type_ in self._trigger.outputs.items()},
        )

    def _node(self, document: Mapping[str, Any], edges: list[Edge]) -> NodePlan:
        with located("/type"):
            type_ = node_types.get(document["type"])
        names, leaving = self.names(), [edge for edge in edges if edge.start == document["key"]]
        with located("/settings"):
            settings = load_settings(type_.Settings(), document.get("settings", {}))
        limits: tuple[Limit, ...] = ()
        most_visits = outdated = None
        try:
            with located("/settings"):
                settings = ready(type_.Settings(), settings, names)
                type_.check(settings, names)
            limits = tuple(load_limits(type_, document.get("limits", ()), names, type_.acts_of(settings), self._clock))
            most_visits = _most_visits(document, type_, names)
        except PlatformError as error:
            outdated = self._outdated(error)
        bounded = [TOO_OFTEN] if document.get("most_visits") is not None else []
        outcomes = (*type_.outcomes_of(settings), *_left_by(document.get("limits", ())), *bounded)
        if outdated:
            # Those of its edges too: some are known only where all is well.
            outcomes += tuple(outcome for edge in leaving for outcome in edge.when)
        return NodePlan(
            key=document["key"],
            title=document["title"],
            type=type_,
            settings=settings,
            limits=limits,
            parameters=self._parameters(names, outdated),
            outcomes=tuple(dict.fromkeys(outcomes)),
            ways=_ways(outcomes, leaving, type_.optional),
            targets=tuple(edge.end for edge in leaving),
            most_visits=most_visits,
            outputs=self.told[document["key"]] or {},
            outdated=outdated,
        )

    def _outdated(self, error: PlatformError) -> Localized:
        """Why a step cannot be worked on. Raises it where no instance is pinned to the workflow."""
        if not self._pinned:
            raise error
        error.context.setdefault("document", _named(self._document))
        return {locale: error.sentence(locale) for locale in LOCALES}

    def _parameters(self, names: Names, outdated: Localized | None) -> tuple[str, ...]:
        """What is kept of them with a visit: what it reads; all where that is not known."""
        return tuple(sorted(names.read if outdated is None else self._plans.parameters(self._definition.app)))

    def _outputs(self, document: Mapping[str, Any]) -> Outputs:
        """What is wrong with the settings is said where they are made ready."""
        type_ = node_types.get(document["type"])
        try:
            settings = load_settings(type_.Settings(), document.get("settings", {}))
            return {**ALWAYS, **type_.outputs_of(settings, self.names({}))}
        except InvalidDefinition:
            return None

    def _scopes(self, edges: list[Edge]) -> dict[str, ScopePlan]:
        found: dict[str, ScopePlan] = {}
        for index, document in enumerate(self._document.get("scopes", ())):
            with located(f"/scopes/{index}"):
                if (key := document["key"]) in found:
                    raise wrong("/key", f"两个范围的标识都是「{key}」", f"two scopes have the key {key}")
                names, outdated = self.names(), None
                limits: tuple[Limit, ...] = ()
                try:
                    limits = tuple(_limits(document["limits"], names, (), self._clock))
                except PlatformError as error:
                    outdated = self._outdated(error)
                leaving = [edge for edge in edges if edge.start == key]
                found[key] = ScopePlan(
                    key=key,
                    title=document["title"],
                    nodes=frozenset(document["nodes"]),
                    limits=limits,
                    parameters=self._parameters(names, outdated),
                    ways=_ways(_left_by(document["limits"]), leaving),
                    outdated=outdated,
                )
        return found

    def names(self, steps: Mapping[str, Outputs] | None = None) -> Names:
        """For one step; what it reads is collected. `steps`: what is told, in place of all that is."""
        known = self.told if steps is None else steps
        return Names(self._plans, self._definition.app, self._form, known, self._trigger.outputs)


def _most_visits(document: Mapping[str, Any], type_: NodeType, names: Names) -> Expression | None:
    if (raw := document.get("most_visits")) is None:
        return None
    with located("/most_visits"):
        if type_.shape in ("split", "join"):
            raise wrong("", "并行和汇合不能限定次数", "what splits or joins branches takes no bound")
        if not isinstance(raw, dict) and (isinstance(raw, bool) or not isinstance(raw, int) or raw < 1):
            raise wrong("", "这里需要正整数或参数", "this must be a whole number from 1 on, or a parameter")
        return names.expression(raw)


def load_limits(
    type_: NodeType,
    documents: Sequence[Mapping[str, Any]],
    names: Names,
    acts: Sequence[str] = (),
    clock: str = CLOCKS[0],
) -> Iterator[Limit]:
    """The deadlines of a step that can be answered by `acts`. Raises InvalidDefinition with a pointer,
    "/limits/0/after"."""
    if documents and not type_.takes_limits:
        raise wrong("/limits/0", "这种节点不能设时限", "a step of this type takes no deadlines")
    yield from _limits(documents, names, acts, clock)


def _limits(documents: Sequence[Mapping[str, Any]], names: Names, acts: Sequence[str], clock: str) -> Iterator[Limit]:
    seen: set[str] = set()
    for index, document in enumerate(documents):
        with located(f"/limits/{index}"):
            if document["key"] in seen:
                key = document["key"]
                raise wrong("/key", f"两个时限的标识都是「{key}」", f"two deadlines have the key {key}")
            seen.add(document["key"])
            yield load_limit(document, names, acts, clock)


def _left_by(limits: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The outcomes by which these deadlines, as they are written, leave a step."""
    return tuple(dict.fromkeys(limit["leave_by"] for limit in limits if limit.get("leave_by")))


def _check_shape(document: Mapping[str, Any]) -> None:
    """Against the JSON Schema; a type that does not exist is told by its nearest."""
    for index, node in enumerate(document.get("nodes") or ()):
        if isinstance(node, dict) and isinstance(node.get("type"), str):
            try:
                node_types.get(node["type"])
            except UnknownType as error:
                error.pointer = f"/nodes/{index}/type"
                raise
    # The builder has told the author already what is wrong with the shape; this is the last guard.
    for problem in shape_problems(workflow_schema(), document, _named(document)):
        raise problem


def _edge(index: int, document: Mapping[str, Any]) -> Edge:
    when = document.get("when", ())
    return Edge(document["from"], document["to"], (when,) if isinstance(when, str) else tuple(when), f"/edges/{index}")


def _ways(outcomes: tuple[str, ...], leaving: list[Edge], optional: frozenset[str] = frozenset()) -> dict[str, str]:
    """The first edge that names an outcome, else the first one that names none; not for the `optional` ones."""
    ways: dict[str, str] = {}
    for outcome in outcomes:
        named = [edge.end for edge in leaving if outcome in edge.when]
        found = named or [edge.end for edge in leaving if not edge.when and outcome not in optional]
        if found:
            ways[outcome] = found[0]
    return ways


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"流程「{shown['zh-CN']}」", "en": f"workflow {shown['en']}"}
