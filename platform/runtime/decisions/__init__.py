"""Decision tables: rows of conditions on typed inputs, each with its outputs, callable from any formula.

`{"decide": ["rebate_policy", {"level": …, "amount": …}, "rate"]}`. Start at `compiling.py`; `deciding.py` runs a plan,
`overlaps.py` finds at publishing which rows meet and which cases no row covers. Nothing here touches the database.
"""

from .compiling import decision_plan, decision_table
from .deciding import decide
from .overlaps import gaps
from .plan import DecisionPlan
from .reviewing import Review, review
from .schema import decision_schema

__all__ = ["DecisionPlan", "Review", "decide", "decision_plan", "decision_schema", "decision_table", "gaps", "review"]
