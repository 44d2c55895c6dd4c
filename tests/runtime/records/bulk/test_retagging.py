"""Options evolve: renamed, retired, merged, split; records that hold them are re-tagged and keep their history."""

from typing import Any

import pytest

from loomwork.runtime import changes, jobs, records
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plans_in
from loomwork.runtime.errors import InvalidDefinition, Problems
from tests import company

install = company.install

OLD = [{"key": "trade", "title": "贸易"}, {"key": "shop", "title": "门店"}, {"key": "net", "title": "网店"}]


def form(options: list[dict[str, Any]]) -> dict[str, Any]:
    settings = {"options": options}
    label = {"if": [{"==": [{"var": "record.kind"}, "shop"]}, "零售", "其他"]}
    return {
        "kind": "form",
        "key": "client",
        "title": "Client",
        "fields": [
            {"key": "kind", "type": "single_choice", "title": "Kind", "settings": settings},
            {"key": "kinds", "type": "multi_choice", "title": "Kinds", "settings": settings},
            {"key": "staff", "type": "integer", "title": "Staff"},
            {"key": "note", "type": "text", "title": "Note", "required": True},
            {"key": "label", "type": "formula", "title": "Label", "settings": {"expression": label}},
        ],
    }


def published(install: company.Install, context: Context, options: list[dict[str, Any]]) -> int:
    """How many fields were to be re-tagged; all of it is done."""
    install([form(options)])
    found = changes.run(context, lambda tx: records.retag(context, tx, plans_in(context.workspace, tx)))
    jobs.run_due(context.workspace)
    return found


def made(context: Context, **values: Any) -> str:
    return records.create(context, "crm", "client", {"note": "n", **values}).id


def test_a_renamed_option_changes_no_record(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    id = made(context, kind="trade")
    assert published(install, context, [{"key": "trade", "title": "商贸"}, *OLD[1:]]) == 0
    assert records.get(context, "crm", "client", id).revision == 1


def test_a_retired_option_stays_where_it_stands_and_is_not_chosen_anew(
    install: company.Install, context: Context
) -> None:
    install([form(OLD)])
    id = made(context, kind="net", kinds=["net", "shop"])
    published(install, context, [*OLD[:2], OLD[2] | {"retired": True}])

    changed = records.change(context, "crm", "client", id, {"kind": "net", "kinds": ["net"], "staff": 3}, revision=1)
    assert (changed.values["kind"], changed.values["kinds"]) == ("net", ["net"])
    assert records.query(
        context, "crm", "client", records.Query(filter={"field": "kind", "operator": "equal", "value": "net"})
    ).items
    for values in ({"kind": "net"}, {"kinds": ["net"]}):
        with pytest.raises(Problems) as caught:
            made(context, **values)
        assert [error.code for error in caught.value.errors] == ["value.option_closed"]


def test_merged_options_become_one_in_every_record_with_its_history(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    first = made(context, kind="net", kinds=["net", "shop"])
    other = made(context, kind="trade", kinds=["trade"])
    gone = made(context, kind="net")
    records.delete(context, "crm", "client", gone, revision=1)
    assert published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}]) == 2

    record = records.get(context, "crm", "client", first)
    assert (record.values["kind"], record.values["kinds"], record.values["label"]) == ("shop", ["shop"], "零售")
    assert records.get(context, "crm", "client", other).revision == 1
    told = [entry for entry in records.history(context, "crm", "client", first) if entry["action"] == "change"]
    assert {entry["provenance"] for entry in told} == {"system"}
    sets = {
        change["field"]: (change["before_text"], change["after_text"]) for entry in told for change in entry["changes"]
    }
    assert sets["kind"] == ("网店", "门店")
    assert sets["kinds"] == ("门店、网店", "门店")
    assert published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}]) == 0


def test_a_split_follows_its_conditions_and_leaves_what_fits_none(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    large, small, unknown = (made(context, kind="trade", staff=staff) for staff in (500, 5, None))
    parts = [
        {"key": "shop", "when": {"<": [{"var": "record.staff"}, 10]}},
        {"key": "net", "when": {">=": [{"var": "record.staff"}, 10]}},
    ]
    published(install, context, [OLD[0] | {"split_into": parts}, *OLD[1:]])

    kinds = [records.get(context, "crm", "client", id).values["kind"] for id in (large, small, unknown)]
    assert kinds == ["net", "shop", "trade"]


def test_a_re_tagged_record_is_taken_back_by_its_history(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    id = made(context, kind="net")
    published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}])
    change_id = records.history(context, "crm", "client", id)[0]["id"]

    changes.run(context, lambda tx: records.take_back(context, "crm", "client", id, change_id, tx=tx))
    assert records.get(context, "crm", "client", id).values["kind"] == "net"


def test_a_record_that_would_now_be_refused_is_re_tagged_all_the_same(
    install: company.Install, context: Context
) -> None:
    install([form(OLD)])
    id = made(context, kind="net")
    strict = form([*OLD[:2], OLD[2] | {"merged_into": "shop"}])
    strict["checks"] = [
        {"key": "no", "at": "submit", "assert": {"!=": [{"var": "record.kind"}, "shop"]}, "message": "No"}
    ]
    install([strict])
    changes.run(context, lambda tx: records.retag(context, tx, plans_in(context.workspace, tx)))
    jobs.run_due(context.workspace)
    assert records.get(context, "crm", "client", id).values["kind"] == "shop"


def test_hundreds_are_done_in_turns(install: company.Install, context: Context) -> None:
    install([form(OLD)])
    changes.run(
        context,
        lambda tx: [
            records.create(context, "crm", "client", {"note": "n", "kind": "net"}, tx=tx).id for _ in range(450)
        ],
    )
    published(install, context, [*OLD[:2], OLD[2] | {"merged_into": "shop"}])
    asked = records.Query(filter={"field": "kind", "operator": "equal", "value": "shop"})
    assert records.count(context, "crm", "client", asked) == (450, True)


@pytest.mark.parametrize(
    "options",
    [
        [OLD[0] | {"merged_into": "nowhere"}],
        [OLD[0] | {"merged_into": "shop"}, OLD[1] | {"merged_into": "trade"}],
        [OLD[0] | {"split_into": [{"key": "trade"}]}],
        [OLD[0] | {"split_into": [{"key": "shop", "when": {"==": [{"var": "record.nothing"}, 1]}}]}, OLD[1]],
    ],
)
def test_a_merge_or_split_that_leads_nowhere_is_refused(
    install: company.Install, options: list[dict[str, Any]]
) -> None:
    with pytest.raises(InvalidDefinition):
        install([form(options)])
