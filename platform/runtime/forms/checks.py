"""Checks of a form: what must hold when a record is written, each with words of the form's maker.

{"assert": condition}, {"guard": phrase guard}; {"unique": fields} is the database's to hold (`unique.py`). One with
"warn" does not refuse: who can be asked confirms it, otherwise the change record keeps it.
"""

import itertools
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..definitions import Plans
from ..errors import InvalidDefinition
from ..expressions import Environment, Question, compile_tree, questions, references
from ..expressions.operators import operators
from ..localized import LOCALES, Localized, text
from .classes import is_local
from .computing import Closure, check_condition
from .environment import row_references
from .fields import FieldPlan, unknown_field
from .locating import located, wrong
from .people_picking import PeopleFit
from .phrases import DEFAULT_MESSAGE, Guard, compile_guard
from .picking import misfit, narrowing_documents
from .reading_rights import check_app_reads
from .system_columns import SYSTEM_TYPES

Data = Mapping[str, Any]
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """`field` is where the message is shown; None for the form as a whole. A check that is empty holds.

    failure: from data to None when it holds, else what fills the places of the message. reads: fields of the record;
    names: the same with columns of lines, such as "lines.price", as rights name them.
    asks: whether it puts questions to other records; `lock` names the fields whose values stand for what two writers
    must not judge at once, `reveals` the fields that the message may name of the record found.
    """

    key: str
    message: Localized
    field: str | None
    warns: bool
    local: bool
    reads: frozenset[str]
    names: frozenset[str]
    failure: Callable[[Data], Words | None]
    asks: bool = False
    lock: "Lock | None" = None
    reveals: "tuple[Revealed, ...]" = ()
    guard: Guard | None = None

    def tells_only(self, seen: Container[str]) -> bool:
        """True when its message tells of nothing beyond the fields in `seen`."""
        return all(name in seen or name in SYSTEM_TYPES for name in self.names)

    def words(self, filling: Words) -> Localized:
        """The message with its places filled in."""
        return {locale: fill(text(self.message, locale), filling) for locale in LOCALES}


@dataclass(frozen=True, slots=True)
class Lock:
    """Writers with the same name and the same values in the fields `by` judge one after another."""

    name: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Revealed:
    """A field of the first record found; `form` is "app.form", `value` gives the stored value from the data."""

    key: str
    form: str
    value: Closure


def fill(message: str, filling: Words) -> str:
    """`message` with {name} replaced, for the names in `filling` alone: the rest is the maker's own text."""
    for name, words in filling.items():
        message = message.replace("{" + name + "}", words)
    return message


def compile_checks(
    plans: Plans,
    form: str,
    documents: Sequence[dict[str, Any]],
    fields: Mapping[str, FieldPlan],
    people: Mapping[str, PeopleFit],
    environment: Environment,
) -> tuple[Check, ...]:
    """All but those of the database. `form` is "app.form". Raises InvalidDefinition with a pointer into the form."""
    app = form.split(".", maxsplit=1)[0]
    checks: list[Check] = []
    keys: set[str] = set()
    for index, document in enumerate(documents):
        pointer, key = f"/checks/{index}", document["key"]
        if key in keys:
            raise wrong(f"{pointer}/key", f"两项校验的标识都是「{key}」", f"two checks have the key {key}")
        keys.add(key)
        if (shown := document.get("field")) is not None and shown not in fields:
            raise unknown_field(shown, f"{pointer}/field")
        if "guard" in document:
            guard = compile_guard(document["guard"], fields, plans, app, f"{pointer}/guard")
            checks.append(_guarding(document, guard))
        elif "assert" in document:
            with located(pointer):
                checks.append(_asserting(plans, document, form, fields, environment))
    for place, document in narrowing_documents(fields):
        try:
            checks.append(_asserting(plans, document, form, fields, environment))
        except InvalidDefinition as error:
            # Its place in the check made of it would say nothing to whoever wrote the condition.
            error.pointer = place
            raise
    checks += map(_choosing, people.values())
    return tuple(checks)


def _choosing(fit: PeopleFit) -> Check:
    """Holds the condition of a picker of people; what is known of a person is asked of who answers for other forms."""
    key = fit.field.key

    def failure(data: Data) -> Words | None:
        record = data["record"]
        if record[key] is None or fit.waits(record) or fit.fits(data, data["forms"].person(record[key])):
            return None
        return {}

    names = frozenset({key, *fit.reads})
    return Check(
        key=f"narrow_{key}",
        message=misfit(fit.field),
        field=key,
        warns=False,
        local=False,
        reads=names,
        names=names,
        failure=failure,
        asks=True,
    )


