"""Names in pasted cells: short and former names, and those a merge or a person added, count as the record's own."""

from collections.abc import Sequence

import sqlalchemy as sa

from ..context import Context
from ..forms import FormPlan
from ..records.bulk.pasting import Meant, knows_names
from .matching import certain, match_all


@knows_names
def meant(context: Context, connection: sa.Connection, plan: FormPlan, texts: Sequence[str]) -> Meant:
    """Only what is beyond doubt, or equally sure of several; what is merely like a name is no name."""
    if plan.names is None:
        return {}
    found: Meant = {}
    for text, one in zip(texts, match_all(context, plan.app, plan.key, texts, connection=connection), strict=True):
        hits = [hit for hit in one.suggestions if (hit.id == one.id if one.id else certain(hit))]
        if hits:
            found[text] = [(hit.id, hit.label) for hit in hits]
    return found
