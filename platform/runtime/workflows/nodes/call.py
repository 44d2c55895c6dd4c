"""Call: ask another system over a connection, wait for its answer, and go on with what it says.

The request is worked out when the node is entered and written with its job; the engine sends it (engine/sending.py).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from marshmallow import Schema, fields, validate

from ....connectors.http import METHODS, Http
from ...connections import connection_plan
from ...expressions import Type
from ...expressions.types import words as type_words
from ...expressions.values import number_text
from ...forms.locating import wrong
from ...localized import Localized
from ...storage.types import dump_moment
from ..errors import AnswerUnfit, UnfitPart
from ..node import Answer, Leave, NodeType, Run, Send, Step, node_type
from ..values import json_value

_TYPES = ("text", "integer", "decimal", "boolean", "date", "datetime", "list")
_KEY = "^[a-z][a-z0-9_]{0,58}$"
_NAME = r"^[A-Za-z0-9_\-\[\]]{1,60}$"
# Members of the body, those inside others with dots: "customer.name".
_WAY = r"^[^\s.]{1,60}(\.[^\s.]{1,60}){0,9}$"
_MOST = 50


class OutputSchema(Schema):
    """A value of the answer; later steps read it by its key."""

    key = fields.String(required=True, validate=validate.Regexp(_KEY))
    title = fields.Raw(metadata={"localized": True})
    # Where it stands in the JSON of the answer: "data.items.0.id".
    path = fields.String(required=True, validate=validate.Length(1, 300))
    type = fields.String(load_default="text", validate=validate.OneOf(_TYPES))
    # Without it the step stops.
    required = fields.Boolean(load_default=False, truthy={True}, falsy={False})


@node_type("call")
class CallOut(NodeType):
    """Ask another system over a connection and go on with its answer."""

    label = {"zh-CN": "调用接口", "en": "Call"}
    outcomes = ("answered", "refused")
    optional = frozenset({"refused"})
    words: ClassVar[Mapping[str, Localized]] = {
        "answered": {"zh-CN": "已应答", "en": "Answered"},
        "refused": {"zh-CN": "被对方拒绝", "en": "Refused"},
    }
    waits = True
    takes_limits = True
    sends = True

    class Settings(Schema):
        connection = fields.String(required=True, metadata={"kind": "connection"})
        method = fields.String(load_default="GET", validate=validate.OneOf(METHODS))
        # Parts of the path below the connection's address; each is sent as one part, whatever it holds.
        path = fields.List(
            fields.Raw(metadata={"expression": True}), load_default=list, validate=validate.Length(0, 20)
        )
        query = fields.Dict(
            keys=fields.String(validate=validate.Regexp(_NAME)), load_default=dict, metadata={"expressions": True}
        )
        headers = fields.Dict(
            keys=fields.String(validate=validate.Regexp("^[A-Za-z][A-Za-z0-9-]{0,59}$")),
            load_default=dict,
            metadata={"expressions": True},
        )
        body = fields.Dict(
            keys=fields.String(validate=validate.Regexp(_WAY)), load_default=dict, metadata={"expressions": True}
        )
        # The statuses of a good answer; any 2xx without it.
        expect = fields.List(
            fields.Integer(strict=True, validate=validate.Range(200, 499)),
            load_default=list,
            validate=validate.Length(0, 20),
        )
        outputs = fields.List(fields.Nested(OutputSchema), load_default=list, validate=validate.Length(0, _MOST))

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """The connection can be asked, outputs have names of their own, the body has one shape."""
        plan = connection_plan(names.plans, names.app, settings["connection"])
        if not isinstance(plan.type, Http):
            raise wrong("/connection", "这里需要 HTTP 接口类的连接", "this must be a connection to an HTTP service")
        if settings["body"] and settings["method"] in ("GET", "DELETE"):
            raise wrong("/body", f"{settings['method']} 请求不带内容", f"a {settings['method']} request has no body")
        seen = {"outcome", "visits", "status"}
        for index, output in enumerate(settings["outputs"]):
            if output["key"] in seen:
                key = output["key"]
                raise wrong(f"/outputs/{index}/key", f"「{key}」已被占用", f"{key} is taken")
            seen.add(output["key"])
        for way in settings["body"]:
            if any(other.startswith(f"{way}.") for other in settings["body"]):
                raise wrong(f"/body/{way}", f"「{way}」既是值又有下级", f"{way} is a value and has members of its own")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        return {one["key"]: Type(one["type"]) for one in settings["outputs"]} | {"status": Type.INTEGER}

    def enter(self, run: Run) -> Step:
        return self._ask(run, 1)

    def resume(self, run: Run, event: Answer | None) -> Step:
        """`failed`: an administrator lets it be tried again, as the same call, or as a new one where it was refused."""
        assert event is not None
        if event.outcome == "failed":
            number = event.output["call"]
            return Send(number=number) if event.output["same"] else self._ask(run, number + 1)
        return Leave(event.outcome, event.output)

    def receive(self, settings: Mapping[str, Any], status: int, body: bytes) -> Answer:
        """A good answer with its outputs. Raises AnswerUnfit."""
        outputs = settings["outputs"]
        told = _parsed(body) if outputs else None
        return Answer("answered", {"status": status} | {one["key"]: _output(one, told) for one in outputs})

    def _ask(self, run: Run, number: int) -> Send:
        settings = run.settings
        texts = {
            part: {
                name: _text(f"/{part}/{name}", value)
                for name, tree in settings[part].items()
                if (value := run.value(tree)) is not None
            }
            for part in ("query", "headers")
        }
        request = {
            "method": settings["method"],
            "path": [_text(f"/path/{index}", run.value(tree)) for index, tree in enumerate(settings["path"])],
            "body": _nested({way: json_value(run.value(tree)) for way, tree in settings["body"].items()}),
            **texts,
        }
        return Send(number, settings["connection"], request)


def _text(place: str, value: Any) -> str:
    """A value as it stands in an address or a header. Raises UnfitPart for what cannot stand there."""
    if isinstance(value, bool):
        return "true" if value else "false"
    made = json_value(value)
    if not isinstance(made, (str, int)) or made == "":
        raise UnfitPart(pointer=place)
    return str(made)


def _nested(members: Mapping[str, Any]) -> dict[str, Any] | None:
    """Members by their ways as objects in objects; None for no body."""
    body: dict[str, Any] = {}
    for way, value in members.items():
        *outer, last = way.split(".")
        inside = body
        for name in outer:
            inside = inside.setdefault(name, {})
        inside[last] = value
    return body or None


def _parsed(body: bytes) -> Any:
    try:
        # Numbers keep their digits; what is no number of JSON is refused.
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise AnswerUnfit(reason=_NO_JSON) from None


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _output(output: Mapping[str, Any], told: Any) -> Any:
    found = _at(told, output["path"].split("."))
    if found is None:
        if output["required"]:
            raise AnswerUnfit(
                reason={"zh-CN": f"缺少 {output['path']}", "en": f"it has no {output['path']}"},
            )
        return None
    try:
        return _AS[output["type"]](found)
    except (ValueError, TypeError, InvalidOperation):
        expected = type_words(output["type"])
        raise AnswerUnfit(
            reason={
                "zh-CN": f"{output['path']} 应为{expected['zh-CN']}",
                "en": f"its {output['path']} must be {expected['en']}",
            }
        ) from None


def _at(told: Any, way: Sequence[str]) -> Any:
    for part in way:
        if isinstance(told, list):
            told = told[int(part)] if part.isdecimal() and int(part) < len(told) else None
        else:
            told = told.get(part) if isinstance(told, dict) else None
    return told


def _as_text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise TypeError
    return str(value)[:20_000]


def _as_number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
        raise TypeError
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18:
        raise ValueError
    return number


def _as_integer(value: Any) -> int:
    number = _as_number(value)
    if number != number.to_integral_value():
        raise ValueError
    return int(number)


def _as_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _as_moment(value: Any) -> str:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return dump_moment(moment)


def _as_list(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > 1000:
        raise TypeError
    return [json_value(one) for one in value]


_AS: dict[str, Any] = {
    "text": _as_text,
    "integer": _as_integer,
    "decimal": lambda value: number_text(_as_number(value)),
    "boolean": _as_boolean,
    "date": lambda value: date.fromisoformat(value).isoformat(),
    "datetime": _as_moment,
    "list": _as_list,
}
_NO_JSON = {"zh-CN": "不是 JSON", "en": "it is no JSON"}
