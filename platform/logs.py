"""Logs: one JSON line an event on standard error. Tracebacks name places, never the values that were on the way."""

import sys

import structlog


def set_up_logging() -> None:
    """Called once by each process that serves or works."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Plain tracebacks: the default of a terminal would print local variables, and with them people's data.
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
