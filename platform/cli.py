"""The command line: serve, worker, doctor, install, scenarios, import, token, secrets.

Exit status 0 only when all is well. Heavy parts are imported inside the commands, so that each starts fast.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from .runtime.errors import PlatformError
from .runtime.storage import Installation, Workspace
from .settings import settings_from_environment

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
token_app = typer.Typer(no_args_is_help=True, help="Personal tokens, with which scripts sign in.")
app.add_typer(token_app, name="token")
secrets_app = typer.Typer(no_args_is_help=True, help="The keys that secrets are sealed with.")
app.add_typer(secrets_app, name="secrets")

Data = Annotated[Path | None, typer.Option("--data", help="Folder of the data; LOOMWORK_DATA or ./data without it.")]
WorkspaceId = Annotated[str, typer.Option("--workspace", help="Id of the workspace; needed when there are several.")]
_MARKS = {"good": "✓", "weak": "!", "bad": "✗"}
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON, for programs.")]


def main() -> None:
    """Run the command line; a PlatformError becomes one sentence on standard error and exit status 1."""
    try:
        app()
    except PlatformError as error:
        _tell_problem(error)
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT")] = 8000,
    data: Data = None,
    demo: Annotated[bool, typer.Option(help="Begin with a demo company when there is nothing yet.")] = False,
) -> None:
    """Serve the product; jobs run here too, unless a Redis is set."""
    # What is imported now stays; looking through it over and over for what does not takes a tenth of the start.
    gc.disable()
    from .web.server import serve as serve_web

    serve_web(settings_from_environment(data), host=host, port=port, demo=demo)


@app.command()
def worker(data: Data = None) -> None:
    """Run jobs for servers that share this database and Redis (LOOMWORK_REDIS_URL)."""
    from .builder import parts
    from .runtime.jobs.celery_runner import CeleryWorker

    settings = settings_from_environment(data)
    if not settings.redis_url:
        typer.echo("Set LOOMWORK_REDIS_URL: without it the server runs the jobs itself.", err=True)
        raise typer.Exit(2)
    parts.load()
    CeleryWorker(Installation.open(settings), settings.redis_url).run()


@app.command()
def install(
    package: Annotated[str, typer.Argument(help="A package folder, a .loom file, or a key of the market.")],
    data: Data = None,
    workspace: WorkspaceId = "",
    sample_data: bool = True,
    as_json: AsJson = False,
) -> None:
    """Install a package; its scenarios run first. Everything it asks for is agreed to by calling this."""
    from .builder.packages.consents import asked_consents
    from .builder.packages.installing import Installing
    from .builder.packages.installing import install as install_package
    from .builder.packages.market import find_package

    with _opened(data, workspace) as place:
        context = _context(place)
        found = find_package(package, place.data_dir)
        chosen = Installing(consents=[c.id for c in asked_consents(found)], sample_data=sample_data)
        install_package(context, found, chosen, _progress(as_json))
        _answer(as_json, {"installed": found.key, "version": found.version})


@app.command()
def scenarios(
    package: Annotated[str | None, typer.Argument(help="A folder, a .loom file or a key; all without it.")] = None,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Run the scenarios of packages in scratch workspaces."""
    from .builder.packages.market import Market, find_package
    from .builder.scenarios.report import report

    settings = settings_from_environment(data)
    found = [find_package(package, settings.data_dir)] if package else Market(settings.data_dir / "packages").packages()
    rows = [row for one in found for row in report(settings, one)]
    for row in rows if not as_json else []:
        typer.echo(f"{'✓' if row['passed'] else '✗'} {row['package']}.{row['scenario']}  {row['problem'] or ''}")
    passed = sum(row["passed"] for row in rows)
    _answer(as_json, {"scenarios": rows, "passed": passed, "failed": len(rows) - passed})
    if passed < len(rows) or not rows:
        raise typer.Exit(1)


