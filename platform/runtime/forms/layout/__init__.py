"""Layout: what stands where on a form. A layout document is a list of items; each is keyed and named by its type, such
as `{"key": "who", "section": "Customer", "fields": [...]}`, and some hold others.

`item.py` is the contract, `arranging.py` compiles a form's layout, the other modules are one item type each.
"""

from .arranging import LayoutItem, compile_layout, layout_schema, places
from .item import LayoutType, layout_types
from .reader import Reader
from .telling import tell_layout

__all__ = [
    "LayoutItem",
    "LayoutType",
    "Reader",
    "compile_layout",
    "layout_schema",
    "layout_types",
    "places",
    "tell_layout",
]
