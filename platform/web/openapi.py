"""The OpenAPI document as a file, to make the front's types of: `python -m loomwork.web.openapi > schema.json`."""

import sys
import tempfile
from pathlib import Path

from ..builder import parts
from ..runtime.storage import Installation, Settings
from .application import create_app
from .documents import openapi


def document() -> bytes:
    """The document of a server with all its parts. It needs no data; an empty installation stands in."""
    parts.load()
    with tempfile.TemporaryDirectory() as folder:
        return openapi(create_app(Installation.open(Settings(data_dir=Path(folder)))))


if __name__ == "__main__":
    sys.stdout.buffer.write(document())
