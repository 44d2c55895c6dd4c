"""The outcomes of steps are told of a workflow that is still being made, whatever is wrong with it."""

from typing import Any

from loomwork.runtime.workflows import outline


def outcomes(*nodes: dict[str, Any], locale: str = "en") -> dict[str, list[tuple[str, str]]]:
    told = outline({"nodes": list(nodes)}, locale)
    return {key: [(one["key"], one["title"]) for one in node["outcomes"]] for key, node in told.items()}


def test_outcomes_go_by_settings_deadlines_and_bounds() -> None:
    branches = [{"key": "large", "title": {"zh-CN": "大单", "en": "Large"}, "when": True}]
    told = outcomes(
        {"key": "split", "type": "condition", "settings": {"branches": branches}},
        {
            "key": "do",
            "type": "task",
            "settings": {"assignee": "initiator", "decline_with": "reasons"},
            "limits": [{"key": "late", "title": "Too late", "after": "PT1H", "leave_by": "late"}],
            "most_visits": 3,
        },
    )
    assert told["split"] == [("large", "Large"), ("otherwise", "Otherwise")]
    assert [key for key, _ in told["do"]] == ["done", "declined", "late", "too_often"]
    assert dict(told["do"])["late"] == "Too late"


def test_titles_are_in_the_readers_language() -> None:
    ((_, title), *_) = outcomes({"key": "ask", "type": "approval", "settings": {}}, locale="zh-CN")["ask"]
    assert title != "approved"


def test_what_cannot_be_read_has_what_its_type_always_has() -> None:
    told = outcomes(
        {"key": "split", "type": "condition", "settings": 5}, {"key": "x", "type": "no_such"}, {"type": "end"}
    )
    assert "split" in told
    assert "x" not in told
    assert outline({"nodes": "none"}, "en") == {}
    assert outline({}, "en") == {}


def test_scopes_are_left_by_their_deadlines_alone() -> None:
    late = {"key": "late", "title": "Too late", "after": "PT1H", "leave_by": "given_up"}
    scope = {"key": "both", "title": "Both", "nodes": ["a"], "limits": [late, {"key": "remind", "after": "PT30M"}, 5]}
    told = outline({"nodes": [], "scopes": [scope, "none"]}, "en")["both"]
    assert (told["shape"], told["takes_limits"]) == ("scope", True)
    assert told["outcomes"] == [{"key": "given_up", "title": "Too late", "optional": False}]


def test_who_replies_to_a_step_and_how() -> None:
    nodes: list[dict[str, Any]] = [
        {"key": "do", "type": "task", "settings": {"assignee": "initiator", "decline_with": "reasons"}},
        {"key": "sign", "type": "approval", "settings": {"approvers": "initiator"}},
        {"key": "tell", "type": "message", "settings": {"to": "initiator", "message": "told"}},
        {"key": "erp", "type": "call", "settings": {"connection": "erp", "path": "/x"}},
    ]
    told = outline({"nodes": nodes}, "en")
    assert told["do"]["replies"] == ["accept", "done", "declined"]
    assert told["sign"]["replies"] == ["approve", "reject"]
    assert told["tell"]["replies"] == []
    assert (told["erp"]["sends"], told["erp"]["replies"]) == (True, [])
