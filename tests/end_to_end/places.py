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
    "sent": "/me/sent",
    "announce": "/me/announce",
    "channels": "/admin/channels",
    "running": "/admin/running",
    "incidents": "/admin/incidents",
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
    "metrics": f"/apps/{APP}/-/metrics",
    "metric": f"/apps/{APP}/-/metrics/leads",
    "pool": f"/apps/{APP}/-/pools/lead_pool",
    "parameters": f"/apps/{APP}/-/parameters",
    "duplicates": f"/apps/{APP}/lead/duplicates",
    "questions": f"/apps/{APP}/lead/questions",
    "lead page": f"/apps/{APP}/-/pages/lead_home",
    "start": "/apps/rentals/-/start",
    "branches": "/runs/{branches}",
    "periods": "/apps/rentals/-/period-runs/of/monthly/pay",
    "period run": "/apps/rentals/-/period-runs/runs/{period_run}",
    "nothing": f"/apps/{APP}/lead/nothing",
    "nowhere": "/nowhere",
}
BUILD = {
    "app": f"/build/{APP}",
    "app settings": f"/build/{APP}/settings",
    "preview": f"/build/{APP}/preview",
    "spreadsheet": "/build/new/spreadsheet",
    "form": f"/build/{APP}/form/lead",
    "view": f"/build/{APP}/view/lead_board",
    "page": f"/build/{APP}/page/lead_home",
    "workflow": f"/build/{APP}/workflow/dispatch",
    "role": f"/build/{APP}/role/seller",
    "metric": f"/build/{APP}/metric/leads",
    "ranking": f"/build/{APP}/ranking/lead_match",
    "pool": f"/build/{APP}/pool/lead_pool",
    "message": f"/build/{APP}/message/lead_idle",
    "options": f"/build/{APP}/options/industries",
    "intake": f"/build/{APP}/intake/douyin",
    "areas": f"/build/{APP}/areas/regions",
    "decision table": "/build/rentals/decision_table/rates",
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
    "run": "/m/runs/{alone}",
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
    *(Place(f"build {name}", "ops", address, phone=False) for name, address in BUILD.items()),
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
    return {"lead": lead["id"], "run": run["id"], **tasks, **_rent(operations, seller)}


def _rent(operations: Account, seller: Account) -> dict[str, str]:
    """A delivery on the way in two branches, a run about no record that the seller started, and one for a period."""
    values = {"name": "Scissor lift", "amount": "4800", "rented_on": "2026-01-10"}
    values["seller"] = operations.session["person"]["id"]
    rental = operations.ask("POST", "/apps/rentals/forms/rental/records", {"values": values})["id"]
    starts, runs = "/apps/rentals/workflows/{}/starts", "/apps/rentals/period-runs/of/monthly/pay"
    (period, *_) = [one["key"] for one in operations.get(runs)["periods"] if not one["running"]]
    delivery = operations.ask("POST", starts.format("deliver"), {"record": rental, "inputs": {"by": "2026-02-01"}})
    alone = seller.ask("POST", starts.format("stock_take"), {"record": None, "inputs": {"place": "North"}})
    run = operations.ask("POST", f"{runs}/runs", {"period": period})
    return {"branches": delivery["instance"], "alone": alone["instance"], "period_run": run["id"]}


def _task(account: Account, title: str) -> str:
    while True:  # the workflow runs beside the request that started it
        for task in account.get("/tasks?scope=mine&state=open")["items"]:
            if title in task["title"]:
                return str(task["id"])
