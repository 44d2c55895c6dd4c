"""The HTTP edge: application factory, one blueprint per resource, sessions, problem documents, the front's files.

Nothing is decided here but who is asking and whether the route's policy lets him; the rest is parsing a request into
one call of the runtime or builder and dumping its answer. Start at `application.py`.
"""

from .application import create_app
from .settings import WebSettings

__all__ = ["WebSettings", "create_app"]
