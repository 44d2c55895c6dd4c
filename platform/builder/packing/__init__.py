"""Make a package of an app: choose what goes along, name what others will set, leave people and secrets behind.

`proposing.py` says what could go and what stands in the way; `constants.py` finds what may become a parameter;
`samples.py` writes records as sample data; `packing.py` writes the file.
"""

from .packing import Wanted, WantedParameter, pack
from .proposing import propose

__all__ = ["Wanted", "WantedParameter", "pack", "propose"]
