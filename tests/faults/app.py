"""The app that random workflows run in: one form, a few people, the messages they are told."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .reference.graphs import ANSWERS, PARAMETERS, Drawing, drawing

KEY = "proving"
FORM = "thing"
OUTSIDE = "outside"
# Codes of people with the roles they hold; ops makes the records, the others are those of reference/paths.py.
PEOPLE = {
    "ops": "workspace.administrator proving.worker",
    "ann": "proving.signers_1 proving.signers_2 proving.signers_3 proving.worker",
    "bob": "proving.signers_2 proving.signers_3 proving.worker",
    "cy": "proving.signers_3 proving.worker",
    "dan": "proving.worker",
    "eve": "proving.worker",
}
DECLINE_REASON = "busy"


def people_rows() -> list[dict[str, str]]:
    """The people as a personnel list."""
    common = {"title": "", "department": "Works", "manager": "", "phone": ""}
    return [{"code": code, "name": code.title(), "roles": roles, **common} for code, roles in PEOPLE.items()]


def workflows(seeds: Iterable[int], **options: Any) -> list[Drawing]:
    """One random workflow per seed; a record's field `flow` chooses which one it starts."""
    return [drawing(seed, key=f"flow_{seed}", form=FORM, **options) for seed in seeds]


def documents(flows: list[Drawing]) -> list[dict[str, Any]]:
    """Everything the app publishes."""
    workflows = [document for flow in flows for document in flow.documents]
    return [_form(), _ledger(), _connection(), *_words(), *_roles(), *workflows]


def manifest() -> dict[str, Any]:
    return {
        "package": KEY,
        "version": "1.0.0",
        "title": "Proving ground",
        "summary": "Random workflows",
        "requires": {"platform": ">=0.1"},
        "parameters": [
            {"key": key, "type": "integer", "title": key, "default": number} for key, number in PARAMETERS.items()
        ],
        "asks_for": {"reads": [FORM], "writes": [f"{FORM}.handler"]},
    }


def write_package(folder: Path, flows: list[Drawing]) -> Path:
    """Write the app as a package folder, as an author would."""
    folders = {"form": "forms", "message": "messages", "role": "roles", "workflow": "workflows", "options": "options"}
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(manifest()), encoding="utf-8")
    for document in documents(flows):
        place = folder / folders[document["kind"]]
        place.mkdir(exist_ok=True)
        (place / f"{document['key']}.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def _form() -> dict[str, Any]:
    kinds = {"note": "text", "flow": "text", "amount": "integer", "handler": "member"}
    fields = [{"key": key, "type": type_, "title": key, "settings": {}} for key, type_ in kinds.items()]
    layout = [{"key": "all", "section": "Thing", "columns": 1, "fields": list(kinds)}]
    return {"kind": "form", "key": FORM, "title": "Thing", "fields": fields, "layout": layout}


def _ledger() -> dict[str, Any]:
    accounts = {"accounts": {"form": FORM}, "minimum": "0", "decimals": 0, "managers": ["worker"]}
    return {"kind": "ledger", "key": "points", "title": "Points", "unit": "points", **accounts}


def _connection() -> dict[str, Any]:
    return {"kind": "connection", "key": OUTSIDE, "title": "Outside", "connector": "http"}


def _words() -> list[dict[str, Any]]:
    words = ("told", "reminded")
    messages: list[dict[str, Any]] = [{"kind": "message", "key": key, "title": key, "text": key} for key in words]
    answers = [{"key": key, "title": key} for key in ANSWERS]
    messages.append({"kind": "message", "key": "asked", "title": "asked", "text": "asked", "answers": answers})
    reasons = [{"key": DECLINE_REASON, "title": "Busy"}]
    return [*messages, {"kind": "options", "key": "decline_reasons", "title": "Reasons", "options": reasons}]


def _roles() -> list[dict[str, Any]]:
    forms = {FORM: {"verbs": ["create", "read", "change"], "fields": {"*": "write"}}}
    worker = {"kind": "role", "key": "worker", "title": "Worker", "forms": forms}
    signers = [{"kind": "role", "key": f"signers_{n}", "title": f"Signers {n}", "forms": {}} for n in (0, 1, 2, 3)]
    return [worker, *signers]
