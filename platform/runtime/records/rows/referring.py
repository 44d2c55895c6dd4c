"""What becomes of those that refer to a deleted record: what a refusal says, and what is left of lines."""

from ...context import Context
from ...definitions import Plans
from ...fields.columns import Line
from ...forms import FormPlan
from ..errors import StillReferred
from ..rights import rights_on


def released_lines(lines: list[Line], key: str, id: str, rule: str) -> list[Line] | None:
    """Lines that referred to a deleted record: gone with it, or with that cell empty."""
    if rule == "cascade":
        return [line for line in lines if line[key] != id] or None
    return [line | {key: None} if line[key] == id else line for line in lines]


def still_referred(context: Context, plans: Plans, other: FormPlan) -> StillReferred:
    """Names the form only to those who may read it."""
    named = bool(rights_on(context, plans, other).grants)
    return StillReferred(form=other.title if named else {"zh-CN": "其他表单", "en": "another form"})
