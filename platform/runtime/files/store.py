"""The content-addressed store: each content once, below two folders named by the beginning of its SHA-256.

A content appears under its name only when all of it is on disk (written beside, synced, renamed).
"""

import hashlib
import os
from pathlib import Path
from typing import IO, NamedTuple

from ..identifiers import new_id
from ..storage import Workspace
from ..storage.failpoints import failpoint
from .errors import FileEmpty, FileTooLarge
from .types import SNIFFED_BYTES

_CHUNK_BYTES = 256 * 1024


class Content(NamedTuple):
    """What was stored. `beginning` is the first 4 KB, for telling its type."""

    hash: str
    size_bytes: int
    beginning: bytes


class FileStore:
    """The contents of one workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._arriving = folder / "arriving"

    def put(self, stream: IO[bytes], largest_bytes: int) -> Content:
        """Store all that `stream` gives. Raises FileTooLarge, FileEmpty, or OSError when the disk is full; nothing
        is left behind then."""
        self._arriving.mkdir(parents=True, exist_ok=True)
        path = self._arriving / new_id()
        try:
            content = _written(stream, path, largest_bytes)
            failpoint("file_written")
            self._rename(path, self.path(content.hash))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        failpoint("file_stored")
        return content

    def path(self, hash: str) -> Path:
        """Where the content of this hash lies."""
        return self.folder / hash[:2] / hash[2:4] / hash

    def contents(self) -> list[Path]:
        """All contents that are there."""
        return [path for path in self.folder.glob("??/??/*") if len(path.name) == 64]

    def arriving(self) -> list[Path]:
        """Contents being written, or left half-way by a process that died."""
        return list(self._arriving.glob("*"))

    def _rename(self, fresh: Path, path: Path) -> None:
        # Also over a content already there: that one may be about to be swept away as unused.
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.replace(path)
        _sync_folder(path.parent)


def file_store(workspace: Workspace) -> FileStore:
    """The workspace's store."""
    return workspace.resource(FileStore, lambda w: FileStore(w.data_dir / "files"))


def _written(stream: IO[bytes], path: Path, largest_bytes: int) -> Content:
    digest, size_bytes, beginning = hashlib.sha256(), 0, b""
    with path.open("xb") as file:
        while chunk := stream.read(_CHUNK_BYTES):
            size_bytes += len(chunk)
            if size_bytes > largest_bytes:
                raise FileTooLarge(limit=largest_bytes // (1024 * 1024))
            if len(beginning) < SNIFFED_BYTES:
                beginning = (beginning + chunk)[:SNIFFED_BYTES]
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size_bytes:
        raise FileEmpty
    return Content(digest.hexdigest(), size_bytes, beginning)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
