"""Serve the product: open the installation, start the runner of jobs, and answer on a port.

`serve` embeds waitress; `wsgi` gives other servers the application: gunicorn 'loomwork.web.server:wsgi()'.
"""

import atexit
import gc
import logging
import signal
import threading
from typing import Any

import waitress
from flask import Flask
from waitress import wasyncore

from ..builder import demo as demo_company
from ..builder import housekeeping, parts
from ..runtime import jobs, people
from ..runtime.localized import text
from ..runtime.storage import Installation, Settings, SystemClock
from ..settings import settings_from_environment
from .application import create_app
from .settings import WebSettings

THREADS = 16
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def serve(settings: Settings, *, host: str, port: int, demo: bool) -> None:
    """Serve until stopped. `demo` fills an empty installation with the demo company and offers its sign-ins."""
    # It would write a line for each request that waits for a thread, just when there is most to do.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    # The demo's sign-ins are known to everybody, so only a visitor at this machine is offered them.
    local = host in _LOOPBACK
    installation, app, fresh = _opened(settings, demo, offer=demo and local)
    if not local and (password := demo_company.replace_passwords(installation)):
        _tell_sign_ins(password)
    # What lives now lives as long as the process, so that rounds of the garbage collector may pass it by. A page of
    # records makes hundreds of objects that go without its help: looking each 700, as Python does, finds none.
    gc.freeze()
    gc.set_threshold(10_000)
    gc.enable()
    runner = jobs.start_runner(installation)
    edge: WebSettings = app.extensions["loomwork"].settings
    try:
        sockets: dict[int, Any] = {}
        server = waitress.create_server(
            app,
            map=sockets,
            host=host,
            port=port,
            threads=THREADS,
            ident="",
            max_request_body_size=edge.largest_body_bytes,
            # Kept although untrusted: that a request came through a proxy shows by them.
            clear_untrusted_proxy_headers=False,
            asyncore_use_poll=True,
            connection_limit=1000,
            channel_timeout=60,
            **_proxy(edge),
        )
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        _say(f"Loomwork is ready at http://{host}:{port}")
        if fresh and local:
            _tell_sign_ins(demo_company.DEMO_PASSWORD)
        # Our own loop instead of the server's, which ends by an exception that its socket handlers may swallow.
        while not stopping.is_set():
            wasyncore.loop(timeout=1, use_poll=True, map=sockets, count=1)
        server.task_dispatcher.shutdown()
        server.close()
    finally:
        runner.stop()
        installation.close()


def _proxy(settings: WebSettings) -> dict[str, Any]:
    if settings.trusted_proxy is None:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    return {"trusted_proxy": settings.trusted_proxy, "trusted_proxy_headers": headers}


def wsgi() -> Flask:
    """The application for another WSGI server, from the environment; it runs the jobs too unless a Redis is set."""
    installation, app, _ = _opened(settings_from_environment(), demo=False, offer=False)
    runner = jobs.start_runner(installation)
    # The server that holds us ends by leaving Python: what is under way is finished, not left to its lease.
    atexit.register(runner.stop)
    return app


def _opened(settings: Settings, demo: bool, *, offer: bool) -> tuple[Installation, Flask, bool]:
    """The installation, its application, and whether the demo company was made just now."""
    parts.load()
    installation = Installation.open(settings)
    fresh = demo and not installation.workspace_ids()
    if fresh:
        demo_company.create_demo(installation)
    people.remove_expired(installation.directory, SystemClock().now())
    for id in installation.workspace_ids():
        housekeeping.ensure(installation.workspace(id))
    return installation, create_app(installation, WebSettings.from_environment(demo=offer)), fresh


def _tell_sign_ins(password: str) -> None:
    _say("Demo sign-ins:")
    for account in demo_company.demo_accounts():
        _say(f"  {account.login:10} {password}   {text(account.title, 'zh-CN')} / {text(account.title, 'en')}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # this is what `serve` is asked to say
