"""Log lines: one JSON object an event on standard error. Tracebacks name places, never values."""

import functools
import sys
from typing import Any


class Log:
    """The log of one module, `name`. Its library is imported with the first line: most starts write none."""

    def __init__(self, name: str) -> None:
        self._name = name

    def warning(self, event: str, **facts: Any) -> None:
        """Something went wrong that mends itself."""
        _library().get_logger(self._name).warning(event, **facts)

    def error(self, event: str, **facts: Any) -> None:
        """Something went wrong that somebody should look at."""
        _library().get_logger(self._name).error(event, **facts)


@functools.cache
def _library() -> Any:
    import structlog

    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Plain tracebacks: the default of a terminal would print local variables, and with them people's data.
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        # Standard error as it is when the line is written.
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    return structlog
