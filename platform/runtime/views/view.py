"""What a view type is: from settings to the query it needs and the fields it shows. The front draws it by its key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from marshmallow import Schema

from ..definitions import Plans
from ..forms import FormPlan
from ..records import Query
from ..registry import Registry
from .dressing import Dress


@dataclass(frozen=True, slots=True)
class Look:
    """What a view shows: `columns` in their order, and the records `query` finds.

    reads: the fields that the filter names, and those without which the view is none. Who may not read one of them does
    not get the view, since the records in it would tell of the field. A sort by a hidden field falls away.
    parts: part of the view → the field that plays it, such as "starts"; one that is hidden from the reader falls away.
    options: what else the front draws by; it names no field.
    dress: how a table looks; None for other views.
    """

    columns: tuple[str, ...]
    query: Query
    reads: frozenset[str] = frozenset()
    parts: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    dress: Dress | None = None


class ViewType:
    """One way to look at a form's records. The class docstring is its help text.

    example_settings: settings for any form that has the fields `title`, `status` (a stage), `due` (a date), `spot` (an
    address) and `above` (a reference to the form itself).
    """

    key: str
    label: ClassVar[dict[str, str]]
    example_settings: ClassVar[dict[str, Any]] = {}

    class Settings(Schema):
        """No settings."""

    def look(self, settings: Mapping[str, Any], form: FormPlan) -> Look:
        """Settings that `Settings` loaded, made ready. Raises InvalidDefinition with a pointer into them."""
        raise NotImplementedError

    def beyond(self, settings: Mapping[str, Any], form: FormPlan, plans: Plans) -> Any:
        """What the view looks at in other forms, made ready; None for most. Raises InvalidDefinition likewise."""
        return None


view_types: Registry[ViewType] = Registry(
    "loomwork.runtime.views", "loomwork.views", {"zh-CN": "视图类型", "en": "view type"}
)
view_type = view_types.registers
