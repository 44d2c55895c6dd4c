"""Related list: it names a form that refers here, and holds nothing itself."""

from typing import Any

import pytest

from loomwork.runtime import records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition, Problems
from loomwork.runtime.forms import describe, form_plan
from loomwork.runtime.people import access_to
from loomwork.runtime.records import Query
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
