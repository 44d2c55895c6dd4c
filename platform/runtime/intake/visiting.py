"""Visiting a public form: who has a link reads the form, puts files, and sends an answer; he is told nothing else.

`uploads.py` takes his files, `answering.py` his answer.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..context import SYSTEM, Context
from ..definitions import Plans, plan_cache
from ..errors import InvalidDefinition, NotFound
from ..forms.describing import describe
from ..localized import LOCALES, text
from ..people.access import FormAccess
from ..people.grants import Grant
from ..storage import Installation
from .errors import NotOpen
from .links import find_link
from .opening import State, state_of
from .plan import ROLE, IntakePlan, intake_plan
from .tickets import make_ticket


@dataclass(frozen=True, slots=True)
class Visit:
    """A link that was opened. `state` says whether the form may be filled in."""

    context: Context
    plans: Plans
    plan: IntakePlan
    link: Any
    state: State


def open_link(installation: Installation, token: str, **surroundings: Any) -> Visit:
    """What the link with this token leads to. Raises NotFound."""
    id, dot, _ = token.partition(".")
    if not dot:
        raise NotFound
    context = Context(installation.workspace(id), SYSTEM, provenance="public_form", **surroundings)
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
        row = find_link(connection, token)
        if row is None:
            raise NotFound
        app, _, key = row.intake.partition(".")
        try:
            plan = intake_plan(plans, app, key)
        except InvalidDefinition:
            # The form or a field went away.
            raise NotFound from None
        if not plan.channel.public:
            raise NotFound
        return Visit(context.acting_as(plan.actor), plans, plan, row, state_of(context, connection, plan, row))


def form_shown(visit: Visit, now: datetime) -> dict[str, Any]:
    """What the page shows; `form` and `ticket` only where it may be filled in. `now` is the machine's."""
    plan, locale = visit.plan, visit.context.locale
    if visit.state == "revoked":
        # A link that was withdrawn tells no more than that.
        return {"state": visit.state}
    settings = plan.settings
    told = {
        "state": visit.state,
        "title": text(plan.title, locale),
        "description": text(plan.description, locale) if plan.description else None,
        "opens_at": settings["opens_at"] if visit.state == "early" else None,
        "origins": settings["origins"],
        "zone": visit.context.workspace.zone,
    }
    if visit.state != "open":
        return told
    return told | {
        "form": visit.plans.once(("public_form", plan.name, locale), lambda: _form(visit)),
        "thanks": text(settings["thanks"], locale) if settings["thanks"] else None,
        "consent": _consent(plan, locale),
        "another": settings["another"],
        "least_s": settings["least_s"],
        "parameters": sorted(set(plan.parameters.values()) - set(visit.link.parameters)),
        "ticket": make_ticket(visit.context, visit.link.id, now),
    }


def check_open(visit: Visit) -> None:
    """Raises NotOpen."""
    if visit.state != "open":
        raise NotOpen(state=visit.state)


def consent_texts(plan: IntakePlan) -> dict[str, str]:
    """Digest → text, of what one has to agree to in each language; empty where it is nothing."""
    words = plan.settings["consent"]
    texts = [text(words, locale) for locale in LOCALES] if words else []
    return {hashlib.sha256(one.encode()).hexdigest(): one for one in texts}


def _consent(plan: IntakePlan, locale: str) -> dict[str, str] | None:
    words = plan.settings["consent"]
    shown_text = text(words, locale) if words else None
    return next(({"hash": hash, "text": one} for hash, one in consent_texts(plan).items() if one == shown_text), None)


def _form(visit: Visit) -> dict[str, Any]:
    """The form as anybody may see it: the fields that are asked for, and what tells of no others."""
    plan = visit.plan
    grant = Grant(ROLE + plan.name, frozenset({"create"}), {}, dict.fromkeys(plan.fields, "write"))
    told = describe(plan.form, FormAccess(plan.form.app, plan.form.key, (grant,)), visit.context.locale)
    # Who is not known asks nothing while he types; what he sends is judged.
    told |= {"asks": False, "keep_last": [], "begins": False}
    for field in told["fields"]:
        if (offered := plan.choices.get(field["key"])) is not None:
            options = [{"key": one, "title": text(title, visit.context.locale)} for one, title in offered.items()]
            field |= {"type": "single_choice", "settings": {"options": options}, "filters": [], "sortable": False}
    return told
