"""Rankings: rank the records of a form for another record by weighted terms, and keep the explanation.

A ranking document is compiled into a `RankingPlan`; `rank` reads the candidates with the app's rights. Dispatch uses it
to choose persons.
"""

from .plan import PERSON_FACTS, RankingPlan, ranking_plan
from .ranking import Candidate, Excluded, Facts, Ranked, rank
from .rules import Left
from .schema import ranking_schema
from .scoring import shown

__all__ = [
    "PERSON_FACTS",
    "Candidate",
    "Excluded",
    "Facts",
    "Left",
    "Ranked",
    "RankingPlan",
    "rank",
    "ranking_plan",
    "ranking_schema",
    "shown",
]
