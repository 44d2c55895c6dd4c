"""Intakes: data comes in from outside and becomes records of one form, each marked with where it came from.

An intake is a document (`plan.py`) whose channel (`channels/`) says how senders prove who they are. `endpoints.py`
keeps addresses and secrets, `receiving.py` asks for proof, `taking_in.py` makes records, `deliveries.py` tells what
came and takes in again what was kept; `access.py` gives who comes in no more rights than that needs.
"""

from . import access
from .deliveries import listed as deliveries
from .deliveries import retry, retry_all
from .endpoints import make_address, make_secret, pause
from .overview import described, listed, shown
from .plan import IntakePlan, intake_plan
from .receiving import receive
from .schema import intake_schema
from .trying import fields_of, try_out

__all__ = [
    "IntakePlan",
    "access",
    "deliveries",
    "described",
    "fields_of",
    "intake_plan",
    "intake_schema",
    "listed",
    "make_address",
    "make_secret",
    "pause",
    "receive",
    "retry",
    "retry_all",
    "shown",
    "try_out",
]
