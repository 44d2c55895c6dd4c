"""What other systems answer in a scenario, where no connection is set up: each call of a step gets the next of the
answers given for it, and calls after the last get that one again."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
import sqlalchemy as sa

from ...connectors.http_client import Answer as HttpAnswer
from ...runtime.context import Context
from ...runtime.definitions import Plans
from ...runtime.errors import InvalidValue
from ...runtime.jobs import Job
from ...runtime.workflows import node_types, tables
from ...runtime.workflows.engine.sending import answered, send


class Answers:
    """By "workflow.step"."""

    def __init__(self) -> None:
        self._given: dict[str, Sequence[Mapping[str, Any]]] = {}
        self._told: Counter[str] = Counter()

    def give(self, plans: Plans, app: str, given: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Raises InvalidValue for a step that calls nothing."""
        for name in given:
            workflow, _, step = name.partition(".")
            definition = plans.find("workflow", app, workflow)
            nodes = definition.document["nodes"] if definition is not None else ()
            if not any(node["key"] == step and node_types.get(node["type"]).sends for node in nodes):
                expected = {
                    "zh-CN": f"调用接口的节点，没有 {name}",
                    "en": f"a step that calls another system; not {name}",
                }
                raise InvalidValue(expected=expected)
        self._given |= given

    def call(self, context: Context, job: Job) -> Any:
        """In place of sending.send: an answer that is given is heard as a real one is."""
        query = sa.select(tables.instance.c.workflow).where(tables.instance.c.id == job.payload["instance"])
        with context.workspace.database.read() as connection:
            name = f"{connection.execute(query).scalar_one()}.{job.payload['node']}"
        if name not in self._given:
            return send(context, job)
        answers = self._given[name]
        told = answers[min(self._told[name], len(answers) - 1)]
        self._told[name] += 1
        body = orjson.dumps(told["body"]) if "body" in told else b""
        return answered(HttpAnswer(told.get("status", 200), {}, body), context.now())
