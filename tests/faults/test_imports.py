"""Imports, their undoing and exports whose process is killed (SIGKILL) at every stage, and which end all the same: no
row twice, none lost, the counts right."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from loomwork.runtime import exports, imports, jobs, records
from loomwork.runtime.changes.tables import change_entry
from loomwork.runtime.context import Context
from loomwork.runtime.storage import Settings, Workspace
from tests.company import crm, install, person
from tests.faults.serving import do_all, is_open, spawn
from tests.runtime.imports.test_grouping import BILL
from tests.runtime.imports.test_grouping import FIRM as BILLED
from tests.runtime.imports.test_grouping import ROLE as CLERK
from tests.runtime.imports.test_naming import ALIKE, FIRM, LEGAL, ROLE, inquiry

__all__ = ["crm", "install", "person"]

_ROWS = 700
_BILLS, _LINES = 150, 4
_ENTRY = change_entry.c
_CREATED = (_ENTRY.object_kind == "record", _ENTRY.object_key == "crm.inquiry", _ENTRY.action == "create")
_BOUND_S = 120.0
# The places where the worker dies, and at which passing.
_IMPORTING = ["imports.match=kill:2", "imports.chunk=kill:1", "imports.chunk=kill:3", "before_commit=kill:6"]
_ALL_AT_ONCE = ["imports.whole=kill:3", "before_commit=kill:9", "after_commit=kill:9"]
_UNDOING = ["before_commit=kill:4", "after_commit=kill:5"]


@pytest.fixture
def importer(install: Callable[..., None], person: Callable[..., Context], context: Context) -> Context:
    access = {"verbs": ["create", "read", "import", "export"], "fields": {"*": "write"}}
    role = ROLE | {"forms": {**ROLE["forms"], "inquiry": access}}
    install([FIRM, inquiry(), role])
    for name in (LEGAL, ALIKE):
        records.create(context, "crm", "customer", {"name": name, "short": name[2:6]})
    return person("importer")


def killed(settings: Settings, workspace: Workspace, failpoint: str) -> None:
    """A worker that dies at the failpoint, then one that finishes what it left."""
    process = spawn(do_all, settings, {"LOOMWORK_FAILPOINTS": failpoint}, workspace.id)
    process.join(_BOUND_S)
    assert process.exitcode == -signal.SIGKILL
    assert is_open(workspace), "it died when everything was done"
    process = spawn(do_all, settings, {}, workspace.id)
    process.join(_BOUND_S)
    assert process.exitcode == 0
    assert not is_open(workspace)


def begun(importer: Context, **options: Any) -> str:
    """An import whose every fourth row names the same company otherwise, started."""
    names = [(LEGAL, ALIKE, "恒泰自动", f"无人知晓{number}")[number % 4] for number in range(_ROWS)]
    content = "\n".join(("公司名称", *names)).encode()
    made = imports.draft(importer, "crm", "inquiry", content, "x.csv")
    both = [{"name": "公司名称", "field": "firm", "also": [{"field": "customer"}]}]
    imports.set_up(importer, made["id"], columns=both, options=options)
    return str(imports.start(importer, made["id"])["id"])


@pytest.mark.parametrize("failpoint", _IMPORTING)
def test_a_killed_import_goes_on_where_it_was(
    settings: Settings, workspace: Workspace, importer: Context, failpoint: str
) -> None:
    id = begun(importer)
    killed(settings, workspace, failpoint)

    done = imports.get(importer, id)
    assert (done["state"], done["created"], done["failed"]) == ("done", _ROWS, 0)
    assert counted(importer) == {"rows": _ROWS, "sources": _ROWS}
    imports.undo(importer, id)
    jobs.run_due(workspace)
    undone = imports.get(importer, id)
    assert (undone["state"], undone["undone"], undone["kept"]) == ("undone", _ROWS, 0)
    assert counted(importer)["rows"] == 0


@pytest.mark.parametrize("failpoint", _ALL_AT_ONCE)
def test_a_killed_import_of_all_or_nothing_shows_nothing_before_all(
    settings: Settings, workspace: Workspace, importer: Context, failpoint: str
) -> None:
    id = begun(importer, all_or_nothing=True)
    process = spawn(do_all, settings, {"LOOMWORK_FAILPOINTS": failpoint}, workspace.id)
    process.join(_BOUND_S)
    assert process.exitcode == -signal.SIGKILL
    assert counted(importer)["rows"] in (0, _ROWS)
    spawn(do_all, settings, {}, workspace.id).join(_BOUND_S)

    done = imports.get(importer, id)
    assert (done["state"], done["created"]) == ("done", _ROWS)
    assert counted(importer) == {"rows": _ROWS, "sources": _ROWS}


@pytest.mark.parametrize(("failpoint", "at_once"), [("imports.chunk=kill:2", False), ("imports.whole=kill:2", True)])
def test_a_killed_import_of_rows_that_belong_together_parts_no_record(
    settings: Settings,
    workspace: Workspace,
    install: Callable[..., None],
    person: Callable[..., Context],
    failpoint: str,
    at_once: bool,
) -> None:
    install([BILL, BILLED, CLERK])
    clerk = person("clerk")
    # The lines of a bill stand far from each other.
    rows = [f"B{number % _BILLS:03},{number},1" for number in range(_BILLS * _LINES)]
    made = imports.draft(clerk, "crm", "bill", "\n".join(("单号,品名,数量", *rows)).encode(), "bills.csv")
    imports.set_up(clerk, made["id"], options={"all_or_nothing": at_once})
    imports.start(clerk, made["id"])

    killed(settings, workspace, failpoint)

    done = imports.get(clerk, made["id"])
    assert (done["state"], done["created"], done["failed"]) == ("done", _BILLS, 0)
    bills = records.query(clerk, "crm", "bill", records.Query(limit=_BILLS + 1)).items
    articles = {bill.values["number"]: [line["article"] for line in bill.values["items"]] for bill in bills}
    assert articles == {f"B{bill:03}": [str(bill + _BILLS * line) for line in range(_LINES)] for bill in range(_BILLS)}


@pytest.mark.parametrize("failpoint", _UNDOING)
def test_a_killed_undoing_goes_on_where_it_was(
    settings: Settings, workspace: Workspace, importer: Context, failpoint: str
) -> None:
    id = begun(importer)
    jobs.run_due(workspace)
    imports.undo(importer, id)
    killed(settings, workspace, failpoint)

    undone = imports.get(importer, id)
    assert (undone["state"], undone["undone"], undone["kept"]) == ("undone", _ROWS, 0)
    assert counted(importer)["rows"] == 0


def test_a_killed_export_is_written_anew(settings: Settings, workspace: Workspace, importer: Context) -> None:
    begun(importer)
    jobs.run_due(workspace)
    made = exports.ask(importer, "crm", "inquiry", records.Query(fields=("firm",)), "csv")
    killed(settings, workspace, "exports.page=kill:3")

    assert exports.get(importer, made["id"])["state"] == "done"
    _, path = exports.file_of(importer, made["id"])
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == _ROWS + 1


def counted(importer: Context) -> dict[str, int]:
    """How many records there are, and from how many rows of the file they came."""
    with importer.workspace.database.read() as connection:
        rows = connection.execute(sa.text("SELECT id FROM crm__inquiry WHERE deleted_at IS NULL")).scalars().all()
        from_rows = connection.execute(sa.select(change_entry.c.source).where(*_CREATED)).scalars().all()
    return {"rows": len(rows), "sources": len({source["row"] for source in from_rows})}
