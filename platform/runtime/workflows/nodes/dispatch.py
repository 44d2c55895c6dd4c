"""Dispatch: choose the person who fits the record best, by a ranking, and write the person into the record."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from marshmallow import Schema, fields, validate

from ...expressions import Type, references
from ...forms.locating import located, wrong
from ...localized import Localized
from ...rankings import Candidate, Left, Ranked, ranking_plan
from ...triggers.given import check_given, given
from ..dispatching.choosing import PICKS, Top, choose
from ..dispatching.logged import candidates_logged, details_logged, excluded_logged
from ..dispatching.words import CAUSES
from ..node import Answer, Change, Chosen, Decide, Effect, Leave, Mark, NodeType, Pause, Run, node_type

_BEFORE = Left("before", {"zh-CN": "这条记录已分派过一次", "en": "has had this record before"})
_BY_HAND = {"by_hand": {"zh-CN": "不自动分派", "en": "Left to people"}}
_TAKEN = {"taken": {"zh-CN": "等待时已有人接手", "en": "Taken meanwhile"}}
_WORDS = {"localized": True}
_MOST_NOTED = 60
_NO_COUNT = (f"这里需要 1 到 {_MOST_NOTED} 的整数", f"this must be a whole number from 1 to {_MOST_NOTED}")


def _pick() -> fields.String:
    return fields.String(load_default="best", validate=validate.OneOf(PICKS))


class AmongTopSchema(Schema):
    """When `when` holds, only the `count` candidates with the highest `by` are considered."""

    title = fields.Raw(load_default=None, allow_none=True, metadata=_WORDS)
    when = fields.Raw(required=True, metadata={"expression": True})
    by = fields.Raw(required=True, metadata={"expression": True, "candidate": True})
    count = fields.Raw(required=True, metadata={"expression": True})
    pick = _pick()


class StaysSchema(Schema):
    """The record stays with `person`, where he is among those who may be chosen: say who has the customer."""

    title = fields.Raw(load_default=None, allow_none=True, metadata=_WORDS)
    person = fields.Raw(required=True, metadata={"expression": True})


class AgainSchema(Schema):
    """What holds when the record comes here another time: not sooner, never to the same person. What somebody else
    has taken over while it waits for that is his: it leaves by "taken"."""

    never_same = fields.Boolean(load_default=False, truthy={True}, falsy={False})
    not_before = fields.Raw(load_default=None, allow_none=True, metadata={"duration": True})


class OtherSchema(Schema):
    """Another rule: what it would have done is worked out with each decision, and shown beside it."""

    key = fields.String(required=True)
    title = fields.Raw(required=True, metadata=_WORDS)
    pick = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(PICKS))
    among_top = fields.Boolean(load_default=True, truthy={True}, falsy={False})
    weights = fields.Dict(load_default=dict, metadata={"expressions": True})
    without = fields.List(fields.String(), load_default=list)


class DeviationSchema(Schema):
    """A decision for whose candidate `when` holds is noted. The list narrows to the `largest_a_day`, and to those of
    whom had one on `days_in_a_row`."""

    key = fields.String(required=True)
    title = fields.Raw(required=True, metadata=_WORDS)
    when = fields.Raw(required=True, metadata={"expression": True, "candidate": True})
    days_in_a_row = given(load_default=1)
    largest_a_day = given(load_default=3)
    # A number, by which the largest deviations of a day are found; without it how far the chosen one is below the best.
    size = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True, "candidate": True})


@node_type("dispatch")
class Dispatch(NodeType):
    """Assign the record to whoever fits best, and keep the reasons."""

    label = {"zh-CN": "分派", "en": "Dispatch"}
    outcomes = ("assigned", "nobody")
    further_outcomes = ("by_hand", "taken")
    words = {
        "assigned": {"zh-CN": "已分派", "en": "Assigned"},
        "nobody": {"zh-CN": "无人可派", "en": "Nobody fits"},
    }
    waits = True

    class Settings(Schema):
        ranking = fields.String(required=True, metadata={"kind": "ranking", "subject": "candidate"})
        assign_to = fields.String(required=True, metadata={"field": True, "how": "writes"})
        # Without it every record is dispatched; where it does not hold, the record leaves by "by_hand".
        automatic = fields.Raw(load_default=None, allow_none=True, metadata={"expression": True})
        among_top = fields.Nested(AmongTopSchema, load_default=None, allow_none=True)
        stays_with = fields.Nested(StaysSchema, load_default=None, allow_none=True)
        pick = _pick()
        again = fields.Nested(AgainSchema, load_default=None, allow_none=True)
        # Who may give the record to somebody else, see dispatching/overriding.py.
        override_by = fields.Raw(load_default=None, allow_none=True, metadata={"persons": True})
        others = fields.List(fields.Nested(OtherSchema), load_default=list)
        deviations = fields.List(fields.Nested(DeviationSchema), load_default=list)
        # Fields of the chosen candidate's record that are set, such as when it was chosen last.
        mark = fields.Dict(load_default=dict, metadata={"expressions": True, "candidate": True, "keys": "candidate"})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """The person goes into a field for persons, marks into fields of the candidates; weights are of terms."""
        if names.form.fields[settings["assign_to"]].type.links != "person":
            raise wrong("/assign_to", "这里需要成员字段", "this must be a field for a person")
        plan = ranking_plan(names.plans, names.app, settings["ranking"])
        for key in settings["mark"]:
            if key not in plan.form.writable:
                raise wrong(
                    f"/mark/{key}", f"候选人表单没有可写的字段「{key}」", f"candidates have no field {key} to set"
                )
        for index, rule in enumerate(settings["deviations"]):
            for name in ("days_in_a_row", "largest_a_day"):
                at = f"/deviations/{index}/{name}"
                check_given(rule[name].tree, names.plans, names.app, at, _is_count, _NO_COUNT)
        terms, rules = {term.key for term in plan.terms}, {rule.key for rule in plan.rules}
        for index, other in enumerate(settings["others"]):
            with located(f"/others/{index}"):
                for key in other["weights"].keys() - terms:
                    raise wrong(f"/weights/{key}", f"排名没有评分项「{key}」", f"the ranking has no term {key}")
                for place, key in enumerate(other["without"]):
                    if key not in rules:
                        raise wrong(f"/without/{place}", f"排名没有规则「{key}」", f"the ranking has no rule {key}")

    def outcomes_of(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(self.outcome_titles(settings))

    def outcome_titles(self, settings: Mapping[str, Any]) -> Mapping[str, Localized]:
        by_hand = {} if settings["automatic"] is None else _BY_HAND
        taken = _TAKEN if (settings["again"] or {}).get("not_before") else {}
        return {**self.words, **by_hand, **taken}

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        told = dict.fromkeys(("person", "candidate", "cause"), Type.TEXT)
        return told | {"score": Type.DECIMAL, "reasons": Type.LIST}

    def enter(self, run: Run) -> Leave | Pause:
        settings = run.settings
        if settings["automatic"] is not None and run.value(settings["automatic"]) is not True:
            decision = Decide(settings["ranking"], "by_hand", None, (), (), {}, reads=_read(settings["automatic"]))
            return Leave("by_hand", {}, [decision])
        again = settings["again"] or {}
        before = run.chosen_before() if again else []
        if again.get("not_before") and before:
            earliest = run.moment_after(again["not_before"], before[-1].at)
            if earliest > run.now:
                return Pause(until=earliest)
        return self._dispatch(run, before)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        """The moment has come before which the record was not to be given away again."""
        before, holder = run.chosen_before(), run.about.get(run.settings["assign_to"])
        if holder is not None and holder != before[-1].person:
            return Leave("taken")
        return self._dispatch(run, before)

    def _dispatch(self, run: Run, before: Sequence[Chosen]) -> Leave:
        settings = run.settings
        never_same = (settings["again"] or {}).get("never_same")
        ranked = run.rank(settings["ranking"], {one.person: _BEFORE for one in before} if never_same else {})
        way = _way(run)
        choice = choose(ranked.candidates, way.top, way.pick, run.draw, way.stays)
        chosen = choice.chosen
        details = details_logged(ranked, choice, list(_others(run, ranked, way)))
        cause = _cause(ranked) if chosen is None else None
        decision = Decide(
            settings["ranking"],
            _rule(way, chosen),
            chosen.person if chosen else None,
            candidates_logged(ranked, choice),
            excluded_logged(ranked.excluded),
            {**details, "pick": way.pick, "cause": cause},
            ranked.group,
            _deviations(run, chosen, ranked),
            way.reads,
        )
        if chosen is None:
            return Leave("nobody", {"cause": cause, "reasons": details["reasons"][:3]}, [decision])
        output = {"person": chosen.person, "candidate": chosen.record, "score": str(chosen.score)}
        effects: list[Effect] = [decision, Change({settings["assign_to"]: chosen.person})]
        if settings["mark"]:
            values = {
                key: ranked.form.field(key).json(run.value(tree, candidate=chosen.values))
                for key, tree in settings["mark"].items()
            }
            effects.append(Mark(ranked.form, chosen.record, values))
        return Leave("assigned", output, effects)


class _Way(NamedTuple):
    """The rule that applies to this record, and what it read to find that out."""

    rule: str
    top: Top | None
    pick: str
    reads: tuple[tuple[str, ...], ...] = ()
    stays: str | None = None


def _way(run: Run) -> _Way:
    first, stays = run.settings["among_top"], run.settings["stays_with"]
    person = run.value(stays["person"]) if stays else None
    if not first or run.value(first["when"]) is not True:
        return _Way("best", None, run.settings["pick"], stays=person)
    top = Top(lambda one: run.value(first["by"], candidate=one.values), int(run.value(first["count"]) or 1))
    return _Way("among_top", top, first["pick"], _read(first["when"]), person)


def _rule(way: _Way, chosen: Candidate | None) -> str:
    """What the decision is called."""
    if chosen is None:
        return "nobody"
    return "stays_with" if chosen.person == way.stays else way.rule


def _others(run: Run, ranked: Ranked, way: _Way) -> Iterator[dict[str, Any]]:
    """What each of the other rules would have done, on the same candidates at the same moment."""
    for other in run.settings["others"]:
        weights = {key: Decimal(run.value(tree) or 0) for key, tree in other["weights"].items()}
        candidates = ranked.otherwise(weights, other["without"])
        top = way.top if other["among_top"] else None
        chosen = choose(candidates, top, other["pick"] or way.pick, run.draw).chosen
        yield {
            "key": other["key"],
            "title": other["title"],
            "person": chosen.person if chosen else None,
            "record": chosen.record if chosen else None,
            "score": chosen.dump()["score"] if chosen else None,
        }


def _deviations(run: Run, chosen: Candidate | None, ranked: Ranked) -> dict[str, str]:
    """Which of the node's rules the decision departs from, and by how much."""
    if chosen is None:
        return {}
    behind = ranked.candidates[0].score - chosen.score

    def size(expression: Any) -> str:
        number = behind if expression is None else run.value(expression, candidate=chosen.values) or 0
        return format(Decimal(number), "f")[:20]

    return {
        one["key"]: size(one["size"])
        for one in run.settings["deviations"]
        if run.value(one["when"], candidate=chosen.values) is True
    }


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_NOTED


def _read(expression: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(references(expression.tree))


def _cause(ranked: Ranked) -> str:
    """Why nobody could be chosen: no candidates at all, one and the same rule for all of them, or several. A condition
    of the ranking's own by its key, so that a workflow can tell what it is about."""
    if ranked.candidates:
        return "none_among_top"
    if not ranked.excluded:
        return "no_candidates"
    rules = {one.left.rule for one in ranked.excluded}
    if len(rules) > 1:
        return "all_excluded"
    rule = rules.pop()
    return f"all_{rule}" if f"all_{rule}" in CAUSES else rule
