"""Formulas are read and written with the names of drafts, whatever else is wrong with these."""

from copy import deepcopy
from typing import Any

import pytest

from loomwork.builder import drafts
from loomwork.runtime.errors import NotFound

from .conftest import APP, REQUEST, Bench

_REQUEST = drafts.Scope("request")


def save(bench: Bench, document: dict[str, Any]) -> None:
    drafts.save(bench.ann, bench.place(document), document, 0)


def test_text_becomes_a_tree_and_text_again(bench: Bench) -> None:
    save(bench, REQUEST)
    found = drafts.read_text(bench.ann, APP, _REQUEST, "{天数} * 2 > 10")
    assert (found["tree"], found["type"], found["errors"]) == (
        {">": [{"*": [{"var": "record.days"}, 2]}, 10]},
        "boolean",
        [],
    )
    assert drafts.print_text(bench.ann, APP, _REQUEST, found["tree"])["text"] == found["text"]


def test_columns_of_lines_are_named_by_their_titles(bench: Bench) -> None:
    settings = {"columns": [{"key": "days", "type": "integer", "title": {"zh-CN": "天数", "en": "Days"}}]}
    lines = {"key": "parts", "type": "detail_lines", "title": {"zh-CN": "明细", "en": "Parts"}, "settings": settings}
    save(bench, REQUEST | {"fields": [*REQUEST["fields"], lines]})
    found = drafts.read_text(bench.ann, APP, _REQUEST, "SUM({明细.天数}) <= {天数}")
    assert found["tree"] == {"<=": [{"sum": [{"var": "record.parts.days"}]}, {"var": "record.days"}]}
    assert found["text"] == "SUM({明细.天数}) <= {天数}"
    assert "{明细.天数}" in [one["written"] for one in drafts.words(bench.ann, APP, _REQUEST)["names"]]


def test_what_is_wrong_has_its_place(bench: Bench) -> None:
    save(bench, REQUEST)
    (error,) = drafts.read_text(bench.ann, APP, _REQUEST, "{天数} + {人数}")["errors"]
    assert error["position"]["column"] == 8
    (error,) = drafts.print_text(bench.ann, APP, _REQUEST, {"nonsense": [1]})["errors"]
    assert error["detail"]


def test_a_form_that_is_wrong_elsewhere_still_has_its_names(bench: Bench) -> None:
    broken = deepcopy(REQUEST) | {
        "title_field": "gone",
        "rules": [{"key": "r", "when": True, "then": [{"show": "no"}]}],
    }
    wrong = {"result": "integer", "expression": {"var": "record.nothing"}}
    broken["fields"] += [
        {"key": "twice", "type": "formula", "title": "Twice", "settings": wrong},
        {"key": "who", "type": "reference", "title": "Who", "settings": {}},
    ]
    save(bench, broken)
    found = drafts.read_text(bench.ann, APP, _REQUEST, "{Twice} + {天数}")
    assert (found["errors"], found["type"]) == ([], "decimal") or (found["errors"], found["type"]) == ([], "integer")
    assert drafts.read_text(bench.ann, APP, _REQUEST, "{Who}")["errors"]


@pytest.mark.parametrize("half", [{"rules": [{"key": "new"}]}, {"checks": [{}]}, {"layout": [None]}, {"title": 5}])
def test_a_form_that_is_half_made_still_has_its_names(bench: Bench, half: dict[str, Any]) -> None:
    other = {"kind": "form", "key": "other", "title": "Other", "fields": [], **half}
    save(bench, REQUEST | half)
    drafts.save(bench.ann, bench.place(other), other, 0)
    found = drafts.read_text(bench.ann, APP, _REQUEST, "{天数} * 2")
    assert found["tree"] == {"*": [{"var": "record.days"}, 2]}


def test_a_form_that_is_not_there(bench: Bench) -> None:
    with pytest.raises(NotFound):
        drafts.read_text(bench.ann, APP, drafts.Scope("nothing"), "1")
    with pytest.raises(NotFound):
        drafts.words(bench.ann, APP, drafts.Scope())


def test_the_words_a_formula_may_use(bench: Bench) -> None:
    save(bench, REQUEST)
    found = drafts.words(bench.ann, APP, _REQUEST)
    assert {"written": "{天数}", "key": "record.days", "type": "integer"} in found["names"]
    rounding = next(one for one in found["functions"] if one["other"] == "ROUND")
    assert (rounding["name"], rounding["least"], rounding["most"]) == ("四舍五入", 1, 2)
    assert all(one["name"] and one["title"] for one in found["functions"])


