"""Named moves of stages: where one leads, and whether it begins where the record stands."""

from ...errors import NotFound, Problems
from ...forms import FormPlan
from ..errors import StageMoveRefused


def stage_after(plan: FormPlan, key: str, name: str, stage: str | None) -> str:
    """The stage that the move `name` of the field `key` leads to. Raises NotFound, Problems."""
    field = plan.field(key)
    made = next((m for m in field.settings.get("moves", ()) if m["key"] == name), None)
    if made is None:
        raise NotFound
    if stage not in made["from"]:
        titles = field.settings["titles"]
        end = titles.get(made["to"], made["to"])
        refused = StageMoveRefused(pointer=f"/values/{key}", start=titles.get(stage, stage or "—"), end=end)
        raise Problems([refused])
    return str(made["to"])
