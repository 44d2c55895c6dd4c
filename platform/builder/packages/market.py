"""The market: the packages one may install, from the folder that ships with the product and from uploads."""

import functools
import shutil
from pathlib import Path

from ...runtime.errors import NotFound, PlatformError
from ..shipped import shipped
from .package import Package
from .reading import MANIFEST, read_archive, read_folder

_SHIPPED = shipped("app_templates")


class Market:
    """Packages by key. Uploaded ones lie in `uploads` as .loom files and win over shipped ones of the same key."""

    def __init__(self, uploads: Path, shipped: Path = _SHIPPED) -> None:
        self._uploads = uploads
        self._shipped = shipped

    def packages(self) -> list[Package]:
        """All readable packages by key. One that cannot be read is left out here and named when installed."""
        found: dict[str, Package] = {}
        for path in self._sources():
            try:
                package = _load(path)
            except PlatformError:
                continue
            found[package.key] = package
        return [found[key] for key in sorted(found)]

    def get(self, key: str) -> Package:
        """The package named `key`. Raises NotFound, or why it cannot be read."""
        for path in reversed(self._sources()):
            if path.stem == key:
                return _load(path)
        raise NotFound

    def add(self, data: bytes) -> Package:
        """Keep an uploaded .loom file. Raises InvalidPackage."""
        package = read_archive(data)
        self._uploads.mkdir(parents=True, exist_ok=True)
        fresh = self._uploads / f".{package.key}.part"
        fresh.write_bytes(data)
        shutil.move(fresh, self._uploads / f"{package.key}.loom")
        return package

    def _sources(self) -> list[Path]:
        folders = sorted(p for p in self._shipped.glob("*") if (p / MANIFEST).is_file())
        return folders + sorted(self._uploads.glob("*.loom"))


def _load(path: Path) -> Package:
    return _shipped_package(path, _newest_ns(path)) if path.is_dir() else read_archive(path.read_bytes())


@functools.lru_cache(maxsize=32)
def _shipped_package(folder: Path, _stamp_ns: int) -> Package:
    """What ships is the same for all workspaces and takes long to read: once for a process, until a file changes.

    What was uploaded is read at each look, since nobody knows how many there are and how large.
    """
    return read_folder(folder)


def _newest_ns(folder: Path) -> int:
    return max(file.stat().st_mtime_ns for file in (folder, *folder.rglob("*")))


def find_package(name: str, data_dir: Path) -> Package:
    """The package in a folder or .loom file called `name`, else the market's package of that key."""
    path = Path(name)
    if path.is_dir():
        return read_folder(path)
    if path.is_file():
        return read_archive(path.read_bytes())
    return Market(data_dir / "packages").get(name)
