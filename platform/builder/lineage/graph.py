"""The graph of everything that definitions are made of: who reads, filters by, shows, writes or permits what.

An edge leads the way data goes: from a field to the formula that reads it, from a step to the field it sets. It is made
once for each published state; what a document mentions depends on the document alone and is kept by its hash, so that
publishing one document reads one document.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from ...runtime.definitions import Definition, InstalledApp, Plans
from ...runtime.errors import PlatformError
from ...runtime.forms.system_columns import SYSTEM_COLUMNS
from ...runtime.localized import Localized
from ...runtime.metrics.dimensions import SYSTEM_TITLES
from ..kinds import definition_kinds
from .languages import FIELD, PARAMETER, STEP, Mention, Scope
from .places import WHOLE, Owner, Places, Told

APP = "app"
# From whoever mentions it to what is mentioned: all others lead to whoever mentions.
OUTWARD = frozenset({"writes", "governs", "sends"})
# What somebody must see to see who reads by it: without it the reader is nothing he may know of.
TELLING = frozenset({"reads", "filters"})
_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Node:
    """type: "field", "parameter", "app", a part ("rule", "check", "step") or a kind of definition. `key` is the
    document's, `part` the key within it, "lines.price" of a column. about: the form it belongs to, (app, key)."""

    type: str
    app: str
    key: str
    part: str = ""
    title: Localized | None = None
    about: tuple[str, str] | None = None

    @property
    def id(self) -> str:
        """ "field:app.form.key"."""
        return f"{self.type}:{'.'.join(part for part in (self.app, self.key, self.part) if part)}"


@dataclass(frozen=True, slots=True)
class Edge:
    """`document` is (kind, app, key): where it is said, at `pointer`; `of` the node that says it. Ends are ids."""

    source: str
    target: str
    how: str
    document: tuple[str, str, str]
    pointer: str
    of: str


@dataclass(frozen=True, slots=True)
class Dangling:
    """A field that a document mentions and that is not there (any more)."""

    app: str
    form: str
    key: str
    how: str
    document: tuple[str, str, str]
    pointer: str


@dataclass(slots=True)
class Graph:
    """Nodes by id, and the edges out of and into each."""

    nodes: dict[str, Node] = field(default_factory=dict)
    after: dict[str, list[Edge]] = field(default_factory=dict)
    before: dict[str, list[Edge]] = field(default_factory=dict)
    dangling: list[Dangling] = field(default_factory=list)

    def join(self, edge: Edge) -> None:
        self.after.setdefault(edge.source, []).append(edge)
        self.before.setdefault(edge.target, []).append(edge)

    def touching(self, id: str) -> list[Edge]:
        """All edges of a node, by where they are said."""
        found = {*self.after.get(id, ()), *self.before.get(id, ())}
        return sorted(found, key=lambda edge: (edge.document, edge.pointer))


