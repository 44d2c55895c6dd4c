"""What publishing the drafts of an app would change, in words, and what it means for the records that are there."""

from dataclasses import dataclass
from typing import Any

from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.localized import text
from ..patching import difference
from ..patching.words import Sentence, sentences
from .impact import Impact, impacts
from .judging import after_publishing, judged, with_drafts
from .proving import count_scenarios


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """`act`: "new", "changed" or "withdrawn"; a draft that says what is published already has no sentences."""

    kind: str
    key: str
    title: str
    act: str
    version: int
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Changes:
    """`impacts` is None while there are problems: what cannot be published cannot be counted. `scenarios`: how many
    there are to run before (`proving.py`)."""

    documents: list[DocumentChange]
    impacts: list[Impact] | None
    scenarios: int = 0


def changes_of(context: Context, app: str) -> Changes:
    """Raises NotFound."""
    plans, rows = with_drafts(context, app)
    documents = [_change(plans, row, context.locale) for row in rows]
    if judged(plans, app, rows):
        return Changes(documents, None)
    after = after_publishing(plans, app, rows)
    return Changes(documents, impacts(context, app, plans, after), count_scenarios(context, after, app))


def _change(plans: Plans, row: Any, locale: str) -> DocumentChange:
    published = plans.find(row.kind, row.app, row.key)
    before = published.document if published else {}
    title = text((row.document or before).get("title", row.key), locale)
    if not before or not row.document:
        return DocumentChange(row.kind, row.key, title, "new" if row.document else "withdrawn", row.version, [])
    told = sentences(difference(before, row.document), before, row.document, locale)
    return DocumentChange(row.kind, row.key, title, "changed", row.version, told)
