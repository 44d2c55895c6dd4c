"""The application factory: from an installation to a WSGI application that refuses to start half-protected."""

import importlib
import pkgutil
from typing import Any

from flask import Flask
from flask_smorest import Api, Blueprint

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
from .watching import RuntimeCollector


class DescribedApi(Api):
    """Errors are described as the problem documents they are. Describing waits until somebody asks for the document:
    it takes a tenth of a start."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self._undescribed: list[Blueprint] = []

    def register_blueprint(self, blueprint: Blueprint, **options: Any) -> None:
        """Serve a resource; `described` tells of it later."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blueprint.name] = self
        self._app.register_blueprint(blueprint, **options)
        self._undescribed.append(blueprint)

    def described(self) -> dict[str, Any]:
        """The OpenAPI document of all resources."""
        while self._undescribed:
            blueprint = self._undescribed.pop(0)
            blueprint.register_views_in_doc(self, self._app, self.spec, name=blueprint.name, parameters=None)
            self.spec.tag({"name": blueprint.name, "description": blueprint.description})
        document: dict[str, Any] = self.spec.to_dict()
        return document


def create_app(installation: Installation, settings: WebSettings | None = None, *, clock: Clock | None = None) -> Flask:
    """The application. `clock` is the clock of sessions. Raises MissingPolicy when a route names no policy."""
    settings = settings or WebSettings()
    # Flask's own static route would be one without a policy; `resources/front.py` serves the pages.
    app = Flask(__name__, static_folder=None)
    app.json = OrjsonProvider(app)
    app.config.update(API_SETTINGS, MAX_CONTENT_LENGTH=settings.largest_body_bytes)
    attach(app, Edge(installation, settings, clock or SystemClock(), RuntimeCollector(installation)))
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
    app.extensions["loomwork_openapi"] = api
