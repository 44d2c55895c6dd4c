"""Lights: the verdict of each metric, also where it has no figure."""

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import Install
from tests.measured import metric
from tests.paged import DOCUMENTS, ask, block, page


def test_each_metric_stands_with_its_verdict_and_target(context: Context, install: Install) -> None:
    good = metric("good", good="high", bands=[{"green": "2", "yellow": "1"}])
    mean = metric("mean", aggregate={"type": "mean", "field": "amount"}, good="high", bands=good["bands"])
    install([*DOCUMENTS, good, mean, page(block("lights", {"metrics": ["good", "mean"]}))])
    records.create(context, "crm", "deal", {"title": "Lamp"})

    (row,) = ask(context)["b"]["answer"]["rows"]

    assert [(one["verdict"], one["target"]) for one in row["figures"]] == [("yellow", "2"), ("none", "2")]
