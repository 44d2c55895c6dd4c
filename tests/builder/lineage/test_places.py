"""Places: what a document mentions is found by what the schema of its kind says, whatever parts there are."""

from typing import Any

from loomwork.builder.lineage.places import Places
from loomwork.runtime.workflows import workflow_schema

OWN = {"var": "record.name"}


def step(key: str, type_: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": key, "settings": settings}


def test_the_record_of_all_steps_is_that_of_the_trigger() -> None:
    branches = [{"key": "fits", "when": {">": [{"var": "record.amount"}, 1]}}]
    document = {
        "kind": "workflow",
        "key": "w",
        "title": "W",
        "trigger": {"type": "record_created", "form": "deal"},
        "nodes": [step("split", "condition", branches=branches), step("own", "update_record", values={"note": OWN})],
        "edges": [],
    }
    found = {
        (told.owner[1], told.mention.how, ".".join(told.mention.name), (told.mention.scope or ("", ""))[1])
        for told in Places(workflow_schema()).of(document)
    }
    assert found >= {
        ("split", "reads", "amount", "deal"),
        ("own", "writes", "note", "deal"),
        ("own", "reads", "name", "deal"),
    }


def test_what_steps_read_and_write_of_other_forms_and_of_the_record() -> None:
    nodes = [
        step("make", "create_record", form="report", values={"text": OWN}),
        step("put", "update_record", form="profile", where={"==": [{"var": "row.person"}, OWN]}, values={"load": 1}),
        step("own", "update_record", values={"note": {"var": "nodes.make.record"}}),
        step("find", "query_records", form="profile", sort=[{"field": "strength"}], shows=["load"]),
        step("keep", "hold", reason="why", fields=["amount"]),
        step("give", "points", ledger="points", account=OWN, amount=1, reason="why"),
    ]
    document = {"kind": "workflow", "key": "w", "title": "W", "trigger": {}, "nodes": nodes, "edges": []}

    found = {
        (told.owner[1], told.mention.how, ".".join(told.mention.name), (told.mention.scope or ("", ""))[1])
        for told in Places(workflow_schema()).of(document)
    }

    assert found >= {
        ("make", "writes", "report", ""),
        ("make", "writes", "text", "report"),
        ("make", "reads", "name", ""),
        ("put", "filters", "person", "profile"),
        ("put", "writes", "load", "profile"),
        ("own", "writes", "note", ""),
        ("own", "reads", "make", ""),
        ("find", "source", "profile", ""),
        ("find", "sorts", "strength", "profile"),
        ("find", "shows", "load", "profile"),
        ("keep", "governs", "amount", ""),
        ("give", "writes", "points", ""),
    }
