"""Packages: read with limits, checked, proved by their scenarios, installed in one transaction. Never any code."""

from .market import Market
from .package import Package
from .reading import read_archive, read_folder
from .writing import write_archive

__all__ = ["Market", "Package", "read_archive", "read_folder", "write_archive"]
