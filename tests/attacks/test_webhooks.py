"""Attacks on webhooks in: S75, requests that prove nothing, prove something else, or prove it too late."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from loomwork.connectors.webhook import signature
from loomwork.runtime import changes
from loomwork.runtime.definitions import publish
from tests.attacks.sending import INTAKES, Sender, intake
from tests.web.site import RECORDS, Client, Site

INTAKE = intake("website", "webhook", {"zh-CN": "官网", "en": "Website"})


class Hook(Sender):
    """The address of an intake and its secret; what is sent is signed with whatever one says."""

    def __init__(self, site: Site) -> None:
        super().__init__(site, INTAKE)
        self.path = self.chief.post(f"{INTAKES}/website/address").get_json()["path"]
        self.secret = self.new_secret()

    def new_secret(self, **body: Any) -> str:
        secret: str = self.chief.post(f"{INTAKES}/website/secret", body).get_json()["secret"]
        return secret

    def send(self, body: Any = None, **how: Any) -> Any:
        sent = json.dumps({"name": "Lights"} if body is None else body).encode()
        at = int(self.site.context.now().timestamp()) + how.get("late", 0)
        id = how.get("id", "msg-1")
        headers = {"webhook-id": id, "webhook-timestamp": str(at), "Content-Type": "application/json"}
        headers["webhook-signature"] = signature(how.get("secret", self.secret), id, str(at), sent)
        headers |= how.get("headers", {})
        kept = {name: value for name, value in headers.items() if value is not None}
        return self.site.app.test_client().post(how.get("path", self.path), data=how.get("sent", sent), headers=kept)


@pytest.fixture
def hook(site: Site) -> Hook:
    return Hook(site)


def test_s75_what_is_signed_is_taken_in_once(hook: Hook) -> None:
    first = hook.send()
    assert (first.status_code, first.get_json()["items"][0]["kept"]) == (200, False)
    again = hook.send()
    assert (again.status_code, again.data) == (200, first.data)
    assert hook.send({"name": "Other"}).status_code == 409
    assert hook.count() == 1
    (deal,) = hook.chief.get(RECORDS).get_json()["items"]
    assert (deal["values"]["name"], deal["values"]["price"]) == ("Lights", "5.00")


FALSE: dict[str, Callable[[Hook], dict[str, Any]]] = {
    "unsigned": lambda hook: {"headers": {"webhook-signature": None}},
    "an empty signature": lambda hook: {"headers": {"webhook-signature": ""}},
    "another secret": lambda hook: {"secret": "whsec_guessed"},
    "an empty secret": lambda hook: {"secret": ""},
    "another version": lambda hook: {"headers": {"webhook-signature": "v0,AAAA"}},
    "no text of ours": lambda hook: {"headers": {"webhook-signature": "v1,\u00e9"}},
    "a body that was altered": lambda hook: {"sent": b'{"name": "Lamps"}'},
    "another id under the signature": lambda hook: {"headers": {"webhook-id": "msg-2"}},
    "no id": lambda hook: {"headers": {"webhook-id": None}},
    "an endless id": lambda hook: {"id": "x" * 101},
    "another time under the signature": lambda hook: {"headers": {"webhook-timestamp": "1767574801"}},
    "no time": lambda hook: {"headers": {"webhook-timestamp": None}},
    "a time that is none": lambda hook: {"headers": {"webhook-timestamp": "-1e9"}},
    "too old": lambda hook: {"late": -301},
    "from the future": lambda hook: {"late": 301},
    "many signatures": lambda hook: {"headers": {"webhook-signature": " ".join(["v1,AAAA"] * 6)}},
    "another token": lambda hook: {"path": hook.path[:-1] + ("a" if hook.path[-1] != "a" else "b")},
    "another workspace's token": lambda hook: {"path": hook.path.replace(hook.site.workspace.id, "0" * 26)},
    "no token": lambda hook: {"path": "/api/v1/hooks/website"},
}


def test_s75_what_is_not_proved_is_refused_with_the_same_words(hook: Hook) -> None:
    answers = {way: hook.send(**how(hook)) for way, how in FALSE.items()}
    assert {way: answer.status_code for way, answer in answers.items()} == dict.fromkeys(FALSE, 401)
    assert len({answer.data for answer in answers.values()}) == 1
    assert answers["unsigned"].get_json()["code"] == "intake.refused"
    assert hook.count() == 0
    assert hook.chief.get(f"{INTAKES}/website/deliveries").get_json()["items"] == []


def test_s75_unconfigured_paused_and_uninstalled_are_refused_the_same(site: Site, hook: Hook) -> None:
    reference = hook.send(secret="whsec_other").data
    other = {**INTAKE, "key": "bare"}
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [other]))
    bare = hook.chief.post(f"{INTAKES}/bare/address").get_json()["path"]
    for secret in ("", hook.secret):
        refused = hook.send(path=bare, secret=secret)
        assert (refused.status_code, refused.data) == (401, reference)
    assert hook.chief.send("PUT", f"{INTAKES}/website/paused", {"paused": True}).status_code == 204
    assert hook.send().data == reference
    hook.chief.send("PUT", f"{INTAKES}/website/paused", {"paused": False})
    assert hook.send().status_code == 200


def test_s75_secrets_change_with_an_overlap_and_old_addresses_lead_nowhere(site: Site, hook: Hook) -> None:
    first, second = hook.secret, hook.new_secret(overlap="PT1H")
    assert [hook.send(id=f"a{n}", secret=one).status_code for n, one in enumerate((first, second))] == [200, 200]
    site.workspace.clock.advance(timedelta(hours=1))  # type: ignore[attr-defined]  # the tests' own clock
    assert [hook.send(id=f"b{n}", secret=one).status_code for n, one in enumerate((first, second))] == [401, 200]
    third = hook.new_secret(overlap="PT0S")
    assert [hook.send(id=f"c{n}", secret=one).status_code for n, one in enumerate((second, third))] == [401, 200]
    old = hook.path
    hook.path = hook.chief.post(f"{INTAKES}/website/address").get_json()["path"]
    assert [hook.send(id="d", secret=third, path=path).status_code for path in (old, hook.path)] == [401, 200]
    assert hook.chief.post(f"{INTAKES}/website/secret", {"overlap": "P31D"}).status_code == 422


def test_s75_bodies_that_are_none_or_too_many_are_refused(hook: Hook) -> None:
    assert hook.send([{"name": "x"}] * 101).status_code == 422
    assert hook.send([]).status_code == 400
    assert hook.send({"name": "x" * (2 * 1024 * 1024)}).status_code == 413
    assert hook.count() == 0


def test_s75_only_mapped_fields_are_set_and_no_answer_holds_the_secret(site: Site, hook: Hook) -> None:
    anna = site.people["anna"]
    hook.send({"name": "Lights", "price": "999.00", "seller": anna, "created_by": anna, "id": "x"})
    (deal,) = hook.chief.get(RECORDS).get_json()["items"]
    assert (deal["values"]["price"], deal["values"]["seller"]) == ("5.00", None)
    answers = [hook.chief.get(INTAKES), hook.chief.get(f"{INTAKES}/website/deliveries")]
    answers.append(hook.chief.get(f"{RECORDS}/{deal['id']}/history"))
    token = hook.path.rpartition("/")[2]
    assert all(hook.secret not in one.text and token not in one.text for one in answers)


def test_s75_who_manages_no_intakes_sees_nothing_of_them(site: Site, hook: Hook) -> None:
    client: Client = site.client("anna")
    for path in (INTAKES, f"{INTAKES}/website/deliveries", f"{INTAKES}/gone/deliveries"):
        assert client.get(path).status_code == 403
    assert hook.chief.get(f"{INTAKES}/gone/deliveries").status_code == 404


def test_s43_too_much_is_refused_with_when_to_come_again_and_writes_nothing(site: Site, hook: Hook) -> None:
    narrow = INTAKE | {"settings": {"each": 2}}
    changes.run(site.context, lambda tx: publish(tx, site.context, "shop", [narrow]))
    assert [hook.send(id=str(n)).status_code for n in range(2)] == [200, 200]
    refused = hook.send(id="2")
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)
    # Who proves nothing learns nothing of it.
    assert hook.send(id="3", secret="whsec_x").status_code == 401  # a wrong one
    assert hook.count() == 2
    site.workspace.clock.advance(timedelta(minutes=11))  # type: ignore[attr-defined]  # the tests' own clock
    assert hook.send(id="4").status_code == 200
