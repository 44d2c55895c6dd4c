"""Tell: messages of a workflow, sent in its transaction, each once per visit, name and person."""

from collections.abc import Set
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from .... import messages
from ....expressions import Type
from ....localized import LOCALES
from ....people import organisation_of
from ...node import Tell
from ..effecting import carries_out
from ..questions import question_of
from ..state import TRIGGER, Token
from ..unit import Unit

_TRIGGER = "trigger."


@carries_out(Tell)
def tell(unit: Unit, token: Token, effect: Tell) -> None:
    """Send; a message to nobody is none."""
    if not effect.persons:
        return
    # Nodes, visits and deeds are part of it, so that another time round tells again.
    once = f"{unit.instance.id}/{token.node}/{token.visit}/{effect.name}"
    asked = question_of(unit, token) if effect.asks else None
    app, link = unit.instance.app, unit.subject.link
    if effect.words is not None:
        messages.tell(unit.tx, unit.context, app, effect.message, effect.persons, *effect.words, once=once, link=link)
        return

    def tell_of(names: Set[str]) -> dict[str, Any]:
        own = {name for name in names if name.startswith(_TRIGGER)}
        return unit.subject.told(names - own) | {name: _told(unit, name.removeprefix(_TRIGGER)) for name in own}

    sender = unit.instance.initiator
    messages.send(
        unit.tx, unit.context, app, effect.message, effect.persons, tell_of,
        dedupe=once, link=link, asked=asked, sender=sender,
    )  # fmt: skip


def _told(unit: Unit, name: str) -> dict[str, str] | None:
    """What the trigger told, as people read it: persons by name, moments by the clock."""
    value = unit.instance.state.variables.get(TRIGGER, {}).get(name)
    if value is None:
        return None
    if unit.plan.told.get(name) is Type.DATETIME:
        zone = ZoneInfo(unit.context.workspace.zone)
        value = datetime.fromisoformat(value).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    person = organisation_of(unit.context.workspace, unit.tx.connection).name(str(value))
    return dict.fromkeys(LOCALES, person or str(value))
