"""Move running instances to a newer revision of their workflow, by an explicit plan.

`checking.py` says whether one can go on there, `engine/moving.py` moves it in one transition, `plan.py` holds what the
administrator decided, `overview.py` and `preview.py` tell him what there is and what would happen, `work.py` does it:
one transaction for each instance, by durable jobs.
"""

from .overview import overview, running
from .preview import preview
from .work import progress, start

__all__ = ["overview", "preview", "progress", "running", "start"]
