"""Scenarios say what other systems answer: a package whose workflow calls one is tried out without any."""

from typing import Any

import pytest

from loomwork.builder import parts
from loomwork.builder.errors import ScenarioFailed
from loomwork.builder.packages.package import Package
from loomwork.builder.scenarios.running import run_scenarios
from loomwork.runtime.definitions import Plans
from loomwork.runtime.storage import Settings

MANIFEST = {
    "package": "stock",
    "version": "1.0.0",
    "title": "Stock",
    "requires": {"platform": ">=0.1"},
    "parameters": [],
    "asks_for": {"connections": ["erp"], "reads": ["order"], "writes": ["order"]},
}
ORDER = {
    "kind": "form",
    "key": "order",
    "title": "Order",
    "fields": [
        {"key": "name", "type": "text", "title": "Name"},
        {"key": "number", "type": "text", "title": "Number"},
    ],
}
ERP = {"kind": "connection", "key": "erp", "title": "Stock", "connector": "http"}
NUMBER = {"key": "number", "path": "data.number"}


def step(key: str, type_: str, **settings: Any) -> dict[str, Any]:
    return {"key": key, "type": type_, "title": key.title(), "settings": settings}


ASK = {
    "kind": "workflow",
    "key": "ask",
    "title": "Ask",
    "trigger": {"type": "record_created", "form": "order"},
    "nodes": [
        step("call", "call", connection="erp", path=[{"var": "record.name"}], outputs=[NUMBER]),
        step("keep", "update_record", values={"number": {"var": "nodes.call.number"}}),
        step("none", "update_record", values={"number": "refused"}),
    ],
    "edges": [
        {"from": "start", "to": "call"},
        {"from": "call", "to": "keep", "when": "answered"},
        {"from": "call", "to": "none", "when": "refused"},
        {"from": "keep", "to": "end"},
        {"from": "none", "to": "end"},
    ],
}
CREATE = {"as": "administrator", "create": "order", "values": {"name": "lamp"}}


def told(number: str) -> dict[str, Any]:
    return {"body": {"data": {"number": number}}}


def run(settings: Settings, answers: dict[str, Any] | None, *steps: dict[str, Any]) -> None:
    parts.load()
    scenario = {
        "kind": "scenario",
        "key": "asked",
        "title": {"zh-CN": "询问", "en": "Asked"},
        "now": "2026-01-12T09:00:00+08:00",
        "given": [{"answers": answers}] if answers else [],
        "steps": list(steps),
    }
    package = Package(MANIFEST, (ORDER, ERP, ASK), (scenario,), {})
    run_scenarios(settings, Plans(0, [], [], {}), package)


def expect(name: str, number: str) -> dict[str, Any]:
    return {"expect": {f"{name}.number": number}}


def test_calls_get_the_answers_given_one_after_the_other(settings: Settings) -> None:
    run(
        settings,
        {"ask.call": [told("A-1"), {"status": 404}, told("A-3")]},
        CREATE | {"name": "first"},
        expect("first", "A-1"),
        CREATE | {"name": "second"},
        expect("second", "refused"),
        CREATE | {"name": "third"},
        CREATE | {"name": "fourth"},
        expect("third", "A-3"),
        expect("fourth", "A-3"),
    )


def test_a_system_that_is_not_ready_is_asked_again(settings: Settings) -> None:
    run(
        settings,
        {"ask.call": [{"status": 503}, told("A-2")]},
        CREATE | {"name": "first"},
        {"expect": {"flow": {"first": "waiting"}}},
        {"advance": "PT10M"},
        expect("first", "A-2"),
    )


def test_an_answer_for_what_calls_nothing_is_a_mistake(settings: Settings) -> None:
    with pytest.raises(ScenarioFailed, match=r"a step that calls another system; not ask\.keep"):
        run(settings, {"ask.keep": [told("A-1")]}, CREATE)
