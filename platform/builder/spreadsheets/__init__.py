"""An app from a spreadsheet: its columns become the fields of a form, of guessed types, and its rows its records."""

from .making import Wish, make_app_from
from .proposing import propose

__all__ = ["Wish", "make_app_from", "propose"]
