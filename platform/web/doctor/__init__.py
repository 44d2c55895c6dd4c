"""`loomwork doctor`: what is missing or wrong with an installation, in words, each with what to do about it.

It looks and changes nothing: no folder, no schema, no key is made, nothing is migrated. Each check is a function that
yields findings (`finding.py`); `examining.py` asks them in the order in which one mends.
"""

from .examining import examine
from .finding import Finding, Level

__all__ = ["Finding", "Level", "examine"]
