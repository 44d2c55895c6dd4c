"""Repeats: a record of the same form that has the same values already, such as a phone number left twice.

Whoever sends is told nothing of it: the answer is the same whether there is one or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from ..errors import InvalidValue
from ..forms import FormPlan
from ..storage import Transaction


@dataclass(frozen=True, slots=True)
class Repeats:
    """`fields`: those that are the same in both. `way`: refuse makes no record and keeps what came for somebody to look
    at; mark makes one with the values of `marks`; keep makes one as if there were no other."""

    fields: tuple[str, ...]
    way: Literal["refuse", "keep", "mark"]
    marks: Mapping[str, Any]


def is_repeat(tx: Transaction, form: FormPlan, repeats: Repeats, values: Mapping[str, Any]) -> bool:
    """True when a record that is not deleted has these values in all the fields; one that is empty is like no other.
    What fits no field is said elsewhere."""
    same = []
    for key in repeats.fields:
        try:
            stored = form.fields[key].load(values.get(key))
        except InvalidValue:
            return False
        if stored is None:
            return False
        same.append(form.table.c[key] == stored)
    query = sa.select(form.table.c.id).where(*same, form.table.c.deleted_at.is_(None)).limit(1)
    return tx.execute(query).first() is not None
