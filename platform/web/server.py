"""Serve the product: open the installation, start the runner of jobs, and answer on a port.

`serve` embeds waitress; `wsgi` gives other servers the application: gunicorn 'loomwork.web.server:wsgi()'.
"""

import signal
import sys
from types import FrameType
from typing import Any

import structlog
import waitress
from flask import Flask

from ..builder import demo as demo_company
from ..builder import housekeeping, parts
from ..runtime import jobs, people
from ..runtime.storage import Installation, Settings, SystemClock
from ..settings import settings_from_environment
from .application import create_app
from .settings import WebSettings

THREADS = 16


def serve(settings: Settings, *, host: str, port: int, demo: bool) -> None:
    """Serve until stopped. `demo` fills an empty installation with the demo company and offers its sign-ins."""
    set_up_logging()
    installation, app = _opened(settings, demo)
    runner = jobs.start_runner(installation)
    edge: WebSettings = app.extensions["loomwork"].settings
    try:
        server = waitress.create_server(
            app,
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
        signal.signal(signal.SIGTERM, _stop)
        _tell(f"http://{host}:{port}", demo)
        server.run()
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
    set_up_logging()
    installation, app = _opened(settings_from_environment(), demo=False)
    jobs.start_runner(installation)
    return app


def set_up_logging() -> None:
    """One JSON line per event on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _opened(settings: Settings, demo: bool) -> tuple[Installation, Flask]:
    parts.load()
    installation = Installation.open(settings)
    if demo and not installation.workspace_ids():
        demo_company.create_demo(installation)
    people.remove_expired(installation.directory, SystemClock().now())
    for id in installation.workspace_ids():
        housekeeping.ensure(installation.workspace(id))
    return installation, create_app(installation, WebSettings.from_environment(demo=demo))


def _tell(address: str, demo: bool) -> None:
    print(f"Loomwork is ready at {address}", flush=True)  # noqa: T201  # this is what `serve` is asked to say
    if demo:
        for account in demo_company.demo_accounts():
            title = account.title["zh-CN"] if isinstance(account.title, dict) else account.title
            print(f"  {account.login:10} {demo_company.DEMO_PASSWORD}   {title}", flush=True)  # noqa: T201


def _stop(_: int, __: FrameType | None) -> None:
    # waitress leaves its loop on SystemExit, finishing what it has begun.
    sys.exit(0)
