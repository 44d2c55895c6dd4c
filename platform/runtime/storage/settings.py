"""Where an installation keeps its data and what it runs on."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` empty: SQLite files below `data_dir`. `redis_url` empty: jobs run inside this process.
    `secret_keys` empty: the keys that secrets are sealed with lie in a file below `data_dir`."""

    data_dir: Path
    database_url: str = ""
    redis_url: str = ""
    secret_keys: str = field(default="", repr=False)
