"""Dispatch: choose the person who fits the record best, by a ranking, and write the person into the record."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from ...forms.locating import wrong
from ...rankings import Candidate, ranking_plan
from ..node import Change, Decide, Effect, Leave, Mark, NodeType, Run, node_type

_BEFORE = {"zh-CN": "这条记录已分派过一次", "en": "has had this record before"}


class AmongTopSchema(Schema):
    """When `when` holds, only the `count` candidates with the highest `by` are considered."""

    when = fields.Raw(required=True, metadata={"expression": True})
    by = fields.Raw(required=True, metadata={"expression": True, "candidate": True})
    count = fields.Raw(required=True, metadata={"expression": True})


class AgainSchema(Schema):
    """What holds when the record comes here another time."""

    never_same = fields.Boolean(load_default=False, truthy={True}, falsy={False})


@node_type("dispatch")
class Dispatch(NodeType):
    """Assign the record to whoever fits best, and keep the reasons."""

    label = {"zh-CN": "分派", "en": "Dispatch"}
    outcomes = ("assigned", "nobody")
    words = {"assigned": {"zh-CN": "已分派", "en": "Assigned"}, "nobody": {"zh-CN": "无人可派", "en": "Nobody fits"}}

    class Settings(Schema):
        ranking = fields.String(required=True, metadata={"kind": "ranking", "subject": "candidate"})
        assign_to = fields.String(required=True, metadata={"field": True, "how": "writes"})
        among_top = fields.Nested(AmongTopSchema, load_default=None, allow_none=True)
        again = fields.Nested(AgainSchema, load_default=None, allow_none=True)
        # Fields of the chosen candidate's record that are set: how many it has by now, when it was chosen last.
        mark = fields.Dict(load_default=dict, metadata={"expressions": True, "candidate": True, "keys": "candidate"})

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """The person goes into a field for persons, marks into fields of the candidates."""
        if names.form.fields[settings["assign_to"]].type.links != "person":
            raise wrong("/assign_to", "这里需要成员字段", "this must be a field for a person")
        form = ranking_plan(names.plans, names.app, settings["ranking"]).form
        for key in settings["mark"]:
            if key not in form.writable:
                raise wrong(
                    f"/mark/{key}", f"候选人表单没有可写的字段「{key}」", f"candidates have no field {key} to set"
                )

    def enter(self, run: Run) -> Leave:
        settings = run.settings
        before = run.chosen_before() if (settings["again"] or {}).get("never_same") else []
        ranked = run.rank(settings["ranking"], dict.fromkeys(before, _BEFORE))
        rule, eligible = self._eligible(run, ranked.candidates)
        chosen = eligible[0] if eligible else None
        decision = Decide(
            settings["ranking"],
            rule if chosen else "nobody",
            chosen.person if chosen else None,
            [candidate.dump(chosen=candidate is chosen) for candidate in ranked.candidates],
            [one.dump() for one in ranked.excluded],
        )
        if chosen is None:
            return Leave("nobody", {"cause": _cause(ranked.excluded)}, [decision])
        output = {"person": chosen.person, "candidate": chosen.record, "score": str(chosen.score)}
        effects: list[Effect] = [decision, Change({settings["assign_to"]: chosen.person})]
        if settings["mark"]:
            values = {
                key: ranked.form.field(key).json(run.value(tree, candidate=chosen.values))
                for key, tree in settings["mark"].items()
            }
            effects.append(Mark(ranked.form, chosen.record, values))
        return Leave("assigned", output, effects)

    def _eligible(self, run: Run, candidates: Sequence[Candidate]) -> tuple[str, Sequence[Candidate]]:
        """The rule that applied, and the candidates it leaves, best first."""
        top: Mapping[str, Any] | None = run.settings["among_top"]
        if not top or run.value(top["when"]) is not True:
            return "best", candidates
        # Sorting is stable: among equals the better score stands first. Empty counts as least.
        by = {id(one): run.value(top["by"], candidate=one.values) for one in candidates}
        known = [one for one in candidates if by[id(one)] is not None]
        first = sorted(known, key=lambda one: by[id(one)], reverse=True)[: int(run.value(top["count"]) or 1)]
        return "among_top", [one for one in candidates if any(one is other for other in first)]


def _cause(excluded: Sequence[Any]) -> str:
    return "all_excluded" if excluded else "no_candidates"
