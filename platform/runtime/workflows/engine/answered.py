"""A message that a step asked by was answered: the step goes on, unless it was left meanwhile."""

from ...context import Context
from ...errors import NotFound
from ...jobs import Job, job_handler
from ...messages.questions import ANSWERED
from ...storage import Transaction
from ..node import Answer
from .transacting import move
from .transition import Transition


@job_handler(ANSWERED)
def go_on(context: Context, tx: Transaction, job: Job) -> None:
    """payload: {"app", "instance", "node", "visit", "answer", "by"}."""
    told = job.payload

    def act(transition: Transition) -> None:
        token = transition.state.at(told["node"], told["visit"])
        if token is not None and token.incident is None:
            transition.resume(token, Answer(told["answer"], {"answer": told["answer"], "by": told["by"]}))

    try:
        move(context, tx, told["instance"], act)
    except NotFound:
        return
