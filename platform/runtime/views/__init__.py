"""Views and charts: ways to look at a form's records, always under the reader's rights.

A view document is compiled into a `ViewPlan` by its type (`<key>.py`, registered in `view.py`); `reading.py` tells
which views of a form a reader gets, those that persons saved (`saved.py`) among them. `holding.py` answers which
records meet the conditions of colours and actions. Chart types live in `charts/`.
"""

from . import charts, indexing
from .areas import areas_plan, areas_schema, areas_shown
from .astray import astray
from .extents import extents
from .following import journey
from .holding import holding
from .plan import ViewPlan, view_plan
from .reading import views_of
from .saved import begin_with, change_view, remove_view, save_view
from .schema import view_schema
from .view import ViewType, view_types

__all__ = [
    "ViewPlan",
    "ViewType",
    "areas_plan",
    "areas_schema",
    "areas_shown",
    "astray",
    "begin_with",
    "change_view",
    "charts",
    "extents",
    "holding",
    "indexing",
    "journey",
    "remove_view",
    "save_view",
    "view_plan",
    "view_schema",
    "view_types",
    "views_of",
]
