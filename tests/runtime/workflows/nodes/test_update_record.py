"""What is special to the node that updates records."""

from typing import Any

import pytest

from ..conftest import Company, Start, node

LINE = [("start", "put"), ("put", "end")]
OWN: dict[str, Any] = {"var": "row.person"}


def put(**settings: Any) -> dict[str, Any]:
    return node("put", "update_record", **settings)


def test_rows_that_fit_are_worked_out_each_from_itself(publish_flow: Start, company: Company) -> None:
    where = {"and": [{"==": [OWN, {"var": "record.owner_person"}]}, {"<": [{"var": "row.load"}, {"param": "limit"}]}]}
    publish_flow([put(form="profile", where=where, values={"load": {"+": [{"var": "row.load"}, 1]}})], LINE)
    ids = [company.profile("ann", load=load) for load in (1, 2, 9)] + [company.profile("bob", load=1)]

    record = company.request(owner_person="ann")

    assert [company.record(id, "profile").values["load"] for id in ids] == [2, 3, 9, 1]
    assert company.way(record) == [("put", "done")]
    assert company.instance(record).variables["put"]["count"] == 2


def test_one_record_by_its_id_and_none_is_another_way(publish_flow: Start, company: Company) -> None:
    publish_flow([put(form="profile", record={"var": "record.note"}, values={"strength": 7})], LINE)
    profile = company.profile("ann")

    assert company.way(company.request(note=profile)) == [("put", "done")]
    assert company.record(profile, "profile").values["strength"] == 7
    assert company.way(company.request(note="nobody")) == [("put", "nothing")]


def test_the_record_itself_and_stages_move_freely_only_where_said(publish_flow: Start, company: Company) -> None:
    publish_flow([put(values={"status": "done"})], LINE)
    assert company.record(company.request()).values["status"] == "done"
    back = {"status": "new"}
    forth = put(values={"status": "done"})
    both = [("start", "put"), ("put", "back"), ("back", "end")]

    publish_flow([forth, node("back", "update_record", values=back)], both)
    assert company.state(company.request()) == "incident"

    publish_flow([forth, node("back", "update_record", values=back, gates=False)], both)
    assert company.record(company.request()).values["status"] == "new"


def test_more_rows_than_expected_are_not_touched(publish_flow: Start, company: Company) -> None:
    publish_flow([put(form="profile", where=True, at_most=1, values={"load": 0})], LINE)
    ids = [company.profile("ann", load=3), company.profile("bob", load=4)]

    record = company.request()

    assert company.incident(record) == "workflow.too_many_rows"
    assert [company.record(id, "profile").values["load"] for id in ids] == [3, 4]


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"form": "profile", "values": {"load": 1}}, "/form"),
        ({"where": True, "values": {"note": "x"}}, "/where"),
        ({"form": "profile", "where": {"==": [{"var": "row.nothing"}, 1]}, "values": {"load": 1}}, "/where"),
        ({"form": "report", "where": True, "values": {"text": "x"}}, "/values/text"),
    ],
)
def test_what_it_cannot_do_is_refused_at_publishing(publish_flow: Start, asked: dict[str, Any], pointer: str) -> None:
    assert str(publish_flow([put(**asked)], LINE).refusal().pointer).startswith(f"/nodes/0/settings{pointer}")
