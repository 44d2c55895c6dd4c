"""The market: the packages one may install, from the folder that ships with the product and from uploads."""

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
        self._read: dict[Path, tuple[int, Package]] = {}

    def packages(self) -> list[Package]:
        """All readable packages by key. One that cannot be read is left out here and named when installed."""
        found: dict[str, Package] = {}
        for path in self._sources():
            try:
                package = self._load(path)
            except PlatformError:
                continue
            found[package.key] = package
        return [found[key] for key in sorted(found)]

    def get(self, key: str) -> Package:
        """The package named `key`. Raises NotFound, or why it cannot be read."""
        for path in reversed(self._sources()):
            if path.stem == key:
                return self._load(path)
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

    def _load(self, path: Path) -> Package:
        stamp = _newest_ns(path)
        if path not in self._read or self._read[path][0] != stamp:
            package = read_folder(path) if path.is_dir() else read_archive(path.read_bytes())
            self._read[path] = (stamp, package)
        return self._read[path][1]


def _newest_ns(path: Path) -> int:
    files = [path, *path.rglob("*")] if path.is_dir() else [path]
    return max(file.stat().st_mtime_ns for file in files)


def find_package(name: str, data_dir: Path) -> Package:
    """The package in a folder or .loom file called `name`, else the market's package of that key."""
    path = Path(name)
    if path.is_dir():
        return read_folder(path)
    if path.is_file():
        return read_archive(path.read_bytes())
    return Market(data_dir / "packages").get(name)
