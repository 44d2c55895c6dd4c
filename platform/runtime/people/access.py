"""What an actor may do with a form: the grants of his roles, compiled once per published state and set of roles.

Nothing is allowed unless a grant says so. A grant belongs to one role and holds rows and fields together: two roles
with different rows and fields never add up to fields of one across rows of the other, so readers of rows ask each
grant by itself (`grants`), and only questions about the form as a whole ask the sum (`may`, `readable`, `writable`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..context import Actor, Context
from ..definitions import Plans
from .grants import VERBS, FieldRight, Grant, Rows, Verb, some
from .rights import ADMINISTRATOR, RIGHTS
from .role_plans import role_plans


@dataclass(frozen=True, slots=True)
class FormAccess:
    """What one actor may do with one form. `key` names it among all accesses of a published state, for plan caches."""

    app: str
    form: str
    grants: tuple[Grant, ...]
    key: Hashable = None

    def may(self, verb: Verb) -> bool:
        """True when some row could be treated so."""
        return any(verb in grant.verbs for grant in self.grants)

    def rows(self, verb: Verb) -> Rows:
        """The rows `verb` holds for, over all grants: a tree, True or False."""
        return some([grant.rows(verb) for grant in self.grants])

    def readers(self, key: str) -> list[Grant]:
        """The grants that show the field, each in its own rows."""
        return [grant for grant in self.grants if grant.reads(key)]

    def readable(self, key: str) -> bool:
        """True when the field is seen in some row."""
        return any(grant.reads(key) for grant in self.grants)

    def writable(self, key: str, verb: Verb = "change") -> bool:
        """True when the field may be set in some row (`change`) or when creating one (`create`)."""
        return any(grant.writes(key, verb) for grant in self.grants)


# What rooms above make of the grants that an actor's roles give on a form. They may go by his kind and roles alone, as
# all with the same share the answer.
AccessRule = Callable[[Actor, Plans, FormAccess], FormAccess]
_rules: list[AccessRule] = []


def access_rule(rule: AccessRule) -> AccessRule:
    """Decorate a rule. Administrators and the system are asked of none."""
    _rules.append(rule)
    return rule


def access_to(context: Context, plans: Plans, app: str, form: str) -> FormAccess:
    """What the context's actor may do with `app`.`form`; `grants` is empty when nothing."""
    actor = context.actor
    # All of one kind with the same roles share a plan; the cache is bounded by the combinations of roles in use.
    key = ("access", app, form, actor.kind, actor.app, actor.roles)
    return plans.once(key, lambda: _access(actor, plans, FormAccess(app, form, (), key)))


def app_access(plans: Plans, app: str, owner: str, form: str) -> FormAccess:
    """What the app `app` itself may do with `owner`.`form`, as its package asked for."""
    return FormAccess(owner, form, tuple(_app_grants(plans, app, f"{owner}.{form}")))


def has_right(context: Context, plans: Plans, right: str) -> bool:
    """True when the actor holds a right on the workspace as a whole, such as "market.install"."""
    return right in rights_of(context.actor, plans)


def rights_of(actor: Actor, plans: Plans) -> frozenset[str]:
    """The workspace rights the actor's roles give."""
    if actor.kind == "system" or ADMINISTRATOR in actor.roles:
        return RIGHTS
    return plans.once(("workspace_rights", actor.roles), lambda: _rights(actor, plans))


def _access(actor: Actor, plans: Plans, access: FormAccess) -> FormAccess:
    access = replace(access, grants=tuple(_grants(actor, plans, access.app, access.form)))
    if actor.kind != "system" and "records.all" not in rights_of(actor, plans):
        for rule in _rules:
            access = rule(actor, plans, access)
    return access


def _rights(actor: Actor, plans: Plans) -> frozenset[str]:
    return frozenset[str]().union(*(role.rights for role in role_plans(plans, actor.roles)))


def _grants(actor: Actor, plans: Plans, app: str, form: str) -> Iterator[Grant]:
    if plans.find("form", app, form) is None:
        return
    if actor.kind == "system" or "records.all" in rights_of(actor, plans):
        yield Grant(ADMINISTRATOR, VERBS, {}, {"*": "write"})
    elif actor.kind == "app" and actor.app:
        yield from _app_grants(plans, actor.app, f"{app}.{form}")
    elif actor.kind == "person":
        for role in role_plans(plans, actor.roles):
            if (grant := role.grants.get((app, form))) is not None:
                yield grant


def _app_grants(plans: Plans, app: str, form: str) -> Iterator[Grant]:
    """An app reads its own forms and what it asked to read, and writes only what its manifest asked for.

    Asked for is "form", "form.field" or "form.*", with "other_app." before it for another app's form, or "*" for all
    of its own. A whole form may be created, a single field only changed.
    """
    if (installed := plans.apps.get(app)) is None:
        return
    asks_for = installed.manifest.get("asks_for", {})
    reads = {"*"} if form.startswith(f"{app}.") else set(_asked_fields(asks_for.get("reads", ()), app, form))
    writes = set(_asked_fields(asks_for.get("writes", ()), app, form))
    rights: dict[str, FieldRight] = dict.fromkeys(reads, "read")
    rights.update(dict.fromkeys(writes, "write"))
    verbs = {"read"} if reads else set()
    verbs |= {"read", "change"} if writes else set()
    verbs |= {"create"} if "*" in writes else set()
    if verbs:
        yield Grant(f"app:{app}", frozenset(verbs), {}, rights)


def _asked_fields(asked: Iterable[str], app: str, form: str) -> Iterator[str]:
    for name in asked:
        if name == "*" and form.startswith(f"{app}."):
            yield "*"
        whole = name if name == form or name.startswith(f"{form}.") else f"{app}.{name}"
        if whole == form:
            yield "*"
        elif whole.startswith(f"{form}."):
            yield whole.removeprefix(f"{form}.")
