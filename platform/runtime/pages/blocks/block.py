"""What a type of blocks is: from settings to what it reads, and from a reader's question to what the front draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import Schema

from ...forms import FormPlan
from ...localized import Localized
from ...metrics import MetricPlan
from ...registry import Registry
from ...views import ViewPlan
from .asking import Asking
from .sources import Sources


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a block shows, checked: its settings, and the metrics or the records of a form that it reads, through a view
    or without. title: what it is called where the page does not say; None where it must."""

    settings: Mapping[str, Any]
    metrics: tuple[MetricPlan, ...] = ()
    form: FormPlan | None = None
    view: ViewPlan | None = None
    title: Localized | None = None


class BlockType:
    """One thing that can stand on a page. The class docstring is its help text.

    example_settings: settings on the form `deal` (fields `title`, `status`) that has the metrics `deals` and `total`
    with the dimension `title`, and the view `all_deals`. bare: it may stand without a title.
    """

    key: str
    label: ClassVar[dict[str, str]]
    example_settings: ClassVar[dict[str, Any]] = {}
    bare: ClassVar[bool] = False

    class Settings(Schema):
        """No settings."""

    def content(self, settings: Mapping[str, Any], sources: Sources) -> Content:
        """Settings that `Settings` loaded, made ready. Raises InvalidDefinition with a pointer into them."""
        return Content(settings)

    def answer(self, asking: Asking, content: Content) -> dict[str, Any]:
        """What the front draws, under the reader's rights. Raises what metrics and records raise."""
        raise NotImplementedError


block_types: Registry[BlockType] = Registry(
    "loomwork.runtime.pages.blocks", "loomwork.blocks", {"zh-CN": "页面区块", "en": "type of blocks"}
)
block_type = block_types.registers
