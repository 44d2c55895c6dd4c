"""The blueprint of resources: bodies are parsed by orjson as on the hot paths, which refuses what is nested too deep
instead of falling over it."""

from typing import Any

import flask_smorest
import orjson
from flask_smorest.arguments import FlaskParser
from marshmallow import missing


class _Parser(FlaskParser):
    """The usual parser with another reader of JSON."""

    DEFAULT_VALIDATION_STATUS = 422

    def _raw_load_json(self, req: Any) -> Any:
        """What is no JSON is told by who calls this; orjson's error is of the kind that is caught there."""
        return orjson.loads(req.get_data()) if req.is_json else missing


class Blueprint(flask_smorest.Blueprint):
    """One resource's routes."""

    ARGUMENTS_PARSER = _Parser()
