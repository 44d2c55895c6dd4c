"""Expressions: one JSON tree, worked out alike in Python, in the browser and by both databases.

tree.py reads and checks, evaluate.py makes Python closures, sql.py makes SQLAlchemy expressions; operators.py is the
table all of them follow, functions/ holds its rows by family. text/ is the formula text that people read and write.
"""

from .errors import ExpressionError
from .evaluate import compile_tree
from .faults import noted
from .nodes import Question
from .sql import questions, references, sql_expression
from .sqlite_functions import register_sqlite_functions
from .text.naming import FormName, Name, Names, TableName
from .text.printing import print_formula
from .text.reading import Formula, parse_formula, read_formula
from .tree import Environment, check_tree
from .types import Type

__all__ = [
    "Environment",
    "ExpressionError",
    "FormName",
    "Formula",
    "Name",
    "Names",
    "Question",
    "TableName",
    "Type",
    "check_tree",
    "compile_tree",
    "noted",
    "parse_formula",
    "print_formula",
    "questions",
    "read_formula",
    "references",
    "register_sqlite_functions",
    "sql_expression",
]