def graph_of(plans: Plans) -> Graph:
    """The graph of a published state."""
    return plans.once("lineage", lambda: _Collecting(plans).graph())


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document by its content: equal ones mention the same."""

    kind: str
    hash: str
    document: Mapping[str, Any] = field(compare=False)


@lru_cache(maxsize=_KEPT)
def _told(kept: _Kept) -> tuple[Told, ...]:
    return _places(kept.kind).of(kept.document)


@cache
def _places(kind: str) -> Places:
    return Places(definition_kinds.get(kind).schema())


def _mentioned(definition: Definition) -> tuple[Told, ...]:
    return _told(_Kept(definition.kind, definition.hash, definition.document))


class _Collecting:
    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._graph = Graph()
        self._definitions = [
            definition for kind in plans.kinds() if kind in definition_kinds for definition in plans.documents(kind)
        ]
        # The forms that documents without one of their own are used for, such as messages.
        self._used_for: dict[tuple[str, str, str], set[Scope | None]] = {}

    def graph(self) -> Graph:
        for app in self._plans.apps.values():
            self._app(app)
        for definition in self._definitions:
            self._nodes(definition)
        for definition in self._definitions:
            for told in _mentioned(definition):
                self._remember_use(definition, told)
        for definition in self._definitions:
            for told in _mentioned(definition):
                self._mention(definition, told)
            self._implied(definition)
        for app in self._plans.apps.values():
            self._asked_for(app)
        return self._graph

    def _add(self, node: Node) -> str:
        return self._graph.nodes.setdefault(node.id, node).id

    def _app(self, app: InstalledApp) -> None:
        self._add(Node(APP, app.key, "", title=app.manifest.get("title")))
        for parameter in app.manifest.get("parameters", ()):
            self._add(Node(PARAMETER, app.key, parameter["key"], title=parameter.get("title")))

    def _nodes(self, definition: Definition) -> None:
        document = definition.document
        about = self._about(definition)
        self._add(Node(definition.kind, definition.app, definition.key, title=document.get("title"), about=about))
        for told in _parts(definition):
            type_, part = told
            title = _part_title(document, type_, part)
            self._add(Node(type_, definition.app, definition.key, part, title, about))

    def _about(self, definition: Definition) -> tuple[str, str] | None:
        """The form a document belongs to."""
        if definition.kind == "form":
            return definition.app, definition.key
        mentions = [told.mention for told in _mentioned(definition)]
        subjects = [one.name[0] for one in mentions if one.binds == "record" and one.what == "form"]
        if len(set(subjects)) != 1:
            return None
        return self._form(definition.app, subjects[0])

    def _form(self, app: str, key: str) -> tuple[str, str] | None:
        found = self._plans.find("form", app, key)
        return (found.app, found.key) if found is not None else None

    def _remember_use(self, definition: Definition, told: Told) -> None:
        mention = told.mention
        if (found := self._document(definition.app, mention)) is not None and told.record is not None:
            scope = told.record
            form = self._form(definition.app, scope[1]) if scope[0] == "form" else None
            if form is not None:
                self._used_for.setdefault((found.kind, found.app, found.key), set()).add(("form", ".".join(form)))

    def _document(self, app: str, mention: Mention) -> Definition | None:
        if mention.what in (FIELD, PARAMETER, STEP) or mention.what not in definition_kinds:
            return None
        return self._plans.find(mention.what, app, mention.name[0])

    def _mention(self, definition: Definition, told: Told) -> None:
        owner, mention = _id(definition, told.owner), told.mention
        if mention.what == FIELD:
            for id in self._fields(definition, mention):
                self._edge(definition, owner, id, mention)
        elif mention.what == PARAMETER:
            id = f"{PARAMETER}:{definition.app}.{mention.name[0]}"
            if id in self._graph.nodes:
                self._edge(definition, owner, id, mention)
        elif mention.what == STEP:
            id = f"step:{definition.app}.{definition.key}.{mention.name[0]}"
            if id in self._graph.nodes:
                self._edge(definition, owner, id, mention)
        elif (found := self._document(definition.app, mention)) is not None:
            self._edge(definition, owner, _id(found, WHOLE), mention)

    def _edge(self, definition: Definition, owner: str, other: str, mention: Mention) -> None:
        if owner == other:
            return
        ends = (owner, other) if mention.how in OUTWARD else (other, owner)
        where = (definition.kind, definition.app, definition.key)
        self._graph.join(Edge(*ends, mention.how, where, mention.pointer, owner))

    def _fields(self, definition: Definition, mention: Mention) -> Iterator[str]:
        for form, way in self._starts(definition, mention):
            yield from self._along(definition, mention, form, way)

    def _starts(self, definition: Definition, mention: Mention) -> Iterator[tuple[Definition, tuple[str, ...]]]:
        """The forms whose field a mention begins with, and the way from there."""
        scope = mention.scope
        if scope is not None and scope[0] == "lines":
            yield definition, (*scope[1].split("."), *mention.name)
            return
        name = (definition.kind, definition.app, definition.key)
        # What says nothing of the form it is for is read on those it is used for.
        scopes = {scope} if scope is not None else self._used_for.get(name, set())
        for one in scopes:
            found = self._rows_of(definition.app, one)
            if found is not None:
                yield found, mention.name

    def _rows_of(self, app: str, scope: Scope | None) -> Definition | None:
        if scope is None:
            return None
        kind, key = scope
        if kind == "form":
            return self._plans.find("form", app, key)
        other = self._plans.find(kind, app, key)
        bound = next((one.mention.name[0] for one in _mentioned(other) if one.mention.binds), None) if other else None
        return self._plans.find("form", other.app, bound) if other is not None and bound is not None else None

    def _along(self, definition: Definition, mention: Mention, form: Definition, way: tuple[str, ...]) -> Iterator[str]:
        """The fields on a way through references, into lines, and to the last one."""
        known = _field_documents(form)
        for length in range(1, len(way) + 1):
            key = ".".join(way[:length])
            if key in known:
                yield f"{FIELD}:{form.app}.{form.key}.{key}"
                rest = way[length:]
                target = known[key].get("settings", {}).get("form")
                there = self._plans.find("form", form.app, target) if isinstance(target, str) else None
                if rest and there is not None and f"{key}.{rest[0]}" not in known:
                    yield from self._along(definition, mention, there, rest)
                    return
            elif length == 1:
                if key in SYSTEM_COLUMNS:
                    yield self._add(
                        Node(FIELD, form.app, form.key, key, SYSTEM_TITLES.get(key, key), (form.app, form.key))
                    )
                else:
                    where = (definition.kind, definition.app, definition.key)
                    self._graph.dangling.append(Dangling(form.app, form.key, key, mention.how, where, mention.pointer))
                return

    def _implied(self, definition: Definition) -> None:
        """What a document reads without saying so, as its kind knows."""
        owner = _id(definition, WHOLE)
        form = ".".join(self._about(definition) or ())
        said = {edge.source for edge in self._graph.before.get(owner, ())}
        for key, pointer in self._implications(definition) if form else ():
            mention = Mention(pointer, "reads", FIELD, (key,), ("form", form))
            for id in self._fields(definition, mention):
                if id not in said:
                    self._edge(definition, owner, id, mention)
        for other, pointer in self._gone_by(definition):
            self._edge(definition, owner, _id(other, WHOLE), Mention(pointer, "uses", other.kind, (other.key,)))
        if definition.kind == "workflow":
            where = (definition.kind, definition.app, definition.key)
            for _, part in _parts(definition):
                step = f"step:{definition.app}.{definition.key}.{part}"
                self._graph.join(Edge(owner, step, "runs", where, "/nodes", owner))

    def _implications(self, definition: Definition) -> Iterable[tuple[str, str]]:
        try:
            return definition_kinds.get(definition.kind).implied(self._plans, definition)
        except PlatformError:
            # What does not compile is for its check to tell; what it says itself is in the graph all the same.
            return ()

    def _gone_by(self, definition: Definition) -> list[tuple[Definition, str]]:
        try:
            return list(definition_kinds.get(definition.kind).goes_by(self._plans, definition))
        except PlatformError:
            return []

    def _asked_for(self, app: InstalledApp) -> None:
        """What an app's own workflows may read and write, as its manifest says."""
        owner = f"{APP}:{app.key}"
        for right in ("reads", "writes"):
            for index, name in enumerate(app.manifest.get("asks_for", {}).get(right, ())):
                where, pointer = (APP, app.key, app.key), f"/asks_for/{right}/{index}"
                for id in self._asked_nodes(app.key, name):
                    self._graph.join(Edge(id, owner, "permits", where, pointer, owner))

    def _asked_nodes(self, app: str, name: str) -> Iterator[str]:
        """ "form", "form.field" or "form.*", with "other_app." before it for another app's form."""
        for whole in (name, f"{app}.{name}"):
            owner, _, rest = whole.partition(".")
            form, _, key = rest.partition(".")
            node = f"{FIELD}:{owner}.{form}.{key}" if key and key != "*" else f"form:{owner}.{form}"
            if node in self._graph.nodes:
                yield node
                return


