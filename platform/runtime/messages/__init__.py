"""Messages to people: texts from message documents, written into the inbox in the transaction that causes them.

A message document is {"kind": "message", "key", "title", "text"}; title and text may hold {field} places, no logic.
"""

from .inbox import InboxPage, Message, inbox, mark_read
from .plan import MessagePlan, message_plan
from .schema import message_schema
from .sending import send, tell

__all__ = [
    "InboxPage",
    "Message",
    "MessagePlan",
    "inbox",
    "mark_read",
    "message_plan",
    "message_schema",
    "send",
    "tell",
]
