"""What every request of one application shares: the installation, the edge's settings, the clock of sessions."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from ..runtime.storage import Clock, Installation
from .settings import WebSettings
from .watching import RuntimeCollector

_NAME = "loomwork"


@dataclass(frozen=True, slots=True)
class Edge:
    """Sessions live by the machine's clock, not by a sandbox's: moving a sandbox clock signs nobody out."""

    installation: Installation
    settings: WebSettings
    clock: Clock
    runtime: RuntimeCollector


def attach(app: Flask, edge: Edge) -> None:
    """Make `edge` the application's."""
    app.extensions[_NAME] = edge


def current_edge() -> Edge:
    """The edge of the application that answers now."""
    return cast(Edge, current_app.extensions[_NAME])
