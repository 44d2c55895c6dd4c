"""A claimed job as handlers see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

PROMPT = 0
BULK = 1


@dataclass(frozen=True, slots=True)
class Job:
    """`fence` is the claim's number: whoever settles must show it. `attempts` counts failures before this claim."""

    id: str
    kind: str
    key: str | None
    app: str | None
    payload: dict[str, Any]
    lane: int
    run_at: datetime
    fence: int
    attempts: int
    deliveries: int
    idempotency_key: str
