"""Answers shared by those who ask the same under the same rights, as long as nothing they were made of has changed.

Start at `sharing.py`. What an answer depends on is noticed while it is worked out (`noticing.py`), what has changed
since by the change record (`changes/touched.py`). Each process keeps its own answers (`answers.py`).
"""

from .sharing import Sharing

__all__ = ["Sharing"]
