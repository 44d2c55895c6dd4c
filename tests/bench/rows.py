"""An app with a form of a million rows, and the same form with a thousand, filled by one INSERT … SELECT each.

A row in ten thousand has no value in `due`; each hundredth is a root of the tree, the others lie below one.
"""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing
from loomwork.builder.packages.installing import install as install_package
from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plans_in
from loomwork.runtime.forms import build_tables, form_plan
from loomwork.runtime.storage import Workspace

APP = "warehouse"
LARGE, SMALL = "item", "sample"
SIZES = {LARGE: 1_000_000, SMALL: 1_000}

_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :rows) ",
    "postgresql": "WITH numbers AS (SELECT n FROM generate_series(0, CAST(:rows AS integer) - 1) AS n) ",
}
_COLUMNS = (
    "INSERT INTO {table} (id, revision, created_at, created_by, updated_at, updated_by, name, {name_order}, note, "
    "stage, level, amount, due, above) "
)
# What the databases say differently: an id, a moment, an exact amount, a day.
_VALUES = {
    "sqlite": (
        "SELECT printf('%026d', n), 1, "
        "strftime('%Y-%m-%dT%H:%M:%S.000000Z', 1735689600 + n * 31, 'unixepoch'), 'bench', "
        "strftime('%Y-%m-%dT%H:%M:%S.000000Z', 1735689600 + n * 31, 'unixepoch'), 'bench', "
        "printf('item %07d', n * 7919 % :rows), printf('item %07d', n * 7919 % :rows), "
        "'shelf ' || (n * 31 % 977) || ' of hall ' || (n % 53), "
        "CASE n % 5 WHEN 0 THEN 'planned' WHEN 1 THEN 'bought' WHEN 2 THEN 'stored' WHEN 3 THEN 'sold' ELSE 'gone' "
        "END, CASE n * 13 % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' ELSE 'c' END, n * 7919 % 1000003, "
        "CASE WHEN n % 10000 = 0 THEN NULL ELSE date('2025-01-01', '+' || (n * 17 % 730) || ' days') END, "
        "CASE WHEN n % 100 = 0 THEN NULL ELSE printf('%026d', n - n % 100) END FROM numbers"
    ),
    "postgresql": (
        "SELECT lpad(n::text, 26, '0'), 1, to_timestamp(1735689600 + n * 31), 'bench', "
        "to_timestamp(1735689600 + n * 31), 'bench', 'item ' || lpad((n::bigint * 7919 % :rows)::text, 7, '0'), "
        "'item ' || lpad((n::bigint * 7919 % :rows)::text, 7, '0'), "
        "'shelf ' || (n * 31 % 977) || ' of hall ' || (n % 53), "
        "(ARRAY['planned', 'bought', 'stored', 'sold', 'gone'])[n % 5 + 1], (ARRAY['a', 'b', 'c'])[n * 13 % 3 + 1], "
        "(n::bigint * 7919 % 1000003)::numeric / 100, "
        "CASE WHEN n % 10000 = 0 THEN NULL ELSE DATE '2025-01-01' + n * 17 % 730 END, "
        "CASE WHEN n % 100 = 0 THEN NULL ELSE lpad((n - n % 100)::text, 26, '0') END FROM numbers"
    ),
}


def package(folder: Path) -> Path:
    """The app as a folder that can be installed."""
    documents = {
        "manifest.json": _MANIFEST,
        "roles/clerk.json": _CLERK,
        **{f"forms/{key}.json": _form(key) for key in SIZES},
        **{f"views/{key}_list.json": _view(key, "list", "table", {}) for key in SIZES},
        **{f"views/{key}_board.json": _view(key, "board", "kanban", _BOARD) for key in SIZES},
    }
    for name, document in documents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(document, ensure_ascii=False))
    return folder


def install_here(context: Context, folder: Path) -> None:
    """In this process, with its rows."""
    made = read_folder(package(folder))
    install_package(context, made, Installing(consents=[consent.id for consent in asked_consents(made)]))
    fill(context.workspace)


def fill(workspace: Workspace) -> None:
    """The rows, and what the databases know of them. Indexes made after the rows take seconds; row by row, minutes."""
    with workspace.database.write() as tx:
        kind, plans = tx.dialect.name, plans_in(workspace, tx)
        for key, count in SIZES.items():
            plan = form_plan(plans, APP, key)
            for index in sa.inspect(tx.connection).get_indexes(plan.table.name):
                tx.execute(sa.text(f"DROP INDEX {index['name']}"))
            columns = _COLUMNS.format(table=plan.table.name, name_order=plan.worded["name"])
            tx.execute(sa.text(_NUMBERS[kind] + columns + _VALUES[kind]), {"rows": count})
        build_tables(tx, plans)
    with workspace.database.write() as tx:
        tx.execute(sa.text("ANALYZE"))


def _form(key: str) -> dict[str, Any]:
    stages = [{"key": one, "title": one} for one in ("planned", "bought", "stored", "sold", "gone")]
    levels = [{"key": one, "title": one.upper()} for one in ("a", "b", "c")]
    fields = [
        {"key": "name", "type": "text", "title": "品名", "indexed": True, "settings": {"max_length": 60}},
        {"key": "note", "type": "long_text", "title": "库位"},
        {
            "key": "stage",
            "type": "stage",
            "title": "状态",
            "default": "planned",
            "settings": {"stages": stages, "moves": []},
        },
        {"key": "level", "type": "single_choice", "title": "等级", "settings": {"options": levels}},
        {"key": "amount", "type": "currency", "title": "金额"},
        {"key": "due", "type": "date", "title": "到期日", "indexed": True},
        {"key": "above", "type": "reference", "title": "上级", "settings": {"form": key}},
    ]
    indexes = [{"key": "by_level", "fields": ["level", "due"]}]
    return {"kind": "form", "key": key, "title": key, "title_field": "name", "fields": fields, "indexes": indexes}


def _view(form: str, key: str, type: str, settings: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "view", "key": f"{form}_{key}", "form": form, "type": type, "title": key, "settings": settings}


_BOARD = {"by": "stage", "total": "amount", "columns": ["name"]}
_VERBS = ["create", "read", "change", "delete"]
_CLERK = {"kind": "role", "key": "clerk", "title": "仓管", "forms": {key: {"verbs": _VERBS} for key in SIZES}}
_MANIFEST = {
    "package": APP,
    "version": "0.1.0",
    "title": {"zh-CN": "仓库", "en": "Warehouse"},
    "category": "sales",
    "summary": {"zh-CN": "百万行的列表", "en": "Lists of a million rows"},
    "menu": [LARGE],
    "requires": {"platform": ">=0.1"},
    "parameters": [],
    "role_titles": {"clerk": ["运营经理"]},
}
