"""Metrics for Prometheus: requests by route, method and status, how long they took, and the process itself."""

import functools

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest

from ..runtime.storage.clock import stopwatch_s
from .headers import BEGAN
from .watching import RuntimeCollector

_registry = CollectorRegistry()
ProcessCollector(registry=_registry)  # memory, processor time, open files
_requests = Counter("loomwork_http_requests", "Requests answered", ("route", "method", "status"), registry=_registry)
_seconds = Histogram(
    "loomwork_http_request_seconds",
    "Time from request to answer",
    ("route",),
    registry=_registry,
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
# Finding a series takes longer than counting in it.
_requests_of = functools.cache(_requests.labels)
_seconds_of = functools.cache(_seconds.labels)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def install_measures(app: Flask) -> None:
    """Measure every request of the application."""
    app.after_request(_measure)


def exposition(runtime: RuntimeCollector) -> bytes:
    """All metrics in Prometheus' text format; `runtime` is what this installation's runtime is asked for."""
    return generate_latest(_registry) + generate_latest(runtime)


def _measure(answer: Response) -> Response:
    asked = request
    # The rule, not the path: one series per route, however many records there are.
    route = asked.url_rule.rule if asked.url_rule else "-"
    method = asked.method if asked.method in _METHODS else "-"
    _requests_of(route, method, answer.status_code).inc()
    _seconds_of(route).observe(stopwatch_s() - asked.environ[BEGAN])
    return answer
