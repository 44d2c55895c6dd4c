"""Migrations: each workspace and the directory carry their own version and are brought up to date when opened."""

from .migrate import migrate

__all__ = ["migrate"]
