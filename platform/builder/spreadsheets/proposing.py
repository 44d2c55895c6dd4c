"""What a spreadsheet would be as a form: its columns as fields of guessed types. Nothing is kept of the file."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ...runtime.context import Context
from ...runtime.definitions import plan_cache
from ...runtime.fields.base import cell_text
from ...runtime.forms.system_columns import SYSTEM_COLUMNS
from ...runtime.imports import Sheet, peek
from ...runtime.imports.sheets import cell_at
from ...runtime.localized import text
from ...runtime.people import Naming
from ...runtime.slugs import slug
from .guessing import Guessed, Knows, candidates, guessed

_LOOKED_AT = 2_000
_SAMPLES = 3
_LONGEST_SAMPLE = 60


def propose(
    context: Context, content: bytes, file_name: str, *, sheet: str = "", header_row: int | None = None
) -> dict[str, Any]:
    """{"title", "rows", "sheet", "columns": [{"name", "samples", "filled", "fields"}], "types": [{"key", "title"}]}.

    Each of `fields` is {"field": as documents hold it, "unread": of the cells}, one for each type the column may be,
    likeliest first.
    Raises BadSheet, LimitExceeded.
    """
    with TemporaryDirectory() as folder:
        found, rows = peek(Path(folder), content, most=_LOOKED_AT, sheet=sheet, header_row=header_row)
    knows = _knowing(context)
    # A list of people often has an "id" or an "owner", which every record has already.
    taken = set(SYSTEM_COLUMNS)
    columns = []
    for index, name in enumerate(found.names):
        cells = [cell_at(row, index) for row in rows]
        found_types = guessed(name, cells, knows)
        key = slug(name, "field", taken)
        taken.add(key)
        filled = [words for cell in cells if (words := cell_text(cell))]
        fields = [_field(key, name, one) for one in found_types]
        samples = [words[:_LONGEST_SAMPLE] for words in dict.fromkeys(filled)][:_SAMPLES]
        columns.append({"name": name, "samples": samples, "filled": len(filled), "fields": fields})
    types = [{"key": one.key, "title": text(one.label, context.locale)} for one in candidates()]
    return {
        "title": _title(found, file_name),
        "rows": found.rows,
        "looked_at": len(rows),
        "sheet": found.facts(),
        "columns": columns,
        "types": types,
    }


def _field(key: str, title: str, guess: Guessed) -> dict[str, Any]:
    settings = {"settings": guess.settings} if guess.settings else {}
    return {"field": {"key": key, "type": guess.type, "title": title, **settings}, "unread": guess.unread}


def _title(sheet: Sheet, file_name: str) -> str:
    """The file's name; that of the sheet where a book has several."""
    return sheet.sheet if len(sheet.sheets) > 1 else Path(file_name).stem


def _knowing(context: Context) -> Knows:
    naming = Naming(context, None, plan_cache(context.workspace).latest())

    def share(kind: str, texts: Any) -> float:
        words = set(texts)
        return sum(naming.meant(kind, one) is not None for one in words) / len(words)

    return share
