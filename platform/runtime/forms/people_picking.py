"""Picking a person: which ones fit the other fields of the record.

{"and": [{"in": [{"var": "this.unit"}, {"var": "person.within"}]}, {"in": ["buyer", {"var": "person.roles"}]}]}

person.* is what is known of one of them (people/facts.py), this.* the record. It waits until the fields of the record
that it reads are filled, and is held in the picker, while one types and when the record is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..expressions import Environment, Type, references
from .computing import Closure, check_condition
from .environment import PERSON_TYPES
from .fields import FieldPlan
from .locating import located, wrong


@dataclass(frozen=True, slots=True, eq=False)
class PeopleFit:
    """Whom one field takes. `reads`: the fields of the record that decide."""

    field: FieldPlan
    reads: frozenset[str]
    condition: Closure

    def waits(self, record: Mapping[str, Any]) -> bool:
        """True while a field that decides is empty: everybody fits."""
        return any(record.get(name) is None for name in self.reads)

    def fits(self, data: Mapping[str, Any], person: Mapping[str, Any]) -> bool:
        """Whether a person, as `person_values` has him, fits the record of `data`."""
        return self.condition({**data, "this": data["record"], "person": person}) is True


def compile_people(fields: Mapping[str, FieldPlan], environment: Environment) -> dict[str, PeopleFit]:
    """For each field of people that narrows, whom it takes. Raises InvalidDefinition with a pointer into the form."""
    scope = _scope(environment)
    found = {}
    for field in fields.values():
        if field.type.links == "person" and (narrow := field.settings.get("narrow")) is not None:
            with located(f"{field.pointer}/settings/narrow"):
                condition = check_condition(narrow, scope)
            found[field.key] = PeopleFit(field, frozenset(read_of_this(narrow)), condition)
        for column in field.columns.values():
            if column.type.links == "person" and column.settings.get("narrow") is not None:
                raise wrong(
                    f"{field.pointer}/settings{column.pointer}/settings/narrow",
                    "明细列中的成员不能按其他字段缩小范围",
                    "people in columns of lines cannot be narrowed by other fields",
                )
    return found


def read_of_this(narrow: Any) -> set[str]:
    """The fields of this record that a condition reads."""
    return {path[1] for path in references(narrow) if len(path) > 1 and path[0] == "this"}


def _scope(environment: Environment) -> Environment:
    """People and the record alone: a question to other forms would be put once for every person."""
    types: dict[tuple[str, ...], Type] = dict(environment.types)
    types.update({("this", *path[1:]): type_ for path, type_ in environment.types.items() if path[0] == "record"})
    types.update({("person", name): type_ for name, type_ in PERSON_TYPES.items()})
    return replace(environment, types=types, forms=None)
