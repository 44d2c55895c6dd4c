"""A ranking compiled: who is considered, the weighted terms, how ties are broken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..errors import InvalidDefinition, NotFound
from ..expressions import Environment, Type, check_tree, compile_tree, references
from ..expressions.durations import parse_duration
from ..expressions.types import NUMBERS, UNKNOWN
from ..forms import FormPlan, form_plan
from ..forms.environment import form_environment
from ..forms.locating import located, wrong
from ..forms.reading_rights import check_app_reads
from ..localized import LOCALES, Localized, text
from .known import Reads
from .rules import Capacity, Closure, Condition, Cooldown, Region, Rule, areas_of
from .schema import ranking_schema
from .seats import Held

# What is known of the person behind a candidate, as person.<name>: to-dos, the last time he was chosen and the last
# time for a record of the same group (see cooldown), the records he holds (see capacity).
PERSON_FACTS = {
    "open_tasks": Type.INTEGER,
    "last_assigned_at": Type.DATETIME,
    "last_here_at": Type.DATETIME,
    "held": Type.INTEGER,
}
_DEGREES = ("latitude", "longitude")
_SCOPES = frozenset({"param", "now", "zone"})
_UNFIT = {"zh-CN": "不符合候选条件", "en": "does not meet the conditions"}


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """`normalised`: values are spread from 0 to 1 over the candidates."""

    key: str
    title: Localized
    weight: Closure
    value: Closure
    reads: Reads
    normalised: bool
    when_null: str
    low_is_better: bool


@dataclass(frozen=True, slots=True, eq=False)
class RankingPlan:
    """Immutable. `rules` in the order in which they are asked. `group`: what is the same in records of one group.
    `reads_person` is True when something reads person.*."""

    app: str
    key: str
    title: Localized
    form: FormPlan
    person: str
    rules: tuple[Rule, ...]
    group: Closure | None
    held: Held | None
    terms: tuple[Term, ...]
    ties: tuple[Closure, ...]
    as_of: Closure | None
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
        self._plans = plans
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
        # What is the same for all candidates reads none of them.
        common = {path: type_ for path, type_ in types.items() if path[0] in _SCOPES}
        self._common = replace(self._environment, types=common)
        self._reads_person = False

    def ranking(self) -> RankingPlan:
        definition, document = self._definition, self._document
        rules = (*self._conditions(document.get("where", [])), *self._limits())
        terms = tuple(self._term(index, term) for index, term in enumerate(document["terms"]))
        ties = tuple(self._closure(f"/ties/{index}", tree) for index, tree in enumerate(document.get("ties", ())))
        return RankingPlan(
            app=definition.app,
            key=definition.key,
            title=document["title"],
            form=self._form,
            person=self._person(),
            rules=rules,
            group=self._common_closure("/cooldown/by", document.get("cooldown", {}).get("by")),
            held=self._held(),
            terms=terms,
            ties=ties,
            as_of=self._closure("/as_of", document["as_of"]) if "as_of" in document else None,
            locks=document.get("lock") == "candidate",
            reads_person=self._reads_person,
        )

    def _conditions(self, where: Any) -> list[Condition]:
        if not isinstance(where, list):
            return [self._condition("where", "/where", where, _UNFIT)]
        return [
            self._condition(one["key"], f"/where/{index}/assert", one["assert"], one["reason"])
            for index, one in enumerate(where)
        ]

    def _condition(self, key: str, pointer: str, tree: Any, reason: Localized) -> Condition:
        holds = self._closure(pointer, tree)
        return Condition(key, Reads.of(references(tree)), holds, reason)

    def _limits(self) -> Iterator[Rule]:
        document = self._document
        if (region := document.get("region")) is not None:
            latitude, longitude = (self._common_closure(f"/region/{way}", region[way]) for way in _DEGREES)
            assert latitude is not None
            assert longitude is not None
            named = self._common_closure("/region/named", region.get("named"))
            areas, of = self._areas(region["areas"]), self._closure("/region/of", region["of"])
            yield Region(Reads.of(references(region["of"])), areas, latitude, longitude, named, of)
        if (cooldown := document.get("cooldown")) is not None:
            self._reads_person = True
            self._check_duration(cooldown["for"])
            yield Cooldown(cooldown["for"], "by" in cooldown, cooldown["reason"])
        if (capacity := document.get("capacity")) is not None:
            self._reads_person = True
            limit = self._closure("/capacity/limit", capacity["limit"], number=True)
            fact = "held" if "seats" in capacity else "open_tasks"
            yield Capacity(Reads.of([*references(capacity["limit"]), ("person", fact)]), limit, fact)

    def _areas(self, key: str) -> Any:
        found = self._plans.find("areas", self._definition.app, key)
        if found is None:
            raise wrong("/region/areas", f"没有名为「{key}」的区域", f"there are no areas named {key}")
        return areas_of(found.document)

    def _check_duration(self, raw: Any) -> None:
        known = self._plans.parameters(self._definition.app)
        if not (
            (isinstance(raw, dict) and raw.get("param") in known) or (isinstance(raw, str) and parse_duration(raw))
        ):
            raise wrong("/cooldown/for", "这里需要时长，例如 PT4H", "this must be a duration, such as PT4H")

    def _held(self) -> Held | None:
        """What takes a seat; the app must be allowed to count it."""
        held = self._document.get("capacity", {}).get("seats")
        if held is None:
            return None
        app, pointer = self._definition.app, "/capacity/seats"
        try:
            form = form_plan(self._plans, app, held["form"])
        except NotFound:
            raise wrong(
                f"{pointer}/form", f"没有名为「{held['form']}」的表单", f"there is no form {held['form']}"
            ) from None
        if held["person"] not in {field.key for field in form.linked("person")}:
            raise wrong(f"{pointer}/person", "这里需要成员字段", "this must be a field for a person")
        check_app_reads(self._plans, app, form.name, [held["person"]], f"{pointer}/person")
        return Held(form.name, held["person"], held.get("where"))

    def _term(self, index: int, document: Mapping[str, Any]) -> Term:
        tree = document["value"]
        normalised = isinstance(tree, dict) and set(tree) == {"normalise"}
        pointer = f"/terms/{index}/value"
        value = tree["normalise"] if normalised else tree
        return Term(
            key=document["key"],
            title=document.get("title", document["key"]),
            weight=self._closure(f"/terms/{index}/weight", document["weight"], number=True, common=True),
            value=self._closure(pointer, value, number=True),
            reads=Reads.of(references(value)),
            normalised=normalised,
            when_null=document.get("when_null", "zero"),
            low_is_better=document.get("better") == "low",
        )

    def _common_closure(self, pointer: str, tree: Any) -> Closure | None:
        return None if tree is None else self._closure(pointer, tree, common=True)

    def _closure(self, pointer: str, tree: Any, *, number: bool = False, common: bool = False) -> Closure:
        environment = self._common if common else self._environment
        with located(pointer):
            found = check_tree(tree, environment)
            if number and found not in (Type.BOOLEAN, *NUMBERS, *UNKNOWN):
                raise wrong("", "这里需要数字或条件", "this must be a number or a condition")
            self._reads_person |= any(path[0] == "person" for path in references(tree))
            return compile_tree(tree, environment)

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
