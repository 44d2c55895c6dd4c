"""Hold: the record, or fields of it, are held from now on."""

from typing import Any

from .... import holds
from ...effects import HoldRecord
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(HoldRecord)
def hold(unit: Unit, token: Token, effect: HoldRecord) -> dict[str, Any]:
    """One hold for each visit."""
    subject, instance = unit.subject, unit.instance
    source = {"workflow": instance.workflow, "node": token.node, "instance_id": instance.id, "visit": token.visit}
    placed = holds.place(
        unit.context,
        unit.tx,
        subject.form,
        subject.id,
        source=source,
        reason=effect.reason,
        fields=effect.fields,
        persons=effect.persons,
        releasers=effect.releasers,
        until=effect.until,
    )
    return {"hold": placed}
