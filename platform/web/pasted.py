"""What is wrong with pasted cells, as answers tell it."""

from typing import Any

from ..runtime.context import Context
from ..runtime.records.bulk.pasting import Pasted

_LONGEST_TEXT = 200


def told(context: Context, found: Pasted) -> list[dict[str, Any]]:
    """Each cell that could not be taken, with the reason and those a name may mean."""
    return [
        {
            "row": row,
            "column": column,
            "text": text[:_LONGEST_TEXT],
            "message": error.sentence(context.locale),
            "candidates": [{"id": id, "name": name} for id, name in error.context.get("candidates", ())],
        }
        for row, column, text, error in found.problems
    ]
