"""Release: what this workflow holds of the record is free again."""

from typing import Any

from .... import holds
from ...effects import ReleaseRecord
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(ReleaseRecord)
def release(unit: Unit, token: Token, effect: ReleaseRecord) -> dict[str, Any]:
    """What was released before, or has ended, is none."""
    count = holds.release_placed(unit.context, unit.tx, unit.subject.id, unit.instance.workflow, effect.step)
    return {"count": count}
