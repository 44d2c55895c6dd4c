"""Answer a question about the stages of a form: how many records came to each stage on the way, or beyond it.

A record that is lost on the way counts in every stage that it came to; one that left out a stage counts in it, too, so
that no stage ever has more than the one before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...fields.options import Prepared
from ...forms import FormPlan
from ...forms.locating import wrong
from ...metrics.aggregates.conversion import never_at, was_at
from .answer import Answer, Value
from .asking import Ask
from .figures import Axis, Drill, Item


def reached(form: FormPlan, ask: Ask, answered: Callable[[Ask], Answer]) -> Answer:
    """The answer with an axis of stages. `answered` answers a question without stages. Raises InvalidDefinition."""
    key = str(ask.reached)
    stages = way_of(form, key)
    names = list(stages)
    answers = [answered(replace(ask.where(_beyond(key, names[at:])), reached=None)) for at in range(len(names))]
    values: Mapping[tuple[int, ...], Value] = {(0, at): one.at(0) for at, one in enumerate(answers)}
    items = tuple(Item("stage", name, title) for name, title in stages.items())
    return Answer(
        form=(form.app, form.key),
        measure=answers[0].measure,
        periods=answers[0].periods,
        groups=(Axis("stage", form.fields[key].title, items),),
        values=values,
        missing=lambda place: values[place],
        opens=lambda place: answers[place[1]].opens(place[:1]),
        lost=lambda at: _lost(answers[at - 1].opens((0,)), key, names, at),
    )


def _beyond(key: str, stages: Sequence[str]) -> dict[str, Any]:
    return {"any": [was_at(key, stage) for stage in stages]}


def _lost(before: Drill | None, key: str, names: Sequence[str], at: int) -> Drill | None:
    """Those that came to the stage before and to none from there on, as a plain list of conditions."""
    if before is None:
        return None
    others = [one for one in before.filter["all"] if one != _beyond(key, names[at - 1 :])]
    further = [never_at(key, stage) for stage in names[at:]]
    return replace(before, filter={"all": [*others, was_at(key, names[at - 1]), *further]})


def way_of(form: FormPlan, key: str) -> dict[str, Any]:
    """The stages on the way with their titles: without those to which one comes from most others, such as lost."""
    field = form.fields.get(key)
    if field is None or not field.type.moves:
        raise wrong("/by", f"「{key}」不是阶段字段，漏斗需要一个阶段字段", f"{key} is no stage; a funnel needs a stage")
    settings: Prepared = field.settings
    titles = settings["titles"]
    before: dict[str, set[str]] = {}
    for start, end in settings["allowed"]:
        before.setdefault(end, set()).add(start)
    left = {end for end, starts in before.items() if 2 * len(starts - {end}) > len(titles) - 1}
    # Where one may go from everywhere to everywhere, all are on the way.
    return {name: title for name, title in titles.items() if name not in left} or dict(titles)
