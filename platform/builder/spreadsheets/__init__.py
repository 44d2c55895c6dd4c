"""An app from a spreadsheet: its columns become the fields of a form, of guessed types, and its rows its records; or
its cells as texts (`texts.py`), for what is filled in like one."""

from .making import Wish, make_app_from
from .proposing import propose
from .texts import texts_of

__all__ = ["Wish", "make_app_from", "propose", "texts_of"]
