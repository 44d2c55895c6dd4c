"""The directory over HTTP: pickers that find aliases, merging with redirects, unknown names, collisions."""

import pytest

from loomwork.builder import parts
from loomwork.runtime import changes, jobs
from loomwork.runtime.context import SYSTEM, Context
from loomwork.runtime.definitions import plans_in, publish, put_app
from loomwork.runtime.forms import build_tables
from loomwork.runtime.people import give_role
from tests.runtime.directory.documents import CUSTOMER, ROLES
from tests.runtime.directory.test_unknown_names import order_form
from tests.web.site import Site

FORM = "/api/v1/apps/crm/forms/customer"
ORDERS = "/api/v1/apps/crm/forms/order/records"


@pytest.fixture
def crm(site: Site) -> Site:
    parts.load()
    context = Context(site.workspace, SYSTEM)

    def unit(tx):
        put_app(tx, context, "crm", "1.0.0", {"package": "crm", "title": "CRM"}, [])
        publish(tx, context, "crm", [CUSTOMER, order_form(count_to=1), *ROLES])
        build_tables(tx, plans_in(context.workspace, tx))
        give_role(tx, context, site.people["anna"], "crm.keeper")
        give_role(tx, context, site.people["ben"], "crm.seller")

    changes.run(context, unit)
    return site


def customer(client, name, **values):
    answer = client.post(f"{FORM}/records", {"values": {"name": name, **values}})
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_a_picker_finds_other_names_and_says_why(crm: Site) -> None:
    anna = crm.client("anna")
    made = customer(anna, "宁波恒泰自动化设备有限公司", former="甬恒机电")

    found = anna.get(f"{FORM}/choices?search=甬恒").get_json()["items"]

    assert found == [{"id": made["id"], "label": made["values"]["name"], "detail": "Former name 甬恒机电"}]
    assert anna.get(f"{FORM}/choices").get_json()["items"][0]["detail"] is None


def test_duplicates_merge_and_lead_to_the_winner(crm: Site) -> None:
    anna, ben = crm.client("anna"), crm.client("ben")
    winner = customer(anna, "恒泰设备有限公司")
    loser = customer(anna, "恒泰设备股份有限公司", phone="13800000000")
    assert anna.get(FORM).get_json()["may"]["merge"]
    assert not ben.get(FORM).get_json()["may"]["merge"]
    assert anna.get(f"{FORM}/duplicates").get_json()["scan"] is None
    assert anna.post(f"{FORM}/duplicates/scan").status_code == 202
    jobs.run_due(crm.workspace)
    groups = anna.get(f"{FORM}/duplicates").get_json()
    assert groups["scan"]["state"] == "done"
    assert [len(group["records"]) for group in groups["items"]] == [2]

    revisions = {one["id"]: one["revision"] for one in (winner, loser)}
    body = {"winner": winner["id"], "revisions": revisions, "chosen": {"phone": loser["id"]}}
    merged = anna.post(f"{FORM}/merges", body)

    assert merged.status_code == 201, merged.text
    led = anna.get(f"{FORM}/records/{loser['id']}")
    assert led.status_code == 307
    assert anna.get(led.headers["Location"]).get_json()["values"]["phone"] == "13800000000"
    # Who does not see the winner is told what he is told of an id that never was.
    never = ben.get(f"{FORM}/records/{'0' * 26}")
    assert ben.get(f"{FORM}/records/{loser['id']}").get_json() == never.get_json()
    assert ben.get(f"/api/v1/merges/{merged.get_json()['id']}").status_code == 404
    undone = anna.post(f"/api/v1/merges/{merged.get_json()['id']}/undo", {})
    assert undone.get_json()["state"] == "undone"
    assert anna.get(f"{FORM}/records/{loser['id']}").status_code == 200


def test_an_unknown_name_is_counted_though_the_submit_is_refused(crm: Site) -> None:
    anna, ben = crm.client("anna"), crm.client("ben")
    refused = ben.post(ORDERS, {"values": {"customer": {"name": "宁波恒太"}}}, Idempotency_Key="one")
    assert refused.status_code == 422
    jobs.run_due(crm.workspace)
    assert ben.get("/api/v1/tasks").get_json()["items"] == []

    (task,) = anna.get("/api/v1/tasks").get_json()["items"]
    asked = anna.get(f"/api/v1/tasks/{task['id']}").get_json()["name"]
    assert (task["kind"], task["record"]) == ("name", None)
    assert (asked["name"], asked["count"], asked["used_by"]) == ("宁波恒太", 1, ["Ben"])
    sent = {"values": {"number": "A", "customer": {"name": "宁波恒太"}}}
    order = ben.post(ORDERS, sent, Idempotency_Key="two")
    assert order.status_code == 201
    assert ben.post(ORDERS, sent, Idempotency_Key="two").get_json()["id"] == order.get_json()["id"]
    assert anna.get(f"/api/v1/tasks/{task['id']}").get_json()["name"]["count"] == 2

    send = {"If_Match": f'"{task["revision"]}"', "Idempotency_Key": "three"}
    decided = anna.post(f"/api/v1/tasks/{task['id']}/name", {"decision": "create"}, **send)

    assert decided.status_code == 200, decided.text
    filled = anna.get(f"{ORDERS}/{order.get_json()['id']}").get_json()
    assert filled["labels"]["customer"] == "宁波恒太"
    assert (decided.get_json()["state"], decided.get_json()["outcome"]) == ("done", "created")
    # Sent again it is the same answer; by another request it is too late.
    again = anna.post(f"/api/v1/tasks/{task['id']}/name", {"decision": "create"}, **send)
    assert again.get_json() == decided.get_json()
    late = anna.post(f"/api/v1/tasks/{task['id']}/name", {"decision": "create"}, If_Match=send["If_Match"])
    assert late.status_code == 409


def test_the_collision_check_tells_an_owner_only(crm: Site) -> None:
    anna, ben = crm.client("anna"), crm.client("ben")
    customer(anna, "恒泰设备有限公司", seller=crm.people["anna"])
    assert ben.get(FORM).get_json()["may"]["ask_owner"]

    asked = ben.post(f"{FORM}/collisions", {"name": "恒泰设备"})

    assert asked.get_json() == {"owned": True, "owner": "Anna"}
    for _ in range(2):
        ben.post(f"{FORM}/collisions", {"name": "恒泰设备"})
    assert ben.post(f"{FORM}/collisions", {"name": "恒泰设备"}).status_code == 429
    assert crm.client("dora").post(f"{FORM}/collisions", {"name": "恒泰设备"}).status_code == 404
    # Ben may neither change nor delete customers of others, so the log is not for him.
    assert ben.get(f"{FORM}/collisions").status_code == 404
    items = crm.client("chief").get(f"{FORM}/collisions?limit=2").get_json()
    assert [(one["by"], one["asked"], one["owned"]) for one in items["items"]] == [("Ben", "恒泰设备", True)] * 2
    assert items["next_cursor"]
