"""Formulas that ask other forms: exact, inside the writing transaction, and never more than the reader may see."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.errors import InvalidDefinition, LimitExceeded
from tests.company import CUSTOMER, DEAL, ROLES, Install

SAME = {"==": [{"var": "row.customer"}, {"var": "this.customer"}]}


def formula(key: str, result: str, tree: Any) -> dict[str, Any]:
    return {"key": key, "type": "formula", "title": key, "settings": {"result": result, "expression": tree}}


ASKING = [
    formula("orders", "integer", {"countifs": ["deal", SAME]}),
    formula("total", "currency", {"sumifs": ["deal", "amount", SAME]}),
    formula("mean", "currency", {"averageifs": ["deal", "amount", SAME]}),
    formula("least", "currency", {"minifs": ["deal", "amount", SAME]}),
    formula("latest", "date", {"maxifs": ["deal", "due", SAME]}),
    formula("first", "text", {"lookup": ["deal", "title", SAME]}),
    formula("known", "text", {"if": [{"exists": ["deal", SAME]}, "yes", "no"]}),
    formula("level", "text", {"var": "record.customer.level"}),
]
NOTE: dict[str, Any] = {
    "kind": "form",
    "key": "note",
    "title": {"zh-CN": "便条", "en": "Note"},
    "fields": [
        {"key": "customer", "type": "reference", "title": "Customer", "settings": {"form": "customer"}},
        {"key": "words", "type": "text", "title": "Words"},
        *ASKING,
    ],
}
NOTES = {
    "kind": "role", "key": "noter", "title": "Noter",
    "forms": {"note": {"verbs": ["create", "read", "change"]}, "customer": {"verbs": ["read"]}},
}  # fmt: skip


@pytest.fixture
def asking(install: Install) -> None:
    install([CUSTOMER, DEAL, NOTE, NOTES, *ROLES])


def customer(context: Context, name: str = "恒泰", level: str = "A") -> str:
    return records.create(context, "crm", "customer", {"name": name, "level": level}).id


def deal(context: Context, customer: str | None, amount: str | None, title: str = "x", **more: Any) -> str:
    values = {"title": title, "customer": customer, "amount": amount, **more}
    return records.create(context, "crm", "deal", values).id


def note(context: Context, customer: str | None) -> dict[str, Any]:
    return records.create(context, "crm", "note", {"customer": customer}).values


def test_sums_counts_and_look_ups_over_another_form(context: Context, asking: None) -> None:
    one, other = customer(context), customer(context, "宁波")
    for amount, due in (("0.10", "2026-01-31"), ("0.20", "2026-02-28"), (None, None)):
        deal(context, one, amount, due=due)
    deal(context, other, "1000000.00")
    gone = deal(context, one, "5.00")
    records.delete(context, "crm", "deal", gone, revision=1)

    made = note(context, one)

    assert (made["orders"], made["total"], made["mean"], made["least"]) == (
        3, Decimal("0.30"), Decimal("0.15"), Decimal("0.10"),
    )  # fmt: skip
    assert (made["latest"].isoformat(), made["first"], made["known"], made["level"]) == ("2026-02-28", "x", "yes", "A")


def test_nothing_found_is_no_error(context: Context, asking: None) -> None:
    made = note(context, customer(context))

    assert (made["orders"], made["total"], made["known"]) == (0, Decimal(0), "no")
    assert made["mean"] is made["least"] is made["latest"] is made["first"] is None
    assert note(context, None)["level"] is None


def test_the_answer_is_that_of_the_writing_transaction(context: Context, asking: None) -> None:
    one = customer(context)

    def unit(tx: Any) -> dict[str, Any]:
        records.create(context, "crm", "deal", {"title": "x", "customer": one, "amount": "7.00"}, tx=tx)
        return records.create(context, "crm", "note", {"customer": one}, tx=tx).values

    assert changes.run(context, unit)["total"] == Decimal("7.00")


def test_a_change_asks_again(context: Context, asking: None) -> None:
    one, other = customer(context), customer(context, "宁波", "B")
    deal(context, other, "9.00")
    made = records.create(context, "crm", "note", {"customer": one})

    changed = records.change(context, "crm", "note", made.id, {"customer": other}, revision=1)

    assert (changed.values["total"], changed.values["level"]) == (Decimal("9.00"), "B")


def test_s06_what_is_stored_is_asked_with_the_apps_rights(
    context: Context, asking: None, person: Callable[..., Context]
) -> None:
    """The writer sees no deal; the app does, and the formula field has rights of its own."""
    one = customer(context)
    deal(context, one, "7.00")

    assert note(person("noter"), one)["total"] == Decimal("7.00")


def check(who: Context, text: str, record: str | None = None, form: str = "customer") -> dict[str, Any]:
    return records.check_formula(who, "crm", form, text, record=record)


def test_s06_an_editor_asks_with_the_rights_of_who_reads(context: Context, person: Callable[..., Context]) -> None:
    seller, auditor = person("seller"), person("auditor", "clerk")
    one = customer(context)
    assert seller.actor.person_id
    deal(context, one, "5.00", seller=seller.actor.person_id)
    deal(context, one, "2000.00", title="big")
    total = "SUMIFS({商机.金额}, {商机.客户} = {id})"

    assert check(context, total, one)["value"] == Decimal("2005.00")
    assert check(seller, total, one)["value"] == Decimal("5.00")
    assert check(seller, "COUNTIFS({商机}, {商机.客户} = {id})", one)["value"] == 1
    # The auditor sees big deals, but neither their amounts nor their customers.
    assert [e["code"] for e in check(auditor, total, one)["errors"]] == ["expression.unknown_name"]
    assert [e["code"] for e in check(auditor, "COUNTIFS({deal}, {deal.customer} = {id})", one)["errors"]] == [
        "expression.unknown_name"
    ]
    assert check(auditor, 'COUNTIFS({deal}, {deal.title} = "big")', one)["value"] == 1
    assert check(auditor, 'COUNTIFS({deal}, {deal.title} = "x")', one)["value"] == 0


def test_s22_a_form_that_is_not_for_these_eyes_is_an_unknown_one(
    context: Context, person: Callable[..., Context]
) -> None:
    one = customer(context)
    clerk = person("clerk")
    hidden = check(clerk, "COUNTIFS({deal}, TRUE)", one)
    missing = check(clerk, "COUNTIFS({dael}, TRUE)", one)

    # A clerk creates deals and reads none.
    assert [hidden["errors"][0]["code"], missing["errors"][0]["code"]] == ["expression.unknown_name"] * 2
    assert hidden["errors"][0]["detail"].replace("deal", "dael") == missing["errors"][0]["detail"]


def test_text_about_other_forms_reads_as_it_is_written(context: Context, person: Callable[..., Context]) -> None:
    one = customer(context)
    found = check(context, 'SUMIFS({商机.金额}, {商机.客户} = {记录编号}, {商机.status} <> "lost") / 2', one)

    lost = {"!=": [{"var": "row.status"}, "lost"]}
    both = {"and": [{"==": [{"var": "row.customer"}, {"var": "this.id"}]}, lost]}
    assert found["tree"] == {"/": [{"sumifs": ["deal", "amount", both]}, 2]}
    again = check(context, found["text"], one)
    assert (again["tree"], again["text"]) == (found["tree"], found["text"])
    assert found["type"] == "decimal"
    through = check(context, "{客户.level}", form="deal")
    assert through["tree"] == {"var": "record.customer.level"}
    assert through["type"] == "text"


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"countifs": ["nowhere", True]}, "nowhere"),
        ({"sumifs": ["deal", "nothing", True]}, "nothing"),
        ({"sumifs": ["deal", "title", True]}, "number"),
        ({"countifs": ["deal", {"==": [{"var": "row.nothing"}, 1]}]}, "row.nothing"),
        ({"countifs": ["deal", {"exists": ["deal", True]}]}, "other forms"),
        ({"countifs": ["deal", {"var": "row.deleted_at"}]}, "row.deleted_at"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_at_publishing(
    context: Context, install: Install, tree: Any, said: str
) -> None:
    form = NOTE | {"fields": [NOTE["fields"][0], formula("wrong", "integer", tree)]}

    with pytest.raises(InvalidDefinition, match=said):
        install([CUSTOMER, DEAL, form])


def listed(who: Context, form: str, tree: Any) -> list[Any]:
    found = records.query(who, "crm", form, records.Query(filter={"formula": tree}, sort=("name",), count=True))
    assert found.total == len(found.items)
    return [record.values["name"] for record in found.items]


def asked(least: str) -> Any:
    return {">=": [{"sumifs": ["deal", "amount", {"==": [{"var": "row.customer"}, {"var": "this.id"}]}]}, least]}


def test_a_list_is_filtered_by_a_sum_over_another_form(context: Context, person: Callable[..., Context]) -> None:
    seller, auditor = person("seller"), person("auditor", "clerk")
    one, other = customer(context, "a"), customer(context, "b")
    customer(context, "c", "B")
    deal(context, one, "5.00", seller=seller.actor.person_id)
    deal(context, one, "2000.00", title="big")
    deal(context, other, "0.10", seller=seller.actor.person_id)
    deal(context, other, "0.20", seller=seller.actor.person_id)

    assert listed(context, "customer", asked("0.30")) == ["a", "b"]
    assert listed(context, "customer", asked("2005")) == ["a"]
    # S06: a seller's own deals alone count, and of customers he sees those of level A.
    assert listed(seller, "customer", asked("2005")) == []
    assert listed(seller, "customer", asked("5")) == ["a"]
    assert listed(seller, "customer", {"!": [asked("0.01")]}) == []
    assert listed(context, "customer", {"!": [asked("0.01")]}) == ["c"]
    # S26: what is hidden cannot be asked through another form either.
    with pytest.raises(InvalidDefinition, match="amount"):
        listed(auditor, "customer", asked("1"))


def test_a_form_asks_itself_in_a_list(context: Context, crm: None) -> None:
    for name, level in (("a", "A"), ("b", "B"), ("c", "A")):
        customer(context, name, level)
    twin = {
        "and": [{"==": [{"var": "row.level"}, {"var": "this.level"}]}, {"!=": [{"var": "row.id"}, {"var": "this.id"}]}]
    }

    assert listed(context, "customer", {"exists": ["customer", twin]}) == ["a", "c"]
    assert listed(context, "customer", {"==": [{"countifs": ["customer", twin]}, 0]}) == ["b"]


def test_references_are_read_through_in_a_list(context: Context, crm: None) -> None:
    deal(context, customer(context, "a", "A"), "1.00", title="of a")
    deal(context, customer(context, "b", "B"), "1.00", title="of b")

    found = records.query(
        context, "crm", "deal", records.Query(filter={"formula": {"==": [{"var": "record.customer.level"}, "B"]}})
    )
    assert [record.values["title"] for record in found.items] == ["of b"]


def test_a_filter_formula_costs_no_more_than_is_allowed(context: Context, crm: None) -> None:
    with pytest.raises(LimitExceeded):
        listed(context, "customer", {"and": [asked("1")] * 4})
    with pytest.raises(InvalidDefinition, match="condition"):
        listed(context, "customer", {"+": [1, 1]})


REGION: dict[str, Any] = {
    "kind": "form",
    "key": "region",
    "title": {"zh-CN": "大区", "en": "Region"},
    "fields": [
        {"key": "name", "type": "text", "title": {"zh-CN": "名称", "en": "Name"}},
        {"key": "parent", "type": "reference", "title": {"zh-CN": "上级", "en": "Parent"},
         "settings": {"form": "region"}},
        {"key": "quota", "type": "currency", "title": {"zh-CN": "额度", "en": "Quota"}},
        formula("above", "text", {"var": "record.parent.parent.name"}),
        formula("highest", "text", {"var": "record.parent.parent.parent.name"}),
        formula("sisters", "integer", {"countifs": ["region", {"==": [
            {"var": "row.parent"}, {"var": "this.parent.parent"}]}]}),
        {"key": "live", "type": "formula", "title": "live",
         "settings": {"result": "text", "refresh": "on_read", "expression": {"var": "record.parent.parent.name"}}},
    ],
}  # fmt: skip


def region(context: Context, name: str, parent: str | None = None, quota: str | None = None) -> dict[str, Any]:
    values = {"name": name, "parent": parent, "quota": quota}
    made = records.create(context, "crm", "region", values)
    return records.get(context, "crm", "region", made.id).values | {"id": made.id}


def test_references_are_read_through_one_after_another(install: Install, context: Context) -> None:
    install([REGION])
    china = region(context, "China", None, "9.00")
    east = region(context, "East", china["id"])
    city = region(context, "Ningbo", east["id"])
    district = region(context, "Yinzhou", city["id"])

    assert [one["above"] for one in (china, east, city, district)] == [None, None, "China", "East"]
    assert [one["live"] for one in (china, east, city, district)] == [None, None, "China", "East"]
    assert (city["highest"], district["highest"]) == (None, "China")
    assert district["sisters"] == 1


def test_formula_text_names_two_references(install: Install, context: Context) -> None:
    install([REGION])
    city = region(context, "Ningbo", region(context, "East", region(context, "China", None, "9.00")["id"])["id"])
    text = "{上级.上级.额度} + SUMIFS({大区.额度}, {大区.id} = {上级.上级})"

    found = check(context, text, city["id"], form="region")

    assert (found["errors"], found["value"]) == ([], Decimal(18))
    assert found["text"] == "{上级.上级.额度} + SUMIFS({大区.额度}, {大区.记录编号} = {上级.上级})"
    assert check(context, "{上级.名称.额度}", form="region")["errors"][0]["code"] == "expression.unknown_name"


def test_a_question_is_put_together_once_and_asked_with_each_records_values(context: Context, asking: None) -> None:
    one, other = customer(context), customer(context, "宁波", "B")
    deal(context, one, "1.00")
    deal(context, other, "2.00")

    assert [note(context, id)["total"] for id in (one, other, one)] == [Decimal(1), Decimal(2), Decimal(1)]
    deal(context, None, "7.00")
    # What is empty is compared as empty.
    assert note(context, None)["total"] == Decimal(7)


SAME_LEVEL = {"==": [{"var": "row.customer.level"}, {"var": "this.level"}]}
BEHIND: dict[str, Any] = {
    "kind": "form",
    "key": "visit",
    "title": {"zh-CN": "拜访", "en": "Visit"},
    "fields": [
        {"key": "level", "type": "text", "title": "Level"},
        formula("deals", "integer", {"countifs": ["deal", SAME_LEVEL]}),
        formula("now", "currency", {"sumifs": ["deal", "amount", SAME_LEVEL]}),
    ],
}
BEHIND["fields"][2]["settings"]["refresh"] = "on_read"


def test_conditions_read_through_references_of_the_other_forms_rows(install: Install, context: Context) -> None:
    install([CUSTOMER, DEAL, BEHIND, *ROLES])
    one, other = customer(context, "A", "A"), customer(context, "B", "B")
    for owner, amount in ((one, "1.00"), (one, "2.00"), (other, "5.00"), (None, "9.00")):
        deal(context, owner, amount)
    visit = records.create(context, "crm", "visit", {"level": "A"}).id
    values = records.get(context, "crm", "visit", visit).values
    assert (values["deals"], values["now"]) == (2, Decimal("3.00"))

    # And follow what stands behind them.
    records.change(context, "crm", "customer", other, {"level": "A"}, revision=1)
    jobs.run_due(context.workspace)
    values = records.get(context, "crm", "visit", visit).values
    assert (values["deals"], values["now"]) == (3, Decimal("8.00"))


def test_what_stands_behind_a_row_is_written_in_titles(install: Install, context: Context) -> None:
    install([CUSTOMER, DEAL, BEHIND, *ROLES])
    text = 'COUNTIFS({商机}, {商机.客户.Level} = "A")'
    found = records.check_formula(context, "crm", "visit", text)
    assert found["tree"] == {"countifs": ["deal", {"==": [{"var": "row.customer.level"}, "A"]}]}
    assert records.print_tree(context, "crm", "visit", found["tree"]) == text
    unknown = records.check_formula(context, "crm", "visit", 'COUNTIFS({商机}, {商机.客户.Nothing} = "A")')
    assert [error["code"] for error in unknown["errors"]] == ["expression.unknown_name"]


def test_a_reader_counts_no_more_behind_a_row_than_he_sees(
    install: Install, context: Context, person_of: Callable[..., Context]
) -> None:
    install([CUSTOMER, DEAL, BEHIND, *ROLES])
    seller = person_of("seller")
    for level in "AB":
        owner = customer(context, level, level)
        values = {"title": level, "customer": owner, "seller": seller.actor.person_id}
        records.create(context, "crm", "deal", values)
    tree = {"exists": ["deal", {"and": [{"==": [{"var": "row.title"}, {"var": "this.title"}]},
                                        {"is_set": {"var": "row.customer.level"}}]}]}  # fmt: skip
    found = records.query(seller, "crm", "deal", records.Query(filter={"formula": tree}))
    # He reads only customers of level A.
    assert [record.values["title"] for record in found.items] == ["A"]
