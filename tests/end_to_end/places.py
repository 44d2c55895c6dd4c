"""Every page one may come to: addresses of the desk and the phone, for what must hold on each of them."""

from dataclasses import dataclass

import pytest

from .accounts import APP, Account, next_lead_goes_to

SELLER = "田凯军"
DESK = {
    "work": "/work",
    "work item": "/work?task={approval}",
    "apps": "/apps",
    "market": "/market",
    "people": "/admin",
    "roles": "/admin/roles",
    "calendars": "/admin/calendars",
    "connections": "/admin/connections",
    "message wishes": "/me/messages",
    "channels": "/admin/channels",
    "running": "/admin/running",
    "run": "/runs/{run}",
    "leads": f"/apps/{APP}/lead",
    "lead board": f"/apps/{APP}/lead?view=lead_board",
    "profiles": f"/apps/{APP}/sales_profile",
    "lead": f"/apps/{APP}/lead/{{lead}}",
    "new lead": f"/apps/{APP}/lead/new",
    "edit lead": f"/apps/{APP}/lead/{{lead}}/edit",
    "import": f"/apps/{APP}/lead/import",
    "recycle bin": f"/apps/{APP}/lead/deleted",
    "lineage": f"/apps/{APP}/-/lineage?node=field:{APP}.lead.budget",
    "decisions": f"/apps/{APP}/-/decisions",
    "intakes": f"/apps/{APP}/-/intakes",
    "intake": f"/apps/{APP}/-/intakes/douyin?place=mapping",
    "dry run": f"/apps/{APP}/-/workflows/dispatch/dry-run",
    "moves": f"/apps/{APP}/-/workflows/dispatch/moves",
    "lead page": f"/apps/{APP}/-/pages/lead_home",
    "nothing": f"/apps/{APP}/lead/nothing",
    "nowhere": "/nowhere",
}
PHONE = {
    "inbox": "/m/",
    "to-do": "/m/tasks/{task}",
    "apps": "/m/apps",
    "leads": f"/m/apps/{APP}/lead",
    "lead": f"/m/apps/{APP}/lead/{{lead}}",
    "new": "/m/new",
    "new lead": f"/m/apps/{APP}/lead/new",
    "messages": "/m/messages",
    "me": "/m/me",
    "message wishes": "/m/me/messages",
    "nowhere": "/m/nowhere",
}


@dataclass(frozen=True)
class Place:
    """One page: who may open it, on what, and its address with the ids of records filled in later."""

    name: str
    login: str
    address: str
    phone: bool


PLACES = [
    *(
        Place(f"desk {name}", "manager" if "approval" in address else "ops", address, phone=False)
        for name, address in DESK.items()
    ),
    *(Place(f"phone {name}", "seller", address, phone=True) for name, address in PHONE.items()),
]
every_place = pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name.replace(" ", "-"))


def fill(operations: Account, seller: Account, manager: Account) -> dict[str, str]:
    """A lead with a to-do for the seller, and one that awaits the manager; the ids the addresses name."""
    next_lead_goes_to(operations, SELLER)
    lead = operations.create("lead", {"company": "Northwind", "contact": "Ada", "mobile": "13800000005"})
    operations.create("lead", {"company": "Contoso", "urgency": "fire", "mobile": "13800000006"})
    tasks = {"task": _task(seller, "Northwind"), "approval": _task(manager, "Contoso")}
    (run,) = operations.get(f"/apps/{APP}/forms/lead/records/{lead['id']}/flow")["instances"]
    return {"lead": lead["id"], "run": run["id"], **tasks}


def _task(account: Account, title: str) -> str:
    while True:  # the workflow runs beside the request that started it
        for task in account.get("/tasks?scope=mine&state=open")["items"]:
            if title in task["title"]:
                return str(task["id"])
