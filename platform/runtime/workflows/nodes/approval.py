"""Approval: a round of persons who say yes or no. How votes make the outcome stands in approvals/outcome.py."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...expressions import Type
from ..approvals.outcome import ENOUGH_IS_SURE, MODES, REJECT_RULES, default_reject_rule
from ..errors import NobodyToAsk
from ..node import Answer, Ask, Hold, Leave, NodeType, Round, Run, node_type

_NOBODY = {"approve": "approved", "reject": "rejected"}


@node_type("approval")
class Approval(NodeType):
    """Ask one or more persons to agree."""

    label = {"zh-CN": "审批", "en": "Approval"}
    outcomes = ("approved", "rejected")
    words = {"approved": {"zh-CN": "同意", "en": "Approved"}, "rejected": {"zh-CN": "拒绝", "en": "Rejected"}}
    waits = True
    takes_limits = True
    acts = ("approve", "reject")

    class Settings(Schema):
        approvers = fields.Raw(required=True, metadata={"persons": True})
        mode = fields.String(load_default="any", validate=validate.OneOf(MODES))
        reject_rule = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(REJECT_RULES))
        ratio = fields.Integer(load_default=ENOUGH_IS_SURE, strict=True, validate=validate.Range(1, 100))
        # Whoever made the record and is to approve it: is asked, left out, or replaced by the superior.
        initiator = fields.String(load_default="ask", validate=validate.OneOf(("ask", "skip", "superior")))
        # When there is nobody to ask: an incident, an outcome, or these persons instead.
        nobody = fields.Raw(load_default="incident", metadata={"persons": True, "words": ["incident", *_NOBODY]})
        facts = fields.List(fields.String(metadata={"field": True, "how": "shows"}), load_default=list)

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """`rule` is the deadline that answered in people's place; `nobody`: there was nobody to ask."""
        return {"by": Type.TEXT, "rule": Type.TEXT, "nobody": Type.BOOLEAN}

    def enter(self, run: Run) -> Ask | Leave:
        """The list of approvers is resolved here, once for this round."""
        settings = run.settings
        mode, instead = settings["mode"], settings["nobody"]
        persons = _approvers(run, settings["approvers"])
        if not persons and isinstance(instead, str) and instead in _NOBODY:
            return Leave(_NOBODY[instead], {"nobody": True})
        if not persons and instead != "incident":
            persons = run.people(instead)
        if not persons:
            raise NobodyToAsk
        rule = settings["reject_rule"] or default_reject_rule(mode)
        return Ask(persons, Round(mode, rule, settings["ratio"], settings["approvers"]))

    def resume(self, run: Run, event: Answer | None) -> Leave | Hold:
        assert event is not None
        return Hold() if event.outcome == "open" else Leave(event.outcome, event.output)


def _approvers(run: Run, expression: Any) -> list[str]:
    """Without duplicates, in order; the initiator treated as set."""
    found: list[str] = []
    for person in run.people(expression):
        asked: str | None = person
        if person == run.initiator and run.settings["initiator"] != "ask":
            asked = run.superior_of(person) if run.settings["initiator"] == "superior" else None
        if asked is not None and asked not in found:
            found.append(asked)
    return found
