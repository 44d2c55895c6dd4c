"""Deeds: what a limit or a finished task does to the record and its people. One module per type; `deed.py` is the base.

{"move": {field: move}}    {"set": {field: tree}}    {"message": key, "to": persons}
Of limits alone: {"escalate": message, "up_to": 3}    {"transfer": persons}    {"act": "done", "where": tree}
"""

from .deed import Deed, DeedType, deed_types, prepare_deed

__all__ = ["Deed", "DeedType", "deed_types", "prepare_deed"]
