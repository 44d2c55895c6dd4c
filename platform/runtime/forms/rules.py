"""Rules of a form: while a condition holds, fields are required, shown, hidden, enabled or set.

What is hidden is never missing, but what was sent for it is kept: hiding is about the page, not about data. A layout
item that is hidden hides the fields inside it. A field with an "enable" rule takes a new value only while one of them
holds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..expressions import Environment
from ..localized import listed
from .classes import is_local
from .computing import Closure, Step, check_condition, value_step
from .fields import FieldPlan, unknown_field
from .locating import located, wrong

ACTS = ("require", "show", "hide", "enable", "set")
# Acts on layout items as well as on fields.
_PLACING = ("show", "hide")


@dataclass(slots=True)
class Rules:
    """A form's rules compiled: per act, the conditions by field. `show` and `hide` know layout items too; `inside`
    tells which fields stand in those."""

    require: list[tuple[Closure, tuple[str, ...]]] = field(default_factory=list)
    show: dict[str, list[Closure]] = field(default_factory=dict)
    hide: dict[str, list[Closure]] = field(default_factory=dict)
    enable: dict[str, list[Closure]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    inside: dict[str, frozenset[str]] = field(default_factory=dict)
    # Every rule's condition, and the rules that a browser cannot follow by itself.
    conditions: dict[str, Closure] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def required(self, data: Mapping[str, Any]) -> set[str]:
        """The fields that rules require now."""
        return {key for holds, keys in self.require if holds(data) is True for key in keys}

    def hidden(self, data: Mapping[str, Any]) -> set[str]:
        """The fields that rules hide now: none of their "show" rules holds, or one of their "hide" rules does."""
        unseen = {key for key, shows in self.show.items() if not any(holds(data) is True for holds in shows)}
        unseen |= {key for key, hides in self.hide.items() if any(holds(data) is True for holds in hides)}
        return unseen.union(*(self.inside[key] for key in unseen if key in self.inside)) if self.inside else unseen

    def locked(self, data: Mapping[str, Any]) -> set[str]:
        """The fields that take no new value now."""
        return {key for key, enables in self.enable.items() if not any(holds(data) is True for holds in enables)}


def compile_rules(
    documents: Sequence[dict[str, Any]],
    fields: Mapping[str, FieldPlan],
    environment: Environment,
    places: Mapping[str, frozenset[str]],
) -> Rules:
    """`places`: the fields inside each layout item. Raises InvalidDefinition with a pointer into the form."""
    rules = Rules()
    for index, document in enumerate(documents):
        with located(f"/rules/{index}/when"):
            holds = check_condition(document["when"], environment)
        rules.conditions[document["key"]] = holds
        if not is_local(environment, document["when"], *values_set(document)):
            rules.elsewhere.add(document["key"])
        for position, act in enumerate(document["then"]):
            _add(rules, f"/rules/{index}/then/{position}", document["when"], holds, act, fields, environment, places)
    return rules


def values_set(document: Mapping[str, Any]) -> list[Any]:
    """The trees whose values the rule sets."""
    return [tree for act in document["then"] for tree in act.get("set", {}).values()]


def _add(
    rules: Rules,
    pointer: str,
    when: Any,
    holds: Callable[[Any], Any],
    act: dict[str, Any],
    fields: Mapping[str, FieldPlan],
    environment: Environment,
    places: Mapping[str, frozenset[str]],
) -> None:
    (verb, target), *more = act.items()
    if more or verb not in ACTS:
        raise wrong(pointer, f"规则不能执行「{verb}」", f"a rule cannot {verb}; it can {listed(ACTS, 'en')}")
    if verb == "set":
        for key, tree in target.items():
            if key in fields and fields[key].type.side == "items":
                raise wrong(f"{pointer}/set/{key}", "清单项来自另一张表，不能设值", "items come from their form")
            rules.steps.append(
                value_step(_writable(key, fields, pointer), tree, environment, when, f"{pointer}/set/{key}")
            )
        return
    keys = (target,) if isinstance(target, str) else tuple(target)
    items = [key for key in keys if key in places] if verb in _PLACING else []
    rules.inside |= {key: places[key] for key in items}
    for key in keys:
        if key not in items:
            _writable(key, fields, pointer)
    if verb == "require":
        rules.require.append((holds, keys))
        return
    for key in keys:
        getattr(rules, verb).setdefault(key, []).append(holds)


def _writable(key: str, fields: Mapping[str, FieldPlan], pointer: str) -> FieldPlan:
    if key not in fields:
        raise unknown_field(key, pointer)
    return fields[key]
