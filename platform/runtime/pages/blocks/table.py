"""Table: metrics as columns, the values of a dimension as rows."""

from .block import block_type
from .grid import GridBlock


@block_type("table")
class Table(GridBlock):
    """Several figures side by side, such as orders, visits and returns by region. The first metric says which rows
    there are: its heaviest values."""

    label = {"zh-CN": "指标表", "en": "Table of figures"}
    example_settings = {"metrics": ["deals", "total"], "by": "title"}
