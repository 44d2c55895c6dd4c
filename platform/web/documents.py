"""OpenAPI: the settings of its generator, and the finished document."""

from typing import Any

import orjson
from flask import Flask

from ..version import PLATFORM_VERSION

PREFIX = "/api/v1"

API_SETTINGS = {
    "API_TITLE": "Loomwork",
    "API_VERSION": PLATFORM_VERSION,
    "OPENAPI_VERSION": "3.1.0",
    # Served by `resources/schemas.py`, under a policy; the generator's own route would have none.
    "OPENAPI_URL_PREFIX": None,
    "API_SPEC_OPTIONS": {
        "components": {
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": "loomwork_session"},
                "token": {"type": "http", "scheme": "bearer"},
            }
        },
        "security": [{"session": []}, {"token": []}],
    },
}


def openapi(app: Flask) -> bytes:
    """The document as JSON; made once."""
    if (ready := app.extensions.get("loomwork_openapi_json")) is None:
        described: dict[str, Any] = app.extensions["loomwork_openapi"].described()
        ready = app.extensions["loomwork_openapi_json"] = orjson.dumps(described, option=orjson.OPT_SORT_KEYS)
    return bytes(ready)
