"""Charts: figures over records, drawn by the front. A chart type says what it asks (`asking.py`) and puts the answers
together as `Figures`; `drawing.py` has them answered under the reader's rights; `filing.py` writes them into a
workbook."""

from .chart import ChartType, chart_types, described
from .checking import ChartSchema, asks_of, chart_of, check_over_form, named
from .drawing import draw
from .figures import Figures
from .filing import workbook

__all__ = [
    "ChartSchema",
    "ChartType",
    "Figures",
    "asks_of",
    "chart_of",
    "chart_types",
    "check_over_form",
    "described",
    "draw",
    "named",
    "workbook",
]
