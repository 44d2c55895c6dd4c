"""Sample rows load whole or not at all."""

import pytest

from loomwork.runtime import changes, imports, records
from loomwork.runtime.errors import Problems


def test_sample_rows_load_whole_or_not_at_all(crm, context):
    def load(rows: list[dict[str, str]]) -> list[str]:
        return changes.run(context, lambda tx: imports.load_rows(context, "crm", "deal", rows, tx=tx))

    assert len(load([{"标题": "A"}, {"标题": "B", "amount": "5"}])) == 2
    with pytest.raises(Problems) as caught:
        load([{"标题": "C", "金额": "1"}, {"标题": "", "金额": "x"}])
    assert {error.pointer for error in caught.value.errors} == {"/rows/2/标题", "/rows/2/金额"}
    assert records.count(context, "crm", "deal") == (2, True)