def _id(definition: Definition, owner: Owner) -> str:
    type_, part = owner
    if owner == WHOLE:
        return f"{definition.kind}:{definition.app}.{definition.key}"
    return f"{type_}:{definition.app}.{definition.key}.{part}"


def _field_documents(form: Definition) -> dict[str, Mapping[str, Any]]:
    """Fields of a form by key, columns of lines by "lines.price"."""
    found: dict[str, Mapping[str, Any]] = {}
    for one in form.document.get("fields", ()):
        found[one["key"]] = one
        for column in one.get("settings", {}).get("columns", ()):
            if isinstance(column, Mapping) and "key" in column:
                found[f"{one['key']}.{column['key']}"] = column
    return found


def _parts(definition: Definition) -> Iterator[tuple[str, str]]:
    """(type, key) of the parts that are nodes of their own."""
    if definition.kind == "form":
        yield from ((FIELD, key) for key in _field_documents(definition))
        yield from (("rule", one["key"]) for one in definition.document.get("rules", ()))
        yield from (("check", one["key"]) for one in definition.document.get("checks", ()))
    if definition.kind == "workflow":
        yield from ((STEP, one["key"]) for one in definition.document.get("nodes", ()))


def _part_title(document: Mapping[str, Any], type_: str, part: str) -> Localized | None:
    if type_ == FIELD:
        field, _, column = part.partition(".")
        named = _keyed(document["fields"], field)
        title = (_keyed(named["settings"]["columns"], column) if column else named).get("title")
    else:
        one = _keyed(document[{"rule": "rules", "check": "checks", STEP: "nodes"}[type_]], part)
        title = one.get("title") or one.get("message")
    return title


def _keyed(documents: list[Any], key: str) -> Mapping[str, Any]:
    return next(one for one in documents if isinstance(one, Mapping) and one.get("key") == key)
