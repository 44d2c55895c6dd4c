"""Ranking: in the order of the figure, the better way round first."""

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import Install
from tests.measured import metric
from tests.paged import DOCUMENTS, ask, block, page


@pytest.mark.parametrize(
    ("good", "first", "expected"),
    [("high", "best", ["B", "A"]), ("low", "best", ["C", "A"]), ("high", "worst", ["C", "A"])],
)
def test_the_best_stand_first(good: str, first: str, expected: list[str], context: Context, install: Install) -> None:
    mean = metric("mean", aggregate={"type": "mean", "field": "amount"}, good=good, dimensions=["title"])
    settings = {"metric": "mean", "by": "title", "most": 2, "first": first}
    install([*DOCUMENTS, mean, page(block("ranking", settings))])
    # C has the most records and the least figure; nobody is ranked by no figure.
    for title, amount in (("A", "5"), ("B", "9"), ("C", "1"), ("C", "2"), ("D", None)):
        records.create(context, "crm", "deal", {"title": title, "amount": amount})

    found = ask(context)["b"]["answer"]

    assert ([one["label"] for one in found["items"]], found["of"]) == (expected, 3)
