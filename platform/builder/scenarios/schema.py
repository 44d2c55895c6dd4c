"""The JSON Schema of a scenario."""

from typing import Any

from ..kinds.shapes import KEY, LOCALIZED, closed

_TEXT = {"type": "string", "minLength": 1}
_VALUES = {"type": "object"}

# A step, named "workflow.node".
_STEP_NAME = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
# What another system answers to the calls of a step, one after the other; the last is answered to all that follow.
_ANSWERS = {
    "type": "array",
    "minItems": 1,
    "items": closed({"status": {"type": "integer", "minimum": 100, "maximum": 599}, "body": {}}, []),
}
_GIVEN = {
    "oneOf": [
        closed({"people": _TEXT}, ["people"]),
        closed({"records": {"type": "object", "additionalProperties": _TEXT}}, ["records"]),
        closed({"parameters": _VALUES}, ["parameters"]),
        closed(
            {"answers": {"type": "object", "propertyNames": _STEP_NAME, "additionalProperties": _ANSWERS}}, ["answers"]
        ),
    ]
}

_ACT = {"as": _TEXT, "name": KEY, "refused": _TEXT}
# What is done to a record of a pool; `to` is a person's code, `comment` stands for the cause of what is put in.
_POOL_ACTS: dict[str, dict[str, Any]] = {
    "claim": {},
    "assign": {"to": _TEXT},
    "transfer": {"to": _TEXT},
    "return": {"reason": KEY, "comment": _TEXT},
    "put_in": {"comment": _TEXT},
    "protect": {"comment": _TEXT},
    "unprotect": {},
}
_PERIOD_ACTS: dict[str, dict[str, Any]] = {
    "run_period": {},
    "confirm_run": {},
    "discard_run": {},
    "close_period": {},
    "reopen_period": {"reason": _TEXT},
}
_STEP = {
    "oneOf": [
        closed({**_ACT, "create": KEY, "values": _VALUES}, ["as", "create", "values"]),
        closed({**_ACT, "change": KEY, "values": _VALUES}, ["as", "change", "values"]),
        closed({**_ACT, "delete": KEY}, ["as", "delete"]),
        closed({**_ACT, "accept": KEY, "of": KEY, "act": KEY}, ["as", "accept", "of"]),
        closed({**_ACT, "complete": KEY, "of": KEY, "values": _VALUES}, ["as", "complete", "of"]),
        closed({**_ACT, "decline": KEY, "of": KEY, "reason": KEY}, ["as", "decline", "of"]),
        closed(
            {**_ACT, "decide": KEY, "of": KEY, "decision": KEY, "comment": _TEXT}, ["as", "decide", "of", "decision"]
        ),
        *(closed({**_ACT, act: KEY, "pool": KEY, **more}, ["as", act, "pool"]) for act, more in _POOL_ACTS.items()),
        *(
            closed({**_ACT, act: _STEP_NAME, "period": _TEXT, **more}, ["as", act, "period", *more])
            for act, more in _PERIOD_ACTS.items()
        ),
        closed({"advance": {"type": "string", "pattern": "^P"}}, ["advance"]),
        closed({"expect": {"type": "object", "minProperties": 1}}, ["expect"]),
    ]
}


def scenario_schema() -> dict[str, Any]:
    """A scenario: what is given, then steps. `as` names a person by code, "administrator", or a record's member
    field ("lead.seller"); `refused` on a step is the code of the error it must meet."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **closed(
            {
                "kind": {"const": "scenario"},
                "key": KEY,
                "title": LOCALIZED,
                "now": {"type": "string", "format": "date-time"},
                "given": {"type": "array", "items": _GIVEN},
                "steps": {"type": "array", "items": _STEP, "minItems": 1},
            },
            ["kind", "key", "title", "now", "steps"],
        ),
    }
