"""Limits: the deadlines of a step, read from its document and checked.

{"key", "after": duration} counts from entering the step; {"of": field, "after" | "before": duration} from, or up to,
the moment in a field. {"clock": "working"} counts while people work. {"every": duration, "times": 3}: again, three
times in all. What happens stands in "do" (see deeds/) and "leave_by".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...expressions import Type
from ...expressions.durations import parse_duration
from ...forms.locating import located, wrong
from ...localized import Localized
from .deeds import Deed, prepare_deed
from .deeds.act import Act
from .deeds.transfer import Transfer
from .names import Names


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """A deadline, unless the task has reached the state `until` by then.

    `after` counts from entering the node, or from the moment in a field (`of`), where `ahead` up to it. With `every`
    it comes again, `times` times in all. `clock` is one of node.CLOCKS.
    """

    key: str
    title: Localized | None
    until: str
    after: Any
    deeds: tuple[Deed, ...]
    leave_by: str | None
    clock: str = "wall"
    of: str | None = None
    ahead: bool = False
    every: Any = None
    times: int = 1


def load_limit(document: Mapping[str, Any], names: Names, acts: Sequence[str], clock: str) -> Limit:
    """One deadline of a step that can be answered by `acts`; `clock` where it says none. Raises InvalidDefinition."""
    clock = document.get("clock", clock)
    ahead = "before" in document
    of = document.get("of")
    if of is not None:
        with located("/of"):
            _moment_field(of, names)
    elif ahead:
        raise wrong("/before", "「之前」要写明是哪个字段（of）的时间", "before needs the field it counts up to (of)")
    length = _length(document, "before" if ahead else "after", names, clock)
    every = _length(document, "every", names, clock) if "every" in document else None
    if every is not None and "times" not in document:
        raise wrong("/every", "重复的时限要写明总次数（times）", "one that comes again says how often in all (times)")
    if every is not None and document.get("leave_by"):
        raise wrong("/every", "离开节点的时限不能重复", "a deadline that leaves the step cannot come again")
    deeds: list[Deed] = []
    for index, raw in enumerate(document.get("do", ())):
        with located(f"/do/{index}"):
            deeds.extend(prepare_deed(raw, names, acts))
    if document.get("leave_by") and any(isinstance(deed, (Act, Transfer)) for deed in deeds):
        raise wrong("/leave_by", "离开节点的时限不能办理或转交", "what leaves the step neither acts nor hands over")
    return Limit(
        key=document["key"],
        title=document.get("title"),
        until=document.get("until", "done"),
        after=length,
        deeds=tuple(deeds),
        leave_by=document.get("leave_by"),
        clock=clock,
        of=of,
        ahead=ahead,
        every=every,
        times=document.get("times", 1) if every is not None else 1,
    )


def _length(document: Mapping[str, Any], member: str, names: Names, clock: str) -> Any:
    with located(f"/{member}"):
        length = names.duration(document[member])
        parsed = parse_duration(length) if isinstance(length, str) else None
        if clock == "working" and parsed is not None and (parsed.months or "W" in length):
            raise wrong("", "工作时间按天、小时、分钟计", "working time is counted in days, hours and minutes")
        if parsed is not None and min(parsed.months, parsed.days, parsed.seconds) < 0:
            raise wrong("", "这里的时长不能为负", "this cannot be negative")
        if member == "every" and parsed is not None and not any((parsed.months, parsed.days, parsed.seconds)):
            raise wrong("", "间隔不能为零", "it cannot come again at once")
        return length


def _moment_field(key: Any, names: Names) -> None:
    known = names.form.fields[names.field(key)]
    if known.type.expression_type(known.settings) not in (Type.DATE, Type.DATETIME):
        raise wrong("", "这里需要日期或时间字段", "this must be a field of dates or moments")
