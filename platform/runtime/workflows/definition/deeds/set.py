"""Set: write values of expressions into the record. {"set": {field: tree}}"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ....errors import InvalidDefinition
from ....forms.locating import located, wrong
from ...node import Change, Effect, Run
from ...values import settled
from ..names import Expression, Names
from .deed import Deed, DeedType, deed_types


@dataclass(frozen=True, slots=True, eq=False)
class Put(Deed):
    """Set a field to the value of an expression."""

    field: str
    value: Expression

    def effects(self, run: Run, name: str) -> list[Effect]:
        return [Change({self.field: settled(run.form, self.field, run.value(self.value))})]


@deed_types.registers("set")
class Set(DeedType):
    label = {"zh-CN": "写入字段", "en": "Set a field"}

    def prepare(self, raw: Mapping[str, Any], names: Names, acts: Collection[str]) -> tuple[Deed, ...]:
        if not isinstance(raw["set"], dict):
            raise wrong("/set", "这里按字段写值", "this gives values by field")
        return tuple(_put(key, tree, names) for key, tree in raw["set"].items())


def _put(key: str, tree: Any, names: Names) -> Put:
    with located(f"/set/{key}"):
        field = names.form.fields.get(names.field(key))
        if field is not None and field.computed:
            raise InvalidDefinition(reason={"zh-CN": "公式字段不能写入", "en": "a formula cannot be set"}, pointer="")
        return Put(key, names.expression(tree))
