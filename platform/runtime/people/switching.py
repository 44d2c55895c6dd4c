"""Switch a person off, who has left, or on again: what a manager of people may do, and may not do to himself."""

from ..context import Context
from ..storage import Transaction
from .changing import PersonChange, change_person, dismiss_person
from .errors import LastAdministrator, SwitchesOneselfOff
from .organisation import organisation_of
from .rights import ADMINISTRATOR


def switch_off(tx: Transaction, context: Context, person: str) -> None:
    """As `dismiss_person`. Raises SwitchesOneselfOff, LastAdministrator, NotFound."""
    if person == context.actor.person_id:
        raise SwitchesOneselfOff
    if organisation_of(context.workspace, tx.connection).holders(ADMINISTRATOR, context.now()) == [person]:
        raise LastAdministrator
    dismiss_person(tx, context, person)


def switch_on(tx: Transaction, context: Context, person: str) -> None:
    """Who had left is back, with the roles and places he had. Raises NotFound."""
    change_person(tx, context, person, PersonChange(active=True))
