"""What the parts of one transition share: surroundings, transaction, plan, instance and record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from ... import records
from ...context import Context
from ...definitions import Plans, plans_in
from ...forms import FormPlan
from ...records import Record
from ...storage import Transaction
from ..definition.plan import WorkflowPlan
from .instances import Instance
from .subject import Subject


@dataclass(frozen=True)
class Unit:
    """`context` acts as the app."""

    context: Context
    tx: Transaction
    plan: WorkflowPlan
    instance: Instance
    now: datetime
    record: Record | None = None

    @cached_property
    def subject(self) -> Subject:
        return self.plan.subject(self.context, self.tx, self.plan.form, self.instance.record_id, self.record)

    @cached_property
    def plans(self) -> Plans:
        return plans_in(self.context.workspace, self.tx)

    def parameters(self) -> dict[str, Any]:
        """The app's parameters at this moment (JSON values)."""
        return self.plans.parameters(self.instance.app)

    def change_other(self, form: FormPlan, record_id: str, values: Mapping[str, Any]) -> None:
        """Change another record with the app's rights; the caller holds it locked."""
        records.change(self.context, form.app, form.key, record_id, values, revision=None, tx=self.tx)
