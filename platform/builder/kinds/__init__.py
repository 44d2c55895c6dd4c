"""Kinds of definitions, one module each: the folder they lie in, their JSON Schema, and their check against others."""

from .registry import DefinitionKind, definition_kinds
from .titled import member_title, titled_schema, value_title

__all__ = ["DefinitionKind", "definition_kinds", "member_title", "titled_schema", "value_title"]
