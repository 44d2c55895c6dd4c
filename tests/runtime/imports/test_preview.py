"""The preview says what would be done to the cells, and does nothing."""

import pytest

from loomwork.runtime import imports, records

from .conftest import run_import, titles

CSV = """标题,金额,截止日,客户
 甲 ,约60万,2026年1月5日,ACME
乙,140-210万,03/04/2026,Acme Ltd
丙,待定,2026-02-30,
"""


@pytest.fixture
def draft(importer):
    return imports.draft(importer, "crm", "deal", CSV.encode(), "x.csv")


def kinds(shown, field):
    column = next(column for column in shown["columns"] if column["field"] == field)
    return {kind["kind"]: kind for kind in column["kinds"]}


def test_each_cleaning_has_its_count_and_examples(importer, draft, context):
    shown = imports.preview(importer, draft["id"])

    assert (shown["looked_at"], shown["ready"], shown["refused"]) == (3, 1, 2)
    amount = kinds(shown, "amount")
    assert {kind: one["count"] for kind, one in amount.items()} == {"about": 1, "unit": 1, "range": 1, "nothing": 1}
    assert amount["about"]["examples"] == [{"row": 2, "before": "约60万", "after": "¥600,000.00"}]
    assert [choice["key"] for choice in amount["range"]["choices"]] == ["low", "middle", "high"]
    assert kinds(shown, "title")["trimmed"]["count"] == 1
    due = next(column for column in shown["columns"] if column["field"] == "due")
    assert due["refused"]["count"] == 2
    assert due["refused"]["examples"][1]["before"] == "2026-02-30"
    names = next(column for column in shown["columns"] if column["field"] == "customer")["names"]
    assert names["found"] == {"exact": 1, "unknown": 1}
    assert names["others"][0]["name"] == "Acme Ltd"
    assert titles(context) == []


def test_answers_and_switches_decide(importer, draft, context):
    columns = [
        {"name": "标题", "field": "title", "cleanings": {"trimmed": False}},
        {"name": "金额", "field": "amount", "cleanings": {"range": "middle", "nothing": False}},
        {"name": "截止日", "field": "due", "cleanings": {"day_order": "day_first"}},
        {"name": "客户", "field": "customer", "names": {"Acme Ltd": "new"}},
    ]
    imports.set_up(importer, draft["id"], columns=columns)
    shown = imports.preview(importer, draft["id"])
    assert (shown["ready"], kinds(shown, "amount")["nothing"]["chosen"]) == (2, False)
    assert kinds(shown, "amount")["range"]["examples"][0]["after"] == "¥1,750,000.00"


def test_a_name_may_be_created_or_said_to_be_another(importer, context, person):
    clerk_too = person("importer", "clerk")
    columns = [
        {"name": "标题", "field": "title"},
        {"name": "客户", "field": "customer", "names": {"Acme Ltd": "new"}},
    ]
    done = run_import(clerk_too, "标题,客户\n甲,Acme Ltd\n乙,Acme Ltd\n丙,ACME\n丁,Nobody\n".encode(), columns=columns)

    assert (done["created"], done["failed"]) == (3, 1)
    assert records.count(context, "crm", "customer") == (2, True)
