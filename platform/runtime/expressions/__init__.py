"""Expressions: one JSON tree, worked out alike in Python, in the browser and by both databases.

tree.py reads and checks, evaluate.py makes Python closures, sql.py makes SQLAlchemy expressions; operators.py is the
table all of them follow, functions/ holds its rows by family.
"""

from .errors import ExpressionError
from .evaluate import compile_tree
from .faults import noted
from .sql import references, sql_expression
from .sqlite_functions import register_sqlite_functions
from .tree import Environment, check_tree
from .types import Type

__all__ = [
    "Environment",
    "ExpressionError",
    "Type",
    "check_tree",
    "compile_tree",
    "noted",
    "references",
    "register_sqlite_functions",
    "sql_expression",
]
