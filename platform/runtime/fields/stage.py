"""Stage: where a record stands, with the named moves that lead from one stage to another.

Stored: the stage's key. JSON: the key; null when empty. A new record may begin at any stage; later only a declared
move changes it.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidDefinition
from ..storage.types import key_text
from .base import Find, Prepared, field_type
from .operators import STAGED
from .options import Optioned, known, ready_options


class MoveSchema(Schema):
    """One move. `from` is a stage, several, or "*" for every one."""

    key = fields.String(required=True, validate=validate.Length(1, 120))
    title = fields.Raw(metadata={"localized": True})
    to = fields.String(required=True, metadata={"names": "stages"})

    class Meta:
        include = {"from": fields.Raw(required=True, metadata={"names": "stages", "several": True})}


@field_type("stage")
class Stage(Optioned):
    """The record's place in a procedure, changed by named moves only."""

    label = {"zh-CN": "阶段", "en": "Stage"}
    filters = STAGED
    example_settings = {
        "stages": ["new", {"key": "won", "title": {"zh-CN": "赢单", "en": "Won"}}],
        "moves": [{"key": "win", "from": "new", "to": "won"}],
    }
    examples = {"new": "new", "won": "won", None: None}
    moves = True
    in_lines = False
    rejects = ("lost", "赢单", "", 3, ["new"])

    class Settings(Schema):
        stages = fields.List(fields.Raw(metadata={"option": True}), required=True, validate=validate.Length(min=1))
        moves = fields.List(fields.Nested(MoveSchema), load_default=list)

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds what `ready_options` says of the stages, `moves` with lists of stages, and `allowed`: the (from, to)
        pairs."""
        stages = [stage if isinstance(stage, dict) else {"key": stage, "title": stage} for stage in settings["stages"]]
        ready = ready_options(stages, "/stages")
        titles = ready["titles"]
        moves = [move | {"from": _starts(move["from"], titles)} for move in settings["moves"]]
        for index, move in enumerate(moves):
            for name in (*move["from"], move["to"]):
                if name not in titles:
                    reason = {"zh-CN": f"没有名为「{name}」的阶段", "en": f"there is no stage named {name}"}
                    raise InvalidDefinition(pointer=f"/moves/{index}", reason=reason)
        allowed = frozenset((start, move["to"]) for move in moves for start in move["from"])
        return settings | ready | {"stages": stages, "moves": moves, "allowed": allowed}

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return key_text()

    def load(self, raw: Any, settings: Prepared) -> str | None:
        return None if raw is None else known(raw, settings)


def _starts(named: Any, titles: dict[str, Any]) -> list[str]:
    if named == "*":
        return list(titles)
    return [named] if isinstance(named, str) else list(named)