@app.command("import")
def import_file(
    application: Annotated[str, typer.Argument(metavar="APP")],
    form: str,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    data: Data = None,
    workspace: WorkspaceId = "",
    start_workflows: bool = False,
    again: Annotated[bool, typer.Option(help="Although the same file came in before.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a spreadsheet or csv; rows that cannot be saved are counted and listed in the product."""
    from .runtime import imports
    from .runtime.jobs import run_due

    with _opened(data, workspace) as place:
        context = _context(place)
        drafted = imports.draft(context, application, form, file.read_bytes(), file.name)
        imports.set_up(context, drafted["id"], options={"workflows": "yes" if start_workflows else "no"})
        imports.start(context, drafted["id"], again=again)
        run_due(place)
        done = imports.get(context, drafted["id"])
        _answer(as_json, {"import": done["id"], "created": done["created"], "failed": done["failed"]})


@app.command()
def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Say what is missing or wrong, and what to do about it. Exit status 1 when something does not work."""
    from .builder import parts
    from .web.doctor import examine
    from .web.settings import WebSettings

    parts.load()
    locale = "zh-CN" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"
    found = list(examine(settings_from_environment(data), WebSettings.from_environment()))
    well = all(one.level != "bad" for one in found)
    if as_json:
        typer.echo(json.dumps({"well": well, "findings": [one.dump(locale) for one in found]}, ensure_ascii=False))
    for one in found if not as_json else []:
        told = one.dump(locale)
        typer.echo(f"{_MARKS[one.level]} {told['words']}")
        if told["remedy"]:
            typer.echo(f"    → {told['remedy']}")
    if not well:
        raise typer.Exit(1)


@token_app.command("create")
def create_token(
    person: Annotated[str, typer.Option(help="Login of the person's account.")],
    title: str = "command line",
    data: Data = None,
) -> None:
    """Print a new personal token."""
    from .runtime.people import create_token as create
    from .runtime.people import find_account
    from .runtime.storage import SystemClock

    installation = Installation.open(settings_from_environment(data))
    account = find_account(installation.directory, person)
    if account is None:
        typer.echo(f"There is no account {person}.", err=True)
        raise typer.Exit(1)
    secret, _ = create(installation.directory, SystemClock(), account, title)
    typer.echo(secret)


@secrets_app.command("key")
def print_key() -> None:
    """Print a new key for LOOMWORK_SECRET_KEYS; put it first, the keys of before behind it."""
    from .runtime.connections.keys import new_key

    typer.echo(new_key())


@secrets_app.command("rotate")
def rotate_keys(data: Data = None) -> None:
    """Seal every secret with a new key, or with the first of LOOMWORK_SECRET_KEYS."""
    from .runtime.connections.secrets import rotate

    installation = Installation.open(settings_from_environment(data))
    try:
        typer.echo(f"sealed anew: {rotate(installation)}")
    finally:
        installation.close()


@contextmanager
def _opened(data: Path | None, workspace_id: str) -> Iterator[Workspace]:
    from .builder import parts

    parts.load()
    installation = Installation.open(settings_from_environment(data))
    try:
        ids = installation.workspace_ids()
        if not workspace_id and len(ids) != 1:
            typer.echo(f"Name a workspace with --workspace: {', '.join(ids) or 'there is none yet'}", err=True)
            raise typer.Exit(2)
        yield installation.workspace(workspace_id or ids[0])
    finally:
        installation.close()


def _context(workspace: Workspace) -> Any:
    from .runtime.context import Actor, Context

    # Whoever may run commands on the server holds its files, and so may do everything.
    operator = Actor(kind="system", name="command line", roles=frozenset({"workspace.administrator"}))
    return Context(workspace, operator, locale="en", provenance="system")


def _progress(as_json: bool) -> Any:
    def tell(done: int, total: int, label: dict[str, str]) -> None:
        if not as_json:
            typer.echo(f"[{done}/{total}] {label['en']}")

    return tell


def _answer(as_json: bool, answer: dict[str, Any]) -> None:
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    elif "scenarios" in answer:
        typer.echo(f"{answer['passed']} passed, {answer['failed']} failed")
    else:
        typer.echo(", ".join(f"{name}: {value}" for name, value in answer.items()))


def _tell_problem(error: PlatformError) -> None:
    problem = error.problem("en")
    typer.echo(f"{problem['detail']} ({problem['code']})", err=True)
    for entry in problem.get("errors", []):
        typer.echo(f"  {entry['pointer']}: {entry['detail']}", err=True)


if __name__ == "__main__":
    main()
