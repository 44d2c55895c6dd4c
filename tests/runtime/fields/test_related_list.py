"""Related list: it names a form that refers here, and holds nothing itself."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import Forbidden, InvalidDefinition, InvalidValue, Problems
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
from loomwork.runtime.records.bulk.pasting import read_cells
from loomwork.runtime.records.errors import Unconfirmed
from tests.company import Install


def forms(**settings: Any) -> list[dict[str, Any]]:
    made = {"form": "contact", "by": "account", "columns": ["name"], **settings}
    account = [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "contacts", "type": "related_list", "title": "Contacts", "settings": made},
    ]
    contact = [
        {"key": "account", "type": "reference", "title": "Account", "settings": {"form": "account"}},
        {"key": "name", "type": "text", "title": "Name"},
    ]
    return [
        {"kind": "form", "key": "account", "title": "Account", "fields": account},
        {"kind": "form", "key": "contact", "title": "Contact", "fields": contact},
    ]


def test_the_record_holds_nothing_of_it_and_the_other_form_answers(install: Install, context: Context) -> None:
    install(forms())
    id = records.create(context, "crm", "account", {"name": "A"}).id
    records.create(context, "crm", "contact", {"account": id, "name": "C"})
    assert "contacts" not in records.get(context, "crm", "account", id).values
    here = Query(filter={"field": "account", "operator": "equal", "value": id})
    assert [one.values["name"] for one in records.query(context, "crm", "contact", here).items] == ["C"]
    with pytest.raises(Problems):
        records.change(context, "crm", "account", id, {"contacts": []}, revision=1)


def test_a_page_is_told_where_to_ask(install: Install, context: Context) -> None:
    install(forms())
    plans = plan_cache(context.workspace).latest()
    told = describe(form_plan(plans, "crm", "account"), access_to(context, plans, "crm", "account"), "en")
    settings = next(field for field in told["fields"] if field["key"] == "contacts")["settings"]
    assert settings == {"form": "contact", "by": "account", "columns": ["name"]}


@pytest.mark.parametrize("wrong", [{"form": "nobody"}, {"by": "name"}, {"columns": ["nothing"]}])
def test_a_list_that_leads_nowhere_is_refused(install: Install, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidDefinition):
        install(forms(**wrong))


def _contacts(context: Context, id: str) -> list[str]:
    here = Query(filter={"field": "account", "operator": "equal", "value": id}, sort=("created_at", "id"))
    return [one.values["name"] for one in records.query(context, "crm", "contact", here).items]


def test_a_new_record_brings_its_list_along_or_nothing_is_written(install: Install, context: Context) -> None:
    strict = forms()
    strict[1]["fields"][1]["required"] = True
    install(strict)
    rows = [{"name": "C"}, {"name": "D"}]
    made = records.create(context, "crm", "account", {"name": "A", "contacts": rows}, idempotency_key="once")
    again = records.create(context, "crm", "account", {"name": "A", "contacts": rows}, idempotency_key="once")
    assert (again.id, sorted(_contacts(context, made.id))) == (made.id, ["C", "D"])
    assert records.create(context, "crm", "account", {"name": "B", "contacts": None}).values["name"] == "B"

    wrong = [{"name": "E"}, {}, {"name": "F", "nonsense": 1}]
    with pytest.raises(Problems) as caught:
        records.create(context, "crm", "account", {"name": "Z", "contacts": wrong})
    assert [one.pointer for one in caught.value.errors] == ["/values/contacts/1/name", "/values/contacts/2/nonsense"]
    with pytest.raises(InvalidValue):
        records.create(context, "crm", "account", {"name": "Z", "contacts": "E"})
    assert (records.count(context, "crm", "account"), records.count(context, "crm", "contact")) == (
        (2, True),
        (2, True),
    )


def test_the_rows_come_under_the_actors_rights_and_their_warnings_are_asked(
    install: Install, context: Context, person_of: Any
) -> None:
    late = {"key": "late", "warn": True, "assert": {"!=": [{"var": "record.name"}, "C"]}, "message": "C is late"}
    asked = forms()
    asked[1]["checks"] = [late]
    account = {"account": {"verbs": ["create", "read"]}, "contact": {"verbs": ["read"]}}
    install([*asked, {"kind": "role", "key": "reader", "title": "R", "forms": account}])
    values = {"name": "A", "contacts": [{"name": "C"}]}

    with pytest.raises(Forbidden):
        records.create(person_of("reader"), "crm", "account", values)
    with pytest.raises(Unconfirmed) as warned:
        records.create(context, "crm", "account", values, confirmed=[])
    assert [one.sentence("en") for one in warned.value.errors] == ["C is late"]
    assert records.count(context, "crm", "account") == (0, True)
    assert _contacts(context, records.create(context, "crm", "account", values, confirmed=["late"]).id) == ["C"]


def test_cells_for_the_list_of_a_new_record_are_read_and_not_written(install: Install, context: Context) -> None:
    install(forms())
    found = read_cells(context, "crm", "account", "contacts", ["name"], [["C"], ["D"]])
    assert (found.rows, found.problems) == ([{"name": "C"}, {"name": "D"}], [])
    assert records.count(context, "crm", "contact") == (0, True)
