"""Messages to people: texts from message documents, written into the inbox in the transaction that causes them.

A message document is {"kind": "message", "key", "title", "text", "form", "class"}; title and text are words with
names in braces, no logic. With `form` each name is checked when it is published.
"""

from .addresses import addresses_of, keep_address
from .channels import channels
from .classes import CLASSES
from .deliveries import deliveries, retry, ways_of
from .inbox import InboxPage, Message, inbox, mark_all_read, mark_read
from .links.opening import Followed, answer_by_link, follow
from .plan import MessagePlan, check_message, message_plan
from .preferences import COMPANY, WAYS, WishesSchema, keep_wishes, own_wishes, wishes_of
from .questions import answer, questions_of, withdraw
from .receipts.announcing import Receivers, announce
from .receipts.confirming import confirm, receipts_of
from .receipts.sendings import remind_missing, sending_of, sendings, sheet_of
from .receipts.wanting import Wanted
from .schema import message_schema
from .sending import send, tell
from .setup import described, keep_set_up, open_channels, try_out
from .snoozing import snooze, snooze_choices
from .telling import told_of
from .trail import told_of_record

__all__ = [
    "CLASSES",
    "COMPANY",
    "WAYS",
    "Followed",
    "InboxPage",
    "Message",
    "MessagePlan",
    "Receivers",
    "Wanted",
    "WishesSchema",
    "addresses_of",
    "announce",
    "answer",
    "answer_by_link",
    "channels",
    "check_message",
    "confirm",
    "deliveries",
    "described",
    "follow",
    "inbox",
    "keep_address",
    "keep_set_up",
    "keep_wishes",
    "mark_all_read",
    "mark_read",
    "message_plan",
    "message_schema",
    "open_channels",
    "own_wishes",
    "questions_of",
    "receipts_of",
    "remind_missing",
    "retry",
    "send",
    "sending_of",
    "sendings",
    "sheet_of",
    "snooze",
    "snooze_choices",
    "tell",
    "told_of",
    "told_of_record",
    "try_out",
    "ways_of",
    "wishes_of",
    "withdraw",
]
