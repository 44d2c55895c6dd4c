"""Kinds of definitions, one module each: the folder they lie in, their JSON Schema, and their check against others."""

from .registry import DefinitionKind, definition_kinds

__all__ = ["DefinitionKind", "definition_kinds"]
