"""An app with one form, whose fields are the columns of a spreadsheet, and a role to work with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...runtime import changes
from ...runtime.context import Context
from ...runtime.definitions import Definition, InstalledApp, plans_in
from ...runtime.definitions import publish as publish_documents
from ...runtime.definitions.publishing import content_hash
from ...runtime.definitions.shape import shape_problems
from ...runtime.errors import Problems
from ...runtime.people import give_role
from ...runtime.people.grants import VERBS
from ...runtime.slugs import slug
from ...runtime.storage import Transaction
from ..checking import candidate_plans, check_together
from ..kinds import titled_schema
from ..own_apps import enter_app
from ..publishing import bring_up_to_date

_ROLE = {"zh-CN": "使用者", "en": "User"}
_USER = "user"


@dataclass(frozen=True, slots=True)
class Wish:
    """The app's key and title, and the fields as documents hold them."""

    key: str
    title: str
    fields: Sequence[Mapping[str, Any]]


def make_app_from(context: Context, wish: Wish) -> str:
    """Make the app; who makes it holds its role. Returns the form's key. Raises InvalidValue, KeyTaken, Problems."""
    form = slug(wish.title, "form")
    documents = [_form(form, wish), _role(form)]
    for document in documents:
        found = list(shape_problems(titled_schema(document["kind"]), document, document["key"]))
        if found:
            raise Problems(found)

    def unit(tx: Transaction) -> None:
        before = plans_in(context.workspace, tx)
        app = enter_app(tx, context, wish.key, wish.title)
        _check(before, app, documents)
        publish_documents(tx, context, wish.key, documents)
        bring_up_to_date(tx, context, before)
        for document in documents:
            name = f"{wish.key}.{document['key']}"
            entry = {"op": "add", "path": [], "after": document}
            changes.change_of(tx).entry(document["kind"], name, name, "create", [entry])
        if context.actor.person_id is not None:
            give_role(tx, context, context.actor.person_id, f"{wish.key}.{_USER}")

    changes.run(context, unit)
    return form


def _form(key: str, wish: Wish) -> dict[str, Any]:
    """Records are called by the first column of words."""
    words = [str(field["key"]) for field in wish.fields if field["type"] == "text"]
    titled = {"title_field": words[0]} if words else {}
    return {"kind": "form", "key": key, "title": wish.title, **titled, "fields": [dict(one) for one in wish.fields]}


def _role(form: str) -> dict[str, Any]:
    rights = {"verbs": sorted(VERBS), "fields": {"*": "write"}}
    return {"kind": "role", "key": _USER, "title": _ROLE, "forms": {form: rights}}


def _check(plans: Any, app: InstalledApp, documents: Sequence[dict[str, Any]]) -> None:
    """Raises Problems."""
    new = [Definition(app.key, one["kind"], one["key"], 1, content_hash(one), one) for one in documents]
    check_together(candidate_plans(plans, app, new, {}), app.key, plans)
