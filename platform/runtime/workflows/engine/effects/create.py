"""Create: a record is made as the app, by the ordinary way."""

from typing import Any

from .... import records
from ...node import Create
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Create)
def create(unit: Unit, token: Token, effect: Create) -> dict[str, Any]:
    """Raises what wrong values or a missing right raise. Once for each visit: it commits with the step."""
    form = effect.form
    made = records.create(unit.context, form.app, form.key, effect.values, tx=unit.tx, gates=effect.gates)
    return {"record": made.id}
