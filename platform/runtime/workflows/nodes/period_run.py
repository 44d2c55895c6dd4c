"""Period run: work rows out and write what follows from them, once for each period."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from ...calendars.periods import UNITS
from ...expressions import Type, references
from ...expressions.types import NUMBERS
from ...forms.locating import wrong
from ...ledgers import ledger_plan
from ..errors import PeriodNotNamed
from ..named_values import ValueSchema, check_values
from ..node import Answer, Leave, NodeType, Run, node_type
from ..period_runs import periods
from ..period_runs.errors import PeriodNotOver
from ..period_runs.step import RunPeriod

_KEY = "^[a-z][a-z0-9_]{0,58}$"
# What is known of a row when its results are worked out: its inputs, so that these explain every difference.
_OF_ROW = (("record", "id"),)
_OF_INPUTS = ("record", "period", "param", "zone")
# How many rows came to what.
_COUNTS = ("rows", "new", "changed", "same", "gone", "failed")


class PostSchema(Schema):
    """An entry in a ledger for each row. When it changes, the earlier one is reversed and another posted."""

    key = fields.String(required=True, validate=validate.Regexp(_KEY))
    when = fields.Raw(load_default=None, metadata={"expression": True})
    ledger = fields.String(required=True, metadata={"kind": "ledger", "how": "writes"})
    account = fields.Raw(required=True, metadata={"expression": True})
    amount = fields.Raw(required=True, metadata={"expression": True})
    reason = fields.Raw(required=True, metadata={"localized": True})


class MakeSchema(Schema):
    """A record for each row. When it changes, it is changed too; or, with `counter`, another record with those values
    is made to offset it, and a new one beside. `gone`: what it is set to when the row counts no more."""

    key = fields.String(required=True, validate=validate.Regexp(_KEY))
    when = fields.Raw(load_default=None, metadata={"expression": True})
    form = fields.String(required=True, metadata={"kind": "form", "subject": "row", "how": "writes"})
    values = fields.Dict(required=True, metadata={"expressions": True, "keys": "row", "sets": "create"})
    counter = fields.Dict(
        load_default=None, allow_none=True, metadata={"expressions": True, "keys": "row", "sets": "create"}
    )
    gone = fields.Dict(
        load_default=None, allow_none=True, metadata={"expressions": True, "keys": "row", "sets": "change"}
    )


@node_type("period_run")
class PeriodRun(NodeType):
    """Work something out for every record of a form in a period, such as a commission, and write it once. Run again, it
    shows what differs and writes corrections only."""

    label = {"zh-CN": "期间运行", "en": "Period run"}
    outcomes = ("done", "unchanged", "some_failed", "discarded", "closed")
    words = {
        "done": {"zh-CN": "已写入", "en": "Written"},
        "unchanged": {"zh-CN": "没有变化", "en": "Nothing differs"},
        "some_failed": {"zh-CN": "部分未写入", "en": "Some were not written"},
        "discarded": {"zh-CN": "已放弃", "en": "Discarded"},
        "closed": {"zh-CN": "期间已关账", "en": "The period is closed"},
    }
    waits = True
    takes_limits = True
    periodic = True

    class Settings(Schema):
        told = periods.TOLD

        unit = fields.String(load_default="month", validate=validate.OneOf(UNITS))
        # The day of the month on which one's own months begin.
        first_day = fields.Integer(load_default=1, strict=True, validate=validate.Range(1, 28))
        # The key of the period, such as {"var": "trigger.period"}; without it the last that is over.
        period = fields.Raw(load_default=None, metadata={"expression": True, "outside": True})
        form = fields.String(required=True, metadata={"kind": "form", "subject": "record"})
        where = fields.Raw(
            load_default=True, metadata={"expression": True, "asks": True, "how": "filters", "scopes": {"row": "form"}}
        )
        inputs = fields.List(
            fields.Nested(ValueSchema), required=True, validate=validate.Length(1, 50), metadata={"told": True}
        )
        results = fields.List(
            fields.Nested(ValueSchema), load_default=list, validate=validate.Length(max=50), metadata={"told": True}
        )
        posts = fields.List(fields.Nested(PostSchema), load_default=list, validate=validate.Length(max=10))
        makes = fields.List(fields.Nested(MakeSchema), load_default=list, validate=validate.Length(max=10))
        # Fields of the row itself, and what they are set to when it counts no more.
        sets = fields.Dict(load_default=dict, metadata={"expressions": True, "keys": "record", "sets": "change"})
        gone_sets = fields.Dict(load_default=dict, metadata={"expressions": True, "keys": "record", "sets": "change"})
        # Whether somebody confirms before a workflow writes: always, never, or what changes a period written before.
        confirm = fields.String(load_default="changes", validate=validate.OneOf(("always", "changes", "never")))
        managers = fields.List(fields.String(metadata={"kind": "role"}), load_default=list)
        readers = fields.List(fields.String(metadata={"kind": "role"}), load_default=list)

    def check(self, settings: Mapping[str, Any], names: Any) -> None:
        """Results and writes follow from the inputs alone, and each has a name of its own."""
        if settings["first_day"] != 1 and settings["unit"] != "month":
            raise wrong("/first_day", "只有按月的期间可以从其他日子开始", "only months may begin on another day")
        check_values(settings["inputs"], "/inputs", set())
        check_values(settings["results"], "/results", set())
        if any(path[0] in ("this", "inputs", "results") for path in references(settings["where"].tree)):
            raise wrong("/where", "条件只能读取 row、period 和参数", "it reads row, period and parameters only")
        for index, one in enumerate(settings["inputs"]):
            _check_reads(one["value"].tree, f"/inputs/{index}/value", set(), _OF_INPUTS)
        known: set[str] = set()
        for index, one in enumerate(settings["results"]):
            _check_reads(one["value"].tree, f"/results/{index}/value", known)
            known.add(one["key"])
        for pointer, tree in _written(settings):
            _check_reads(tree, pointer, known)
        self._check_writes(settings, names)

    def _check_writes(self, settings: Mapping[str, Any], names: Any) -> None:
        if not (settings["posts"] or settings["makes"] or settings["sets"]):
            raise wrong("/posts", "请写明要写入什么：posts、makes 或 sets", "say what is written: posts, makes or sets")
        seen: set[str] = set()
        for name in ("posts", "makes"):
            for index, one in enumerate(settings[name]):
                if one["key"] in seen:
                    raise wrong(f"/{name}/{index}/key", f"「{one['key']}」已被占用", f"{one['key']} is taken")
                seen.add(one["key"])
        for one in settings["posts"]:
            ledger_plan(names.plans, names.app, one["ledger"])
        for index, one in enumerate(settings["makes"]):
            if (one["counter"] is None) == (one["gone"] is None):
                raise wrong(
                    f"/makes/{index}",
                    "请写明更正的方式：gone（改原记录）或 counter（另记一条冲抵），二选一",
                    "say how it is corrected: gone (the record is changed) or counter (another offsets it)",
                )
        if set(settings["gone_sets"]) - set(settings["sets"]):
            raise wrong("/gone_sets", "只能恢复 sets 写过的字段", "only fields that sets writes are set back")

    def outputs_of(self, settings: Mapping[str, Any], names: Any) -> Mapping[str, Type]:
        """Totals are of results that are numbers."""
        totals = {f"totals.{one['key']}": Type.DECIMAL for one in settings["results"] if one["type"] in NUMBERS}
        counts = dict.fromkeys((*_COUNTS, "unwritten"), Type.INTEGER)
        return {"run": Type.TEXT, "period": Type.TEXT, "totals": Type.ANY} | totals | counts

    def enter(self, run: Run) -> RunPeriod:
        settings, today = run.settings, periods.local_today(run.now, run.zone.key)
        unit, first_day = settings["unit"], settings["first_day"]
        if settings["period"] is None:
            return RunPeriod(periods.last_ended(unit, first_day, today))
        key = run.value(settings["period"])
        if key is None:
            raise PeriodNotNamed
        meant = periods.named_period(key, unit, first_day, today)
        if today < meant.after:
            raise PeriodNotOver(period=meant.key)
        return RunPeriod(meant)

    def resume(self, run: Run, event: Answer | None) -> Leave:
        assert event is not None
        figures = event.output["figures"]
        counts = {name: figures.get(name, 0) for name in _COUNTS}
        totals = {key: total["now"] for key, total in figures.get("totals", {}).items()}
        told = {"run": event.output["run"], "period": event.output["period"], "totals": totals}
        return Leave(event.outcome, {**told, **counts, "unwritten": figures.get("unwritten", 0)})


def _written(settings: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The trees of what is written, each with its pointer."""
    for name in ("posts", "makes"):
        for index, one in enumerate(settings[name]):
            for member in ("when", "account", "amount"):
                if one.get(member) is not None:
                    yield f"/{name}/{index}/{member}", one[member].tree
            for member in ("values", "counter", "gone"):
                for key, tree in (one.get(member) or {}).items():
                    yield f"/{name}/{index}/{member}/{key}", tree.tree
    for member in ("sets", "gone_sets"):
        for key, tree in settings[member].items():
            yield f"/{member}/{key}", tree.tree


def _check_reads(
    tree: Any,
    pointer: str,
    results: set[str],
    scopes: tuple[str, ...] = ("inputs", "results", "period", "param", "zone"),
) -> None:
    """Raises InvalidDefinition for what is not yet known, or would not explain itself afterwards."""
    for path in references(tree):
        if path[0] == "results" and path[1] not in results and "results" in scopes:
            raise wrong(pointer, f"「{path[1]}」在它之后才算出", f"{path[1]} is worked out after it")
        if path[0] not in scopes and path[:2] not in _OF_ROW:
            name = ".".join(path)
            raise wrong(
                pointer,
                f"这里不能读取「{name}」；把它列为输入（inputs），重新运行时才能说明差异",
                f"{name} cannot be read here; make it one of the inputs, so that differences can be explained",
            )
