"""Every path that writes a form's table leaves a change entry: by it, shared answers know what has changed.

What writes a table that it does not know by name is listed here with the reason why no answer goes stale by it.
"""

import pytest

from tests.architecture.sources import Module, product_modules, sample
from tests.architecture.writing import calls, unnamed_writes

_ROWS = {"insert_row", "update_row", "change_members", "insert_members"}

# Those who write rows of forms, and leave the entry in the same file.
LEAVES_ENTRY = {"runtime.records.bulk.burying"}
# Statements for those who call them: they leave the entries, which the second test holds.
STATEMENTS = {"runtime.forms.plan", "runtime.records.rows.sides", "runtime.records.rows.statements"}
ALLOWED = {
    "builder.scenarios.running": "empties a workspace of its own with its changes, and raises the revision of people",
    "runtime.imports.runs": "tables of imports",
    "runtime.people.changing": "memberships and reporting lines, told by the revision of people",
    "runtime.records.derived.rollups": "tables of kept rollups: made of records, they say the same before and after",
    "runtime.workflows.replaying.past": "takes back a run in a rehearsal, of which nothing remains",
    "runtime.records.rows.flow_state": "told by the entry of the workflow, kind instance",
    "runtime.records.rows.keeping_order": "the order of words beside a text, which no figure reads",
}


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return product_modules()


def test_only_those_who_leave_an_entry_write_tables_of_forms(modules: list[Module]) -> None:
    assert unnamed_writes(modules) == LEAVES_ENTRY | STATEMENTS | ALLOWED.keys()


def test_who_writes_rows_leaves_an_entry_in_the_same_file(modules: list[Module]) -> None:
    writers = ({one.name for one in modules if calls(one, _ROWS)} | LEAVES_ENTRY) - STATEMENTS
    assert {one.name for one in modules if one.name in writers and not calls(one, {"entry"})} == set()
    assert {"runtime.records.writing", "runtime.records.submission.drafting"} <= writers


@pytest.mark.parametrize(
    "text",
    [
        "tx.execute(sa.update(plan.table))",
        "tx.execute(plan.table.delete())",
        "def f(tx, table):\n    tx.execute(sa.insert(table))",
        "def f(tx, plan):\n    t = plan.table\n    tx.execute(sa.delete(t))",
        "insert_on(dialect, side.table)",
        "for one in plans:\n    sa.update(one.table)",
    ],
)
def test_a_table_that_is_not_named_is_found(text: str) -> None:
    assert unnamed_writes([sample("runtime.odd", text)]) == {"runtime.odd"}


@pytest.mark.parametrize(
    "text",
    [
        "from .tables import job\nsa.insert(job)",
        "from . import tables\n_t = tables.job\ndef f():\n    sa.delete(_t)",
        "from . import tables\ndef f():\n    t, u = tables.job, 1\n    sa.delete(t)",
        "words.insert(0, word)\nfound.update(more)\nhashed.update(b'')",
    ],
)
def test_a_system_table_named_in_the_file_is_not(text: str) -> None:
    assert unnamed_writes([sample("runtime.odd", text)]) == set()
