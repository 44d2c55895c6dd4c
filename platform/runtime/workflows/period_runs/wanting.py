"""What a row leads to: inputs, results, and what is to be written for it, as JSON.

wanted: key of the write -> {"post": ledger, "account", "amount" (units), "day"} or
{"make": "app.form", "values", "counter", "gone"}, and under SETS {"set": values of the row itself, "gone"}.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ...definitions import Plans
from ...errors import PlatformError
from ...expressions.values import number_text
from ...ledgers import ledger_plan, rounded
from ..engine.work import problem_of
from ..errors import WrongResult
from ..named_values import fitting
from ..values import settled

# The key under which the writes to the row itself stand; no write of another kind has it.
SETS = "-"
_AMOUNT = {"zh-CN": "数量", "en": "the amount"}
_NUMBER = {"zh-CN": "数字", "en": "a number"}
# What the parameters that were read stand under, among the inputs.
PARAMETERS = "param"


@dataclass(frozen=True, slots=True)
class Worked:
    """What was worked out of one row. `problem`: why it could not be, {"code", "detail"}."""

    row_id: str
    inputs: Mapping[str, Any]
    results: Mapping[str, Any]
    wanted: Mapping[str, Any]
    problem: Mapping[str, Any] | None = None


class Wanting:
    """Works rows out by the settings of a node. `parameters`: JSON of those that it reads, kept with each row."""

    def __init__(self, settings: Mapping[str, Any], plans: Plans, app: str, parameters: Mapping[str, Any]) -> None:
        self._settings = settings
        self._plans = plans
        self._app = app
        self._parameters = {f"{PARAMETERS}.{key}": value for key, value in parameters.items()}

    def of(self, data: Mapping[str, Any]) -> Worked:
        """`data`: what the expressions read, the row as its record."""
        id = data["record"]["id"]
        inputs: dict[str, Any] = {}
        results: dict[str, Any] = {}
        try:
            seen = {**data, "inputs": {}, "results": {}}
            for name, kept in (("inputs", inputs), ("results", results)):
                for one in self._settings[name]:
                    value = one["value"](seen)
                    kept[one["key"]] = _exact(one, fitting(one, value))
                    seen[name][one["key"]] = value
            return Worked(id, inputs | self._parameters, results, self._wanted(seen))
        except PlatformError as error:
            return Worked(id, inputs | self._parameters, results, {}, problem_of(error))

    def _wanted(self, seen: Mapping[str, Any]) -> dict[str, Any]:
        wanted: dict[str, Any] = {}
        for one in self._settings["posts"]:
            if _counts(one, seen) and (posted := self._post(one, seen)):
                wanted[one["key"]] = posted
        for one in self._settings["makes"]:
            if _counts(one, seen):
                form = one["form"]
                trees = {name: one[name] for name in ("values", "counter", "gone")}
                wanted[one["key"]] = {"make": form.name} | {
                    name: _set(form, trees[name], seen) if trees[name] is not None else None for name in trees
                }
        if self._settings["sets"]:
            form = self._settings["form"]
            values, gone = (_set(form, self._settings[name], seen) for name in ("sets", "gone_sets"))
            wanted[SETS] = {"set": values, "gone": gone}
        return wanted

    def _post(self, one: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any] | None:
        """None where there is nothing to post."""
        amount = one["amount"](seen)
        if amount is None:
            return None
        if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
            raise WrongResult(name=_AMOUNT, expected=_NUMBER)
        ledger = ledger_plan(self._plans, self._app, one["ledger"])
        units = rounded(amount, ledger.decimals)
        if units == 0:
            return None
        return {"post": ledger.name, "account": one["account"](seen), "amount": units, "reason": one["reason"]}


def _exact(one: Mapping[str, Any], value: Any) -> Any:
    """A decimal is a text, whole or not: what is equal is written alike."""
    return number_text(value) if one["type"] == "decimal" and isinstance(value, int) else value


def _counts(one: Mapping[str, Any], seen: Mapping[str, Any]) -> bool:
    return one["when"] is None or one["when"](seen) is True


def _set(form: Any, trees: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    return {key: settled(form, key, tree(seen)) for key, tree in trees.items()}
