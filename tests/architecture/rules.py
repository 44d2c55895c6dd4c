"""What product code never does: S88 of the security rules, the clock's one place, names of templates, length."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, Module

MOST_LINES = 400
BROAD_EXCEPT_ALLOWED = ("runtime.jobs", "runtime.workflows.engine.transition", "web.problems")
NETWORK_ALLOWED = ("connectors",)
# Ids are ordered by the machine's time, also where a sandbox's clock has been moved.
CLOCK_ALLOWED = ("runtime.storage.clock", "runtime.identifiers")

_BANNED_MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "tarfile", "yaml"}
_BANNED_NAMES = {"eval", "exec", "__import__", "render_template_string"}
_NETWORK_MODULES = {"requests", "httpx", "urllib.request", "urllib3", "http.client", "smtplib", "ftplib", "aiohttp"}
_BANNED_ARGUMENTS = {("verify", False), ("shell", True), ("check_hostname", False)}
_CLOCK_CALLS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"}
_SQL_CLOCK_CALLS = {"func.now", "func.current_timestamp", "func.localtimestamp"}
_SQL_CALLS = {"text", "exec_driver_sql", "execute", "executemany", "executescript", "literal_column"}


def broad_excepts(modules: Iterable[Module]) -> list[str]:
    """`except Exception` and its like, outside the few edges; cleaning up and raising on swallows nothing."""
    return [
        f"{module.name}:{node.lineno} catches everything"
        for module in modules
        if not module.name.startswith(BROAD_EXCEPT_ALLOWED)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _raises_on(node)
    ]


def banned_calls(modules: Iterable[Module]) -> list[str]:
    """S88: general-purpose evaluation, unsafe formats, unchecked certificates, shells, SQL built from text."""
    return [f"{module.name}:{line} {what}" for module in modules for line, what in _banned(module.tree)]


def network_outside_connectors(modules: Iterable[Module]) -> list[str]:
    """Clients of the outside world that do not go through connectors/, where addresses are checked."""
    return [
        f"{module.name}:{line} imports {name}"
        for module in modules
        if not module.name.startswith(NETWORK_ALLOWED)
        for line, name in imported_names(module.tree)
        if name in _NETWORK_MODULES
    ]


def chinese_lists(modules: Iterable[Module]) -> list[str]:
    """Words joined by the Chinese comma by hand: `localized.listed` writes lists as each language does."""
    return [
        f"{module.name}:{node.lineno} joins words by 、"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "join"
        and isinstance(node.value, ast.Constant)
        and node.value.value == "、"
    ]


def clock_reads(modules: Iterable[Module]) -> list[str]:
    """Questions for the time outside storage/clock.py: scenarios and sandboxes could not move it."""
    return [
        f"{module.name}:{node.lineno} asks {name}"
        for module in modules
        if module.name not in CLOCK_ALLOWED
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and (name := _last_two(node)) in _CLOCK_CALLS | _SQL_CLOCK_CALLS
    ]


def long_files(files: Iterable[tuple[str, str]]) -> list[str]:
    """Files (name, text) of more than 400 lines."""
    counted = ((name, len(text.splitlines())) for name, text in files)
    return [f"{name}: {count} lines" for name, count in counted if count > MOST_LINES]


def unfinished(files: Iterable[tuple[str, str]]) -> list[str]:
    """Marks of unfinished work."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    return [f"{name}: {found[0]}" for name, text in files if (found := marks.search(text))]


def template_names(files: Iterable[tuple[str, str]], words: set[str], quoted: set[str]) -> list[str]:
    """Uses of a template's keys: `words` wherever they stand, `quoted` (plain words too) only as a whole string."""
    faults = []
    for name, text in files:
        found = {word for word in re.findall(r"[a-z][a-z0-9_]*", text) if word in words}
        found |= {word for word in re.findall(r"""["'`]([a-z][a-z0-9_]*)["'`]""", text) if word in quoted}
        faults += [f"{name} names {word}" for word in sorted(found)]
    return faults


def template_keys(folder: Path) -> tuple[set[str], set[str]]:
    """Keys of all packages in `folder`: those that stand out in any text, and forms named by a word of the language.

    Option lists and one-word roles, workflows and messages bear words the product may need; that no code knows them is
    shown by installing every package under other keys.
    """
    keys = {manifest.parent.name for manifest in folder.glob("*/manifest.json")}
    plain: set[str] = set()
    for path in folder.glob("*/*/*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("kind") in (None, "options", "scenario"):
            continue
        if "_" in document["key"]:
            keys.add(document["key"])
        elif document["kind"] == "form":
            plain.add(document["key"])
    return keys, plain


def product_files() -> list[tuple[str, str]]:
    """Name and text of the product's own source files, Python and web; generated ones are left out."""
    folders = {"platform": ("*.py", "*.j2"), "frontend/src": ("*.ts", "*.tsx", "*.css")}
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for folder, patterns in folders.items()
        for pattern in patterns
        for path in sorted((ROOT / folder).rglob(pattern))
        if not path.name.endswith(".d.ts")
    ]


def _banned(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for line, name in imported_names(tree):
        if name.split(".")[0] in _BANNED_MODULES:
            yield line, f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and _last(node) in _BANNED_NAMES and not _is_attribute(node):
            yield node.lineno, f"uses {_last(node)}"
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if isinstance(keyword.value, ast.Constant) and (keyword.arg, keyword.value.value) in _BANNED_ARGUMENTS:
                    yield node.lineno, f"passes {keyword.arg}={keyword.value.value!r}"
            if _last(node.func) in _SQL_CALLS and node.args and _is_built_text(node.args[0]):
                yield node.lineno, f"builds SQL from text for {_last(node.func)}"


def _is_attribute(node: ast.expr) -> bool:
    """`connection.exec` is not the built-in; `flask.render_template_string` is what it says."""
    return isinstance(node, ast.Attribute) and node.attr != "render_template_string"


def _is_built_text(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(
            isinstance(part, ast.Constant | ast.JoinedStr) and _is_text(part) for part in (node.left, node.right)
        )
    return (
        isinstance(node, ast.Call) and _last(node.func) in {"format", "join"} and isinstance(node.func, ast.Attribute)
    )


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def imported_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every absolute import; `from a import b` gives a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    parts = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(_last(part) in {"Exception", "BaseException"} for part in parts)


def _raises_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _last_two(node: ast.Attribute) -> str:
    return f"{_last(node.value)}.{node.attr}"
