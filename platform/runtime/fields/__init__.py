"""Field types: one module per type, named after its key, and the registry that finds them.

A type says how a value is stored, read from JSON, shown and filtered; it never touches the database. Start at
`base.py`; `operators.py` is the one table of filter operators.
"""

from .base import FieldType, Reader, field_type, field_types
from .operators import Operator, operators

__all__ = ["FieldType", "Operator", "Reader", "field_type", "field_types", "operators"]
