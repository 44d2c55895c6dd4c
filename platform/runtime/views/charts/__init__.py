"""Charts: figures over a form's records. A chart type asks for a grouping; `drawing.py` reads it under the reader's
rights and names the rows."""

from .chart import ChartType, Grouping, chart_types
from .drawing import draw

__all__ = ["ChartType", "Grouping", "chart_types", "draw"]
