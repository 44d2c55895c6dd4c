"""Table: the first metric says which rows there are, the others are asked for just those."""

from loomwork.runtime import records
from loomwork.runtime.context import Context
from tests.company import Install
from tests.paged import DOCUMENTS, ask, block, page


def test_every_metric_answers_for_the_rows_of_the_first(context: Context, install: Install) -> None:
    install([*DOCUMENTS, page(block("table", {"metrics": ["deals", "total"], "by": "title", "most": 2}))])
    # By number A and B weigh most, by amount Z does.
    for title, amount in (("A", "1"), ("A", "1"), ("B", "3"), ("B", None), ("Z", "900")):
        records.create(context, "crm", "deal", {"title": title, "amount": amount})

    rows = ask(context)["b"]["answer"]["rows"]

    assert [(row["label"], [one["value"] for one in row["figures"]]) for row in rows] == [
        ("A", ["2", "2"]),
        ("B", ["2", "3"]),
    ]
