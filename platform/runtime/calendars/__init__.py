"""Calendars: durations counted from a moment, and days as people of a workspace's zone live them.

Working time and periods come to this room too; nothing above it does arithmetic with dates of its own.
"""

from .days import end_of_day, local_day
from .durations import after

__all__ = ["after", "end_of_day", "local_day"]
