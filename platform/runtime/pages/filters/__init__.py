"""Filters of pages, one file each: what is chosen (`filter.py` has the contract), by a control that the front knows."""

from .filter import FilterType, filter_types

__all__ = ["FilterType", "filter_types"]
