"""Settings from the environment: LOOMWORK_DATA, LOOMWORK_DATABASE_URL, LOOMWORK_REDIS_URL, LOOMWORK_SECRET_KEYS.

Everything else is set in the product itself; what is not named here keeps its default.
"""

import os
from pathlib import Path

from .runtime.storage import Settings


def settings_from_environment(data: Path | None = None) -> Settings:
    """The installation's settings; `data` wins over LOOMWORK_DATA, which defaults to ./data."""
    return Settings(
        data_dir=data or Path(os.environ.get("LOOMWORK_DATA", "data")),
        database_url=_psycopg(os.environ.get("LOOMWORK_DATABASE_URL", "")),
        redis_url=os.environ.get("LOOMWORK_REDIS_URL", ""),
        secret_keys=os.environ.get("LOOMWORK_SECRET_KEYS", ""),
    )


def _psycopg(url: str) -> str:
    """A PostgreSQL address as people write it, with the driver we use."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