def worked_out(bench: Bench, **more: Any) -> drafts.Step:
    """The last step of a drafted workflow, which works something out before."""
    value = {"key": "total", "type": "decimal", "value": {"*": [{"var": "record.days"}, 2]}}
    flow = {
        "kind": "workflow",
        "key": "flow",
        "title": "Flow",
        "trigger": {"type": "record_created", "form": "request"},
        "nodes": [
            {"key": "sum", "type": "compute", "title": "Sum up", "settings": {"values": [value]}},
            {"key": "rest", "type": "wait", "title": "Rest", "settings": {"for": "PT1H"}},
        ],
        "edges": [{"from": "start", "to": "sum"}, {"from": "sum", "to": "rest"}, {"from": "rest", "to": "end"}],
    }
    drafts.save(bench.ann, bench.place(), REQUEST, 0)
    drafts.save(bench.ann, bench.place(flow), flow | more, 0)
    return drafts.Step("flow", "rest")


def test_a_step_reads_what_drafted_steps_before_it_tell(bench: Bench) -> None:
    step = worked_out(bench)
    scope = drafts.Scope("request", step)
    told = drafts.read_text(bench.ann, APP, scope, "{节点.Sum up.total} > 5")
    assert (told["tree"], told["type"]) == ({">": [{"var": "nodes.sum.total"}, 5]}, "boolean")
    assert drafts.print_text(bench.ann, APP, scope, told["tree"])["text"] == "{节点.Sum up.total} > 5"
    known = {one["key"] for one in drafts.words(bench.ann, APP, scope)["names"]}
    assert {"record.days", "nodes.sum.total"} <= known
    # The step before it reads nothing of what comes behind, and the form by itself knows no steps.
    first = drafts.Scope("request", drafts.Step("flow", "sum"))
    before = {one["key"] for one in drafts.words(bench.ann, APP, first)["names"]}
    assert "nodes.sum.total" not in before
    assert drafts.read_text(bench.ann, APP, _REQUEST, "{节点.Sum up.total}")["errors"]


def test_in_a_workflow_that_is_wrong_a_formula_still_names_fields(bench: Bench) -> None:
    step = worked_out(bench, edges=[])
    broken = drafts.Step("flow", "nowhere")
    for one in (step, broken, drafts.Step("none", "rest")):
        assert drafts.read_text(bench.ann, APP, drafts.Scope("request", one), "{天数} > 5")["tree"] is not None


def test_a_row_that_is_looked_for_is_read_beside_the_record(bench: Bench) -> None:
    save(bench, REQUEST)
    balance = {"kind": "form", "key": "balance", "title": {"zh-CN": "余额", "en": "Balance"}}
    left = {"key": "left", "type": "integer", "title": {"zh-CN": "剩余", "en": "Left"}}
    drafts.save(bench.ann, bench.place(balance), balance | {"fields": [left]}, 0)
    scope = drafts.Scope("request", at_hand={"row": "balance"})
    found = drafts.read_text(bench.ann, APP, scope, "{余额.剩余} >= {天数}")
    assert (found["tree"], found["errors"]) == ({">=": [{"var": "row.left"}, {"var": "record.days"}]}, [])
    assert drafts.print_text(bench.ann, APP, scope, found["tree"])["text"] == "{余额.剩余} >= {天数}"
    assert {"row.left", "row.created_at", "record.days"} <= {
        one["key"] for one in drafts.words(bench.ann, APP, scope)["names"]
    }


def test_of_candidates_what_is_known_of_their_persons_is_read_too_and_any_record_by_its_keys(bench: Bench) -> None:
    save(bench, REQUEST)
    scope = drafts.Scope(at_hand={"candidate": "request"})
    found = drafts.read_text(bench.ann, APP, scope, "{候选人.天数} + {候选人本人.持有数} > {record.days}")
    assert found["tree"] == {">": [{"+": [{"var": "candidate.days"}, {"var": "person.held"}]}, {"var": "record.days"}]}
    known = {one["key"] for one in drafts.words(bench.ann, APP, scope)["names"]}
    assert {"candidate.days", "person.last_assigned_at"} <= known
    assert not any(key.startswith("record.") for key in known)
    # Of a form that is named its fields are.
    about = drafts.Scope("request", at_hand={"candidate": "request"})
    assert drafts.read_text(bench.ann, APP, about, "{天数} = {候选人.天数}")["tree"] == {
        "==": [{"var": "record.days"}, {"var": "candidate.days"}]
    }
    # Nobody acts there.
    assert not any(one["key"].startswith(("actor.", "before.")) for one in drafts.words(bench.ann, APP, about)["names"])
    assert drafts.read_text(bench.ann, APP, about, "{操作人.本人}")["errors"]
