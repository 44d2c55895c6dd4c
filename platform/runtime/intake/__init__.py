"""Intakes: data comes in from outside and becomes records of one form, each marked with where it came from.

An intake is a document (`plan.py`) whose channel (`channels/`) says how senders prove who they are. `endpoints.py`
keeps addresses and secrets, `receiving.py` asks for proof, `taking_in.py` makes records, `deliveries.py` tells what
came and takes in again what was kept; `access.py` gives who comes in no more rights than that needs. Public forms are
opened by links (`links.py`, `visiting.py`, `answering.py`).
"""

from . import access
from .answering import Answer, answer
from .deliveries import listed as deliveries
from .deliveries import retry, retry_all
from .dropping import files, look_now, refused_rows, take_again
from .endpoints import make_address, make_secret, pause
from .links import add_link, links, make_link, renew_link, revoke_link, sharing, token_of
from .overview import described, listed, shown
from .plan import IntakePlan, intake_plan
from .receiving import receive, receive_by_token
from .retention import forget_bodies
from .schema import intake_schema
from .tokens import make_token, revoke, tokens
from .trying import fields_of, try_out
from .uploads import put_file
from .visiting import Visit, form_shown, open_link

__all__ = [
    "Answer",
    "IntakePlan",
    "Visit",
    "access",
    "add_link",
    "answer",
    "deliveries",
    "described",
    "fields_of",
    "files",
    "forget_bodies",
    "form_shown",
    "intake_plan",
    "intake_schema",
    "links",
    "listed",
    "look_now",
    "make_address",
    "make_link",
    "make_secret",
    "make_token",
    "open_link",
    "pause",
    "put_file",
    "receive",
    "receive_by_token",
    "refused_rows",
    "renew_link",
    "retry",
    "retry_all",
    "revoke",
    "revoke_link",
    "sharing",
    "shown",
    "take_again",
    "token_of",
    "tokens",
    "try_out",
]
