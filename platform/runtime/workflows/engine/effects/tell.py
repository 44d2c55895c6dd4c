"""Tell: messages of a workflow, sent in its transaction, each once per visit, name and person."""

from .... import messages
from ...node import Tell
from ..effecting import carries_out
from ..state import Token
from ..unit import Unit


@carries_out(Tell)
def tell(unit: Unit, token: Token, effect: Tell) -> None:
    """Send; a message to nobody is none."""
    if not effect.persons:
        return
    # Nodes, visits and deeds are part of it, so that another time round tells again.
    once = f"{unit.instance.id}/{token.node}/{token.visit}/{effect.name}"
    app, link = unit.instance.app, unit.subject.link
    if effect.words is not None:
        messages.tell(unit.tx, unit.context, app, effect.message, effect.persons, *effect.words, once=once, link=link)
        return
    tell_of = unit.subject.told
    messages.send(unit.tx, unit.context, app, effect.message, effect.persons, tell_of, dedupe=once, link=link)
