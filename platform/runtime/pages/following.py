"""Which block follows which filter, and by what: a dimension of its metrics, a field of its form."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..definitions import Plans
from ..errors import InvalidDefinition
from ..forms import FormPlan
from ..forms.locating import wrong
from ..metrics.dimensions import Dimension, dimension
from ..records.querying.declared import field_named
from ..views.fitting import MOMENT, is_moment
from .blocks import Content
from .blocks.sources import dimension_of
from .filters import FilterType


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """How a block follows a filter. Of metrics `key` names the dimension; of records `dimension` is it compiled, or
    `moment` the field that places them in a period."""

    key: str = ""
    dimension: Dimension | None = None
    moment: str | None = None


def following(
    plans: Plans, type_: FilterType, by: str | None, inside: Mapping[str, str | None], block: str, content: Content
) -> Following | None:
    """None where the block does not follow. by: what the filter chooses a value of; inside: what the page says for this
    block instead, None for not to follow. Raises InvalidDefinition where the page says what cannot be.
    """
    if block in inside and inside[block] is None:
        return None
    said = inside.get(block)
    pointer = f"/in/{block}"
    if content.metrics:
        if type_.narrows:
            return _of_metrics(content, said or by, said is not None, pointer)
        return Following() if any(metric.moment for metric in content.metrics) else None
    if content.form is not None:
        if type_.narrows:
            return _of_records(plans, content.form, said or by, said is not None, pointer)
        return _in_time(content.form, said, pointer)
    return None


def _of_metrics(content: Content, key: str | None, said: bool, pointer: str) -> Following | None:
    if key is None:
        return None
    if said:
        for metric in content.metrics:
            dimension_of(metric, key, pointer)
    return Following(key) if all(key in metric.dimensions for metric in content.metrics) else None


def _of_records(plans: Plans, form: FormPlan, key: str | None, said: bool, pointer: str) -> Following | None:
    if key is None:
        return None
    try:
        return Following(key, dimension=dimension(plans, form, key, pointer))
    except InvalidDefinition:
        if said:
            raise
        return None


def _in_time(form: FormPlan, said: str | None, pointer: str) -> Following | None:
    moment = said or form.moment_field
    if moment is None:
        return None
    field_named(form, moment, pointer)
    if moment in form.fields and not is_moment(form.fields[moment]):
        raise wrong(
            pointer,
            f"「{moment}」不能用在这里，需要{MOMENT['zh-CN']}",
            f"{moment} cannot stand here; {MOMENT['en']} can",
        )
    return Following(moment=moment)
