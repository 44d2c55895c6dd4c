"""Lights: how many metrics stand, by shape and word, each for the values of a dimension."""

from .block import block_type
from .grid import GridBlock


@block_type("lights")
class Lights(GridBlock):
    """Traffic lights: metrics as rows with value and target, or by a dimension one light for each of its values."""

    label = {"zh-CN": "红绿灯", "en": "Traffic lights"}
    example_settings = {"metrics": ["deals", "total"]}
