"""The app that is measured: the lead of the first template, by itself or with a workflow of some length."""

import json
import shutil
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from loomwork.builder.packages import read_folder, write_archive
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing
from loomwork.builder.packages.installing import install as install_package
from loomwork.runtime import changes, records
from loomwork.runtime.context import Actor, Context
from tests.bench import servers
from tests.bench.servers import Served

APP = "bench"
FORM = "lead"
CHAIN = 20
# For the list that is measured; the yardstick has the same.
_INDEX = {"key": "by_area", "fields": ["area", "urgency", "created_at"]}
_TEMPLATE = Path(__file__).parents[2] / "app_templates" / "smart_lead_dispatch"


def install(us: Served, folder: Path, *, chain: int) -> None:
    """Upload and install the app through the API, with `chain` conditions in a row that every new lead passes."""
    made = _make(folder / "package", chain=chain)
    servers.upload(us, "/market/packages", "app.loom", write_archive(made))
    package = read_folder(made)
    consents = [consent.id for consent in asked_consents(package)]
    body = {"parameters": {}, "consents": consents, "sample_data": False}
    started = servers.call(us, "POST", f"/market/packages/{package.key}/install", body)
    while (state := servers.call(us, "GET", f"/operations/{started['operation']}"))["state"] in ("waiting", "running"):
        time.sleep(0.05)
    if state["state"] != "done":
        raise RuntimeError(state["problem"])


def install_here(context: Context, folder: Path, *, chain: int) -> None:
    """The same in this process."""
    package = read_folder(_make(folder / "package", chain=chain))
    install_package(context, package, Installing(consents=[c.id for c in asked_consents(package)]))


def create_many(context: Context, count: int) -> None:
    """Create leads in one transaction; each starts its workflow."""
    actor = Actor(kind="system", name="bench", roles=frozenset({"workspace.administrator"}))
    acting = context.acting_as(actor)

    def create(tx: Any) -> None:
        for number in range(count):
            values = {"company": f"宁波恒泰自动化{number}", "urgency": "ordinary"}
            records.create(acting, APP, FORM, values, tx=tx)

    changes.run(acting, create)


def _make(folder: Path, *, chain: int) -> Path:
    """The template's form with its options, and `chain` conditions in a row; none: no workflow."""
    shutil.rmtree(folder, ignore_errors=True)
    options = ("industries", "lead_sources", "product_lines", "technical_needs")
    for name in (f"forms/{FORM}.json", *(f"options/{key}.json" for key in options)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_TEMPLATE / name, folder / name)
    form = folder / "forms" / f"{FORM}.json"
    form.write_text(json.dumps(json.loads(form.read_text()) | {"indexes": [_INDEX]}, ensure_ascii=False))
    (folder / "manifest.json").write_text(json.dumps(_manifest(), ensure_ascii=False))
    if chain:
        (folder / "workflows").mkdir()
        (folder / "workflows" / "chain.json").write_text(json.dumps(_workflow(chain), ensure_ascii=False))
    return folder


def _manifest() -> dict[str, Any]:
    template: dict[str, Any] = json.loads((_TEMPLATE / "manifest.json").read_text())
    kept = {key: template[key] for key in ("version", "title", "summary", "requires", "parameters")}
    return kept | {"package": APP, "asks_for": {"reads": [FORM]}}


def _workflow(chain: int) -> dict[str, Any]:
    fire = {"==": [{"var": "record.urgency"}, "fire"]}
    nodes = [
        {
            "key": f"ask_{number}",
            "type": "condition",
            "title": "火线？",
            "settings": {"branches": [{"key": "yes", "title": "是", "when": fire}], "otherwise": "no"},
        }
        for number in range(chain)
    ]
    names = ["start", *(node["key"] for node in nodes), "end"]
    edges = [{"from": "start", "to": names[1]}]
    edges += [{"from": name, "when": ["yes", "no"], "to": following} for name, following in pairwise(names[1:])]
    trigger = {"type": "record_created", "form": FORM}
    return {"kind": "workflow", "key": "chain", "title": "链", "trigger": trigger, "nodes": nodes, "edges": edges}
