"""Write a package as one .loom file: a zip with a checksum for every file, the same bytes every time."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import orjson

from .reading import CHECKSUMS

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_archive(folder: Path) -> bytes:
    """The .loom file of the package in `folder`."""
    paths = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    return write_files({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def write_files(files: Mapping[str, bytes]) -> bytes:
    """The .loom file of a package whose files are given by path."""
    named = {name: files[name] for name in sorted(files)}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in named.items()}
    named[CHECKSUMS] = orjson.dumps(sums, option=orjson.OPT_INDENT_2)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in named.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
