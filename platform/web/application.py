"""The application factory: from an installation to a WSGI application that refuses to start half-protected."""

import importlib
import pkgutil

from flask import Flask
from flask_smorest import Api

from ..runtime.storage import Clock, Installation
from ..runtime.storage.clock import SystemClock
from . import resources
from .answers import OrjsonProvider
from .documents import API_SETTINGS
from .edge import Edge, attach
from .headers import install_headers
from .hosts import install_hosts
from .measures import install_measures
from .policy import check_policies
from .problems import install_problems
from .schemas import ProblemSchema
from .settings import WebSettings


class DescribedApi(Api):
    """Errors are described as the problem documents they are."""

    ERROR_SCHEMA = ProblemSchema


def create_app(installation: Installation, settings: WebSettings | None = None, *, clock: Clock | None = None) -> Flask:
    """The application. `clock` is the clock of sessions. Raises MissingPolicy when a route names no policy."""
    settings = settings or WebSettings()
    # Flask's own static route would be one without a policy; `resources/front.py` serves the pages.
    app = Flask(__name__, static_folder=None)
    app.json = OrjsonProvider(app)
    app.config.update(API_SETTINGS, MAX_CONTENT_LENGTH=settings.largest_body_bytes)
    attach(app, Edge(installation, settings, clock or SystemClock()))
    if settings.hosts:
        install_hosts(app)
    install_measures(app)
    install_headers(app, https=settings.https, frames=settings.frames)
    _register_resources(app)
    install_problems(app)
    check_policies(app)
    return app


def _register_resources(app: Flask) -> None:
    """Every module of `resources/` has a `blueprint`; those of the API are described in OpenAPI."""
    api = DescribedApi(app)
    for module in pkgutil.iter_modules(resources.__path__):
        blueprint = importlib.import_module(f"{resources.__name__}.{module.name}").blueprint
        if hasattr(blueprint, "register_views_in_doc"):
            api.register_blueprint(blueprint)
        else:
            app.register_blueprint(blueprint)
    app.extensions["loomwork_openapi"] = api.spec
