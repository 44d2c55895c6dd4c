"""Workflows that people start: which are offered to whom on what, and starting one, or one for each of many records."""

from .buttons import check_buttons
from .inputs import check_inputs
from .offering import offers
from .startable import startable_named
from .starting import Started, start_by_hand, start_on_all

__all__ = ["Started", "check_buttons", "check_inputs", "offers", "start_by_hand", "start_on_all", "startable_named"]
