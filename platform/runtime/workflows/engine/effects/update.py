"""Update: the record, or another one as it was read, gets values."""

from .... import records
from ...node import Update
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Update)
def update(unit: Unit, token: Token, effect: Update) -> None:
    """Raises StaleRevision where somebody changed it meanwhile, and what wrong values or a missing right raise."""
    record, subject = effect.record, unit.subject
    if record is None or (record.id == subject.id and record.plan.name == subject.form.name):
        subject.change(effect.values, gates=effect.gates)
        return
    form = record.plan
    records.change(
        unit.context,
        form.app,
        form.key,
        record.id,
        effect.values,
        revision=record.revision,
        tx=unit.tx,
        gates=effect.gates,
    )
