"""Messages to people: texts from message documents, written into the inbox in the transaction that causes them.

A message document is {"kind": "message", "key", "title", "text", "form", "class"}; title and text are words with
names in braces, no logic. With `form` each name is checked when it is published.
"""

from .inbox import InboxPage, Message, inbox, mark_read
from .plan import MessagePlan, check_message, message_plan
from .schema import message_schema
from .sending import send, tell
from .telling import told_of

__all__ = [
    "InboxPage",
    "Message",
    "MessagePlan",
    "check_message",
    "inbox",
    "mark_read",
    "message_plan",
    "message_schema",
    "send",
    "tell",
    "told_of",
]
