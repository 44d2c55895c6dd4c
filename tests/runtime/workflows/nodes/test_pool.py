"""What is special to the pool node."""

from loomwork.runtime.workflows.node import Leave, PutIn
from loomwork.runtime.workflows.nodes.pool import Pool

from .conftest import GivenRun

NOBODY = {"zh-CN": "没有合适的人", "en": "Nobody fits"}


def test_it_puts_the_record_in_and_says_why(run: GivenRun) -> None:
    run.settings = {"pool": "open", "cause": lambda data: "nobody", "causes": {"nobody": NOBODY}}
    assert Pool().enter(run) == Leave("done", effects=[PutIn("open", NOBODY)])

    run.settings = {"pool": "open", "cause": lambda data: "odd", "causes": {"nobody": NOBODY}}
    assert Pool().enter(run) == Leave("done", effects=[PutIn("open", "odd")])

    run.settings = {"pool": "open", "cause": None, "causes": {}}
    assert Pool().enter(run) == Leave("done", effects=[PutIn("open", None)])
