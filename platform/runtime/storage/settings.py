"""Where an installation keeps its data and what it runs on."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """`database_url` empty: SQLite files below `data_dir`. `redis_url` empty: jobs run inside this process."""

    data_dir: Path
    database_url: str = ""
    redis_url: str = ""
