"""A ranking compiled: who is considered, the weighted terms, how ties are broken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..errors import InvalidDefinition, NotFound
from ..expressions import Environment, Type, check_tree, compile_tree, references
from ..expressions.types import NUMBERS, UNKNOWN
from ..forms import FormPlan, form_plan
from ..forms.environment import form_environment
from ..forms.locating import located, wrong
from ..localized import LOCALES, Localized, text
from .schema import ranking_schema

Closure = Callable[[Any], Any]

# What callers tell about the person behind a candidate, as person.<name>.
PERSON_FACTS = {"open_tasks": Type.INTEGER, "last_assigned_at": Type.DATETIME}
_SCOPES = frozenset({"param", "now", "zone"})
_UNFIT = {"zh-CN": "不符合候选条件", "en": "does not meet the conditions"}


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A candidate must fulfil `holds`; `reason` is said of those who do not."""

    holds: Closure
    reason: Localized


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """`normalised`: values are spread from 0 to 1 over the candidates."""

    key: str
    title: Localized
    weight: Closure
    value: Closure
    normalised: bool
    when_null: str
    low_is_better: bool


@dataclass(frozen=True, slots=True, eq=False)
class RankingPlan:
    """Immutable. `reads_person` is True when a term or tie reads person.*."""

    app: str
    key: str
    title: Localized
    form: FormPlan
    person: str
    conditions: tuple[Condition, ...]
    terms: tuple[Term, ...]
    ties: tuple[Closure, ...]
    locks: bool
    reads_person: bool


def ranking_plan(plans: Plans, app: str, key: str) -> RankingPlan:
    """The compiled ranking; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("ranking", app, key)
    return plans.once(("ranking", definition.app, definition.key), lambda: _compile(plans, definition))


def _compile(plans: Plans, definition: Definition) -> RankingPlan:
    with located("", _named(definition.document)):
        for problem in shape_problems(ranking_schema(), definition.document, _named(definition.document)):
            raise problem
        return _Compiler(plans, definition).ranking()


class _Compiler:
    def __init__(self, plans: Plans, definition: Definition) -> None:
        self._definition = definition
        self._document: Mapping[str, Any] = definition.document
        self._form = _candidates_form(plans, definition)
        own = form_environment(plans, definition.app, self._form.fields).types
        types = {path: type_ for path, type_ in own.items() if path[0] in _SCOPES}
        types |= {("candidate", *path[1:]): type_ for path, type_ in own.items() if path[0] == "record"}
        types |= {("person", name): type_ for name, type_ in PERSON_FACTS.items()}
        # A ranking serves records of any form, so what it reads of them is known at the run only.
        tables = form_environment(plans, definition.app, self._form.fields).tables
        self._environment = Environment(types, frozenset({"record"}), tables=tables)
        self._reads_person = False

    def ranking(self) -> RankingPlan:
        definition, document = self._definition, self._document
        conditions = tuple(self._conditions(document.get("where", [])))
        terms = tuple(self._term(index, term) for index, term in enumerate(document["terms"]))
        ties = tuple(self._closure(f"/ties/{index}", tree) for index, tree in enumerate(document.get("ties", ())))
        return RankingPlan(
            app=definition.app,
            key=definition.key,
            title=document["title"],
            form=self._form,
            person=self._person(),
            conditions=conditions,
            terms=terms,
            ties=ties,
            locks=document.get("lock") == "candidate",
            reads_person=self._reads_person,
        )

    def _conditions(self, where: Any) -> list[Condition]:
        if not isinstance(where, list):
            return [Condition(self._closure("/where", where), _UNFIT)]
        return [
            Condition(self._closure(f"/where/{index}/assert", one["assert"]), one["reason"])
            for index, one in enumerate(where)
        ]

    def _term(self, index: int, document: Mapping[str, Any]) -> Term:
        tree = document["value"]
        normalised = isinstance(tree, dict) and set(tree) == {"normalise"}
        pointer = f"/terms/{index}/value"
        value = tree["normalise"] if normalised else tree
        return Term(
            key=document["key"],
            title=document.get("title", document["key"]),
            weight=self._closure(f"/terms/{index}/weight", document["weight"], number=True),
            value=self._closure(pointer, value, number=True),
            normalised=normalised,
            when_null=document.get("when_null", "zero"),
            low_is_better=document.get("better") == "low",
        )

    def _closure(self, pointer: str, tree: Any, *, number: bool = False) -> Closure:
        with located(pointer):
            found = check_tree(tree, self._environment)
            if number and found not in (Type.BOOLEAN, *NUMBERS, *UNKNOWN):
                raise wrong("", "这里需要数字或条件", "this must be a number or a condition")
            self._reads_person |= any(path[0] == "person" for path in references(tree))
            return compile_tree(tree, self._environment)

    def _person(self) -> str:
        members = [field.key for field in self._form.linked("person")]
        named = self._document.get("person") or (members[0] if len(members) == 1 else None)
        if named not in members:
            raise wrong(
                "/person", "需要指明候选人对应的成员字段", "name the member field that says whom a candidate is"
            )
        return str(named)


def _candidates_form(plans: Plans, definition: Definition) -> FormPlan:
    key = definition.document["of"]
    try:
        return form_plan(plans, definition.app, key)
    except NotFound:
        reason = {"zh-CN": f"没有名为「{key}」的表单", "en": f"there is no form named {key}"}
        raise InvalidDefinition(pointer="/of", reason=reason) from None


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"排序「{shown['zh-CN']}」", "en": f"ranking {shown['en']}"}
