"""A record tells who was told of it; whoever may not read it learns nothing, and words stay with their readers."""

from typing import Any

from loomwork.runtime import changes, messages
from loomwork.runtime.definitions import publish
from tests.web.site import RECORDS, Site

ASKS: dict[str, Any] = {
    "kind": "message",
    "key": "can_you",
    "form": "deal",
    "title": {"zh-CN": "{name} {price}", "en": "{name} costs {price}"},
    "text": "Can you?",
    "answers": [{"key": "yes", "title": {"zh-CN": "可以", "en": "Yes"}}, {"key": "no", "title": "No"}],
}


def test_a_record_tells_who_was_told_what_and_what_was_answered(site: Site) -> None:
    context, deal, other = site.context, site.deal("anna"), site.deal("anna")
    link = {"app": "shop", "form": "deal", "record": deal["id"]}
    persons = [site.people["anna"], site.people["cleo"]]

    def unit(tx: Any) -> list[str]:
        told = {"record.name": "Lights", "record.price": "100"}
        return messages.send(tx, context, "shop", "can_you", persons, lambda _: told, link=link)

    changes.run(context, lambda tx: publish(tx, context, "shop", [ASKS]))
    changes.run(context, unit)
    anna, cleo = site.client("anna"), site.client("cleo")
    (mine,) = anna.get("/api/v1/messages").get_json()["items"]
    anna.post(f"/api/v1/messages/{mine['id']}/answer", {"answer": "yes"})

    def told(client: Any) -> dict[str, tuple[str, Any]]:
        items = client.get(f"{RECORDS}/{deal['id']}/messages").get_json()["items"]
        return {one["person"]: (one["title"], one["answer"]) for one in items}

    asked = "{name} costs {price}"
    assert told(anna) == {"Anna": ("Lights costs 100", "Yes"), "Cleo": (asked, None)}
    # She may not see prices of deals, nor what was told of them to others.
    assert told(cleo)["Anna"] == (asked, "Yes")
    assert site.client("ben").get(f"{RECORDS}/{deal['id']}/messages").status_code == 404
    assert anna.get(f"{RECORDS}/{other['id']}/messages").get_json() == {"items": []}
