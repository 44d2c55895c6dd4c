"""People: accounts and sessions (directory), the dated organisation and roles (workspace), and what roles permit.

Start at `signing_in.py` for who one is, `organisation.py` for where one stands, `access.py` for what one may.
Everything is refused unless a role grants it. Who belongs where is dated: the past stays answerable.
"""

from .access import FormAccess, access_to, app_access, has_right, rights_of
from .accounts import (
    accounts_of,
    check_password,
    create_account,
    disable_account,
    enable_account,
    find_account,
    may_sign_in,
    password_set_at,
    set_password,
)
from .actors import actor_values, person_actor, signed_in
from .administrators import FirstAdministrator, first_administrator, needs_administrator
from .attempts import check_guesses, count_guess
from .changing import (
    NewPerson,
    PersonChange,
    add_department,
    add_person,
    after_leaving,
    appoint_head,
    change_person,
    dismiss_person,
    give_role,
    place_person,
    raise_people_revision,
    set_manager,
    take_role,
)
from .facts import person_values
from .grants import FieldRight, Grant, Rows, Verb
from .loading import load_people
from .naming import KINDS, Naming, actor_name, naming_in, titles_of_roles
from .organisation import Organisation, Person, known_organisation, organisation_of
from .piloting import in_his_pilots
from .resolving import resolve_people
from .rights import ADMINISTRATOR, RIGHT_TITLES, RIGHTS
from .role_plans import RolePlan, role_plan
from .schema import role_schema
from .signing_in import (
    Session,
    create_token,
    csrf_token,
    open_session,
    remove_expired,
    revoke_token,
    sign_in,
    sign_out,
    tokens_of,
)
from .switching import switch_off, switch_on

__all__ = [
    "ADMINISTRATOR",
    "KINDS",
    "RIGHTS",
    "RIGHT_TITLES",
    "FieldRight",
    "FirstAdministrator",
    "FormAccess",
    "Grant",
    "Naming",
    "NewPerson",
    "Organisation",
    "Person",
    "PersonChange",
    "RolePlan",
    "Rows",
    "Session",
    "Verb",
    "access_to",
    "accounts_of",
    "actor_name",
    "actor_values",
    "add_department",
    "add_person",
    "after_leaving",
    "app_access",
    "appoint_head",
    "change_person",
    "check_guesses",
    "check_password",
    "count_guess",
    "create_account",
    "create_token",
    "csrf_token",
    "disable_account",
    "dismiss_person",
    "enable_account",
    "find_account",
    "first_administrator",
    "give_role",
    "has_right",
    "in_his_pilots",
    "known_organisation",
    "load_people",
    "may_sign_in",
    "naming_in",
    "needs_administrator",
    "open_session",
    "organisation_of",
    "password_set_at",
    "person_actor",
    "person_values",
    "place_person",
    "raise_people_revision",
    "remove_expired",
    "resolve_people",
    "revoke_token",
    "rights_of",
    "role_plan",
    "role_schema",
    "set_manager",
    "set_password",
    "sign_in",
    "sign_out",
    "signed_in",
    "switch_off",
    "switch_on",
    "take_role",
    "titles_of_roles",
    "tokens_of",
]