def _guarding(document: dict[str, Any], guard: Guard) -> Check:
    def failure(data: Data) -> Words | None:
        phrase = guard.found(data["record"])
        return None if phrase is None else {"phrase": phrase}

    return Check(
        key=document["key"],
        message=document.get("message", DEFAULT_MESSAGE),
        field=document.get("field", guard.field),
        warns=document.get("warn") is True,
        local=True,
        reads=guard.reads(),
        names=guard.reads(),
        failure=failure,
        guard=guard,
    )


def _asserting(
    plans: Plans, document: dict[str, Any], form: str, fields: Mapping[str, FieldPlan], environment: Environment
) -> Check:
    tree = without_itself(document["assert"], form)
    with located("/assert"):
        holds = check_condition(tree, environment)
        asked = questions(tree, environment)
        for question in asked:
            _check_readable(plans, form.split(".", maxsplit=1)[0], question)
    paths = [path[1:] for path in references(tree) if len(path) > 1 and path[0] == "record" and path[1] != "id"]
    lines = {key for key, field in fields.items() if field.columns}
    return Check(
        key=document["key"],
        message=document["message"],
        field=document.get("field"),
        warns=document.get("warn") is True,
        local=not asked and "lock" not in document and is_local(environment, tree),
        reads=frozenset(path[0] for path in paths),
        names=frozenset(".".join(path) if path[0] in lines else path[0] for path in paths),
        failure=lambda data: {} if holds(data) is False else None,
        asks=bool(asked),
        lock=_lock(document.get("lock"), f"{form}.{document['key']}", fields),
        reveals=_reveals(document.get("reveals", ()), form, asked, environment),
    )


def without_itself(tree: Any, form: str) -> Any:
    """The tree with the record itself left out of what is asked of its own form: nobody is in his own way."""
    if isinstance(tree, list):
        return [without_itself(part, form) for part in tree]
    if not isinstance(tree, dict):
        return tree
    inside = {key: without_itself(part, form) for key, part in tree.items()}
    for key, arguments in inside.items():
        asks = key in operators and operators.get(key).asks and isinstance(arguments, list) and len(arguments) > 1
        if asks and arguments[0] in (form, form.split(".")[1]):
            other = {"!=": [{"var": "row.id"}, {"var": "this.id"}]}
            inside[key] = [*arguments[:-1], {"and": [arguments[-1], other]}]
    return inside


def _check_readable(plans: Plans, app: str, question: Question) -> None:
    """A check asks as the app, and would hold where it finds nothing."""
    names = {path[1] for path in references(question.tree) if path[0] == "row" and len(path) > 1}
    asked = names | ({question.field} if question.field else set())
    check_app_reads(plans, app, question.form, asked, question.pointer)
    for path in references(question.tree):
        form = question.form
        for step, further in itertools.pairwise(path[1:] if path[0] == "row" else ()):
            form = row_references(plans, app, form).get(step, form)
            check_app_reads(plans, app, form, {further}, question.pointer)


def _reveals(
    keys: Sequence[str], form: str, asked: Sequence[Question], environment: Environment
) -> tuple[Revealed, ...]:
    """How to look up what the message may name of the first record found."""
    if not keys:
        return ()
    found = next((question for question in asked if question.operator.key == "exists"), None)
    if found is None:
        raise wrong("/reveals", "只有 exists 找到的记录才能透露", "only a record that exists has found can be revealed")
    name = found.form if "." in found.form else f"{form.split('.', maxsplit=1)[0]}.{found.form}"
    made = []
    for index, key in enumerate(keys):
        with located(f"/reveals/{index}"):
            value = compile_tree({"lookup": [found.form, key, found.tree]}, environment)
        made.append(Revealed(key, name, value))
    return tuple(made)


def _lock(document: Any, name: str, fields: Mapping[str, FieldPlan]) -> Lock | None:
    """["region", "day"], or {"name": "stock", "by": ["article"]} where several forms share one."""
    if document is None:
        return None
    by = document if isinstance(document, list) else document["by"]
    for index, key in enumerate(by):
        if key not in fields and key != "id":
            raise unknown_field(key, f"/lock/{index}" if isinstance(document, list) else f"/lock/by/{index}")
    shared = name if isinstance(document, list) else f"{name.split('.', maxsplit=1)[0]}.{document['name']}"
    return Lock(shared, tuple(by))
