"""What an intake would make of a body, told and not kept; and examples of sending that are right."""

import json
import subprocess
from typing import Any

import pytest

from loomwork.connectors.webhook import signature
from loomwork.runtime import intake, records
from loomwork.runtime.errors import Forbidden
from loomwork.runtime.intake.channel import channels
from tests.runtime.intake.test_intakes import WEBSITE, Sender, good, sender
from tests.runtime.workflows.conftest import APP, Company, company

__all__ = ["company", "sender"]


def test_a_test_goes_the_whole_way_in_and_keeps_nothing(company: Company, sender: Sender) -> None:
    told = intake.try_out(sender.boss, APP, "website", good("hello"))
    assert (told["ready"], told["proved"], told["made"], told["problem"]) == (True, True, True, None)
    assert "hello" in [one["shown"] for one in told["values"]]
    assert records.count(company.context, APP, "report") == (0, True)
    assert intake.deliveries(sender.boss, APP, "website")["items"] == []

    refused = intake.try_out(sender.boss, APP, "website", {"body": {"lines": [5]}})
    assert (refused["made"], refused["values"]) == (False, [])
    assert refused["problem"]["errors"][0]["pointer"].endswith("/text")
    intake.pause(sender.boss, APP, "website", paused=True)
    assert intake.try_out(sender.boss, APP, "website", good("hello"))["ready"] is False


def test_each_field_tells_what_it_gets_or_what_is_wrong(company: Company, sender: Sender) -> None:
    def told(body: Any, paths: dict[str, str] | None = None) -> Any:
        (one,) = intake.fields_of(sender.boss, APP, "website", body, paths)
        return one["path"], one["found"], one["shown"], one["problem"] is not None

    assert told(good("hello")) == ("body.lines.0", True, "hello", False)
    assert told({"body": {"lines": []}}) == ("body.lines.0", False, None, False)
    assert told({"body": {"lines": [5]}}) == ("body.lines.0", True, None, True)
    assert told({"note": "hello"}, {"text": "note"}) == ("note", True, "hello", False)
    with pytest.raises(Forbidden):
        intake.fields_of(company.as_("ann"), APP, "website", {})
    with pytest.raises(Forbidden):
        intake.try_out(company.as_("ann"), APP, "website", {})


def test_the_sample_is_taken_in_and_the_examples_sign_as_they_should(sender: Sender) -> None:
    shown = intake.shown(sender.boss, APP, "website")
    assert shown["latest"] is None
    assert sender.send(shown["sample"])["items"][0]["kept"] is False
    assert intake.shown(sender.boss, APP, "website")["latest"] == shown["sample"]

    sample = json.dumps({"name": 'O\'Neill "x" 宁波'}, ensure_ascii=False)
    curl = channels.get("webhook").examples(sample)["curl"].replace("__SECRET__", "whsec_1")
    # Instead of sending it says what it would send.
    told = subprocess.run(
        ["bash", "-s"],  # whichever there is
        input=curl.replace("curl ", "printf '%s\\n' ") + 'printf \'\\n%s\\n%s\' "$ID" "$AT"',
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    id, at = told[-2:]
    assert f"webhook-signature: {signature('whsec_1', id, at, sample.encode())}" in told
    assert sample in told


def test_all_that_is_kept_is_taken_in_again(company: Company, sender: Sender) -> None:
    company.publish(_website({"text": "late"}))
    sender.send([good("one"), good("two")], "a")
    sender.send({"late": "three"}, "b")
    company.publish(_website({"text": "body.lines.0"}))
    sender.send([{"body": 1}], "c")
    assert intake.retry_all(sender.boss, APP, "website") == {"taken": 2, "kept": 1}
    assert records.count(company.context, APP, "report") == (3, True)
    assert intake.retry_all(sender.boss, APP, "website") == {"taken": 0, "kept": 1}


def _website(paths: dict[str, str]) -> dict[str, Any]:
    return WEBSITE | {"map": paths}
