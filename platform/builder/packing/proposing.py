"""What of an app could go into a package, and what stands in the way."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...runtime import records
from ...runtime.context import Context
from ...runtime.definitions import Plans, plan_cache
from ...runtime.errors import NotFound
from ...runtime.forms import form_plan
from ...runtime.identifiers import is_id
from ...runtime.localized import text
from ...runtime.people import KINDS, Naming
from ...runtime.pointers import token
from ..kinds import definition_kinds
from ..patching.words import place_words
from .constants import constants

Documents = dict[tuple[str, str], dict[str, Any]]


def _seen(context: Context, app: str, form: str) -> int:
    """How many records who packs finds; they are what could go along."""
    try:
        return records.count(context, app, form)[0]
    except NotFound:
        return 0


class NamedHere(NamedTuple):
    """The title of a document, the place in it in words, and what is named there."""

    document: str
    place: str
    name: str


def propose(context: Context, app: str) -> dict[str, Any]:
    """{"title", "summary", "version", "documents", "constants", "forms", "named"}, of what is published.

    `constants`: what may become a parameter. `forms`: whose records may go along as samples, with their number.
    `named`: places where a person or department of this company is named, whom nobody elsewhere has. Raises NotFound.
    """
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if (installed := plans.apps.get(app)) is None:
        raise NotFound
    found = documents_of(plans, app)
    locale = context.locale
    return {
        "title": text(installed.manifest["title"], locale),
        "summary": text(installed.manifest.get("summary", ""), locale),
        "version": installed.version,
        "documents": [
            {"kind": kind, "kind_title": text(definition_kinds.get(kind).title, locale), **_named(key, one, locale)}
            for (kind, key), one in found.items()
        ],
        "constants": [
            {
                "kind": one.kind,
                "key": one.key,
                "pointer": one.pointer,
                "type": one.type,
                "value": one.value,
                "document": text(found[one.kind, one.key].get("title", one.key), locale),
                "place": place_words(found[one.kind, one.key], one.pointer, locale),
            }
            for one in constants(plans, installed, found)
        ],
        "forms": [
            {**_named(key, one, locale), "records": _seen(context, app, key)}
            for (kind, key), one in found.items()
            if kind == "form" and form_plan(plans, app, key).writable
        ],
        "named": [
            {"document": one.document, "place": one.place, "name": one.name} for one in named(context, plans, found)
        ],
    }


def documents_of(plans: Plans, app: str) -> Documents:
    """Everything published of an app, by kind and key."""
    return {(kind, one.key): one.document for kind in plans.kinds() for one in plans.documents(kind, app)}


def named(context: Context, plans: Plans, documents: Mapping[tuple[str, str], Any]) -> Iterator[NamedHere]:
    """Everybody and everything of this company that the documents point to."""
    naming = Naming(context, None, plans)
    for (_, key), document in documents.items():
        for pointer, id in _ids(document, ""):
            name = next((found for sort in KINDS if (found := naming.name(sort, id))), None)
            if name is not None:
                title = text(document.get("title", key), context.locale)
                yield NamedHere(title, place_words(document, pointer, context.locale), name)


def _ids(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _ids(member, f"{pointer}/{token(name)}")
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _ids(one, f"{pointer}/{at}")
    elif is_id(value):
        yield pointer, value


def _named(key: str, document: Mapping[str, Any], locale: str) -> dict[str, str]:
    return {"key": key, "title": text(document.get("title", key), locale)}
