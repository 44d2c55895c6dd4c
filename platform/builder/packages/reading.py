"""Read a package: a folder, or the same folder zipped (.loom). Entry by entry, with limits, trusting nothing."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ...runtime.definitions.shape import check_shape
from ..errors import ChecksumMismatch, InvalidPackage, PackageTooLarge
from ..kinds import definition_kinds
from .manifest import manifest_schema
from .package import Package

CHECKSUMS = "checksums.json"
MANIFEST = "manifest.json"
_MAX_BYTES = 64 * 1024 * 1024
_MAX_ENTRIES = 5000
_MAX_DEPTH = 4
_CHUNK_BYTES = 64 * 1024


def read_folder(folder: Path) -> Package:
    """The package in `folder`. Raises InvalidPackage and, for its documents, InvalidDefinition."""
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        if path.is_symlink():
            raise _invalid(f"{path.name} 是链接", f"{path.name} is a link")
        total += path.stat().st_size
        if total > _MAX_BYTES:
            raise PackageTooLarge(limit="64 MB")
        files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return _package(files)


def read_archive(data: bytes) -> Package:
    """The package in a .loom file; its checksums must cover every file. Raises as `read_folder`."""
    files = dict(_entries(data))
    _verify_checksums(files)
    return _package(files)


def _entries(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MAX_ENTRIES:
                raise PackageTooLarge(limit=f"{_MAX_ENTRIES} files")
            left = _MAX_BYTES
            for info in infos:
                if info.is_dir():
                    continue
                content = _inflate(archive, info, left)
                left -= len(content)
                yield _checked_name(info.filename), content
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _invalid("文件不是有效的 .loom 应用包", "the file is not a .loom package") from error


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    # The size in the header is the sender's word: count what really comes out.
    content = bytearray()
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            content += chunk
            if len(content) > limit:
                raise PackageTooLarge(limit="64 MB")
    return bytes(content)


def _checked_name(name: str) -> str:
    path = PurePosixPath(name)
    bad = path.is_absolute() or ".." in path.parts or "\\" in name or "\x00" in name or len(path.parts) > _MAX_DEPTH
    if bad or len(name) > 200:
        raise _invalid("含有不允许的文件名", "it holds a file name that is not allowed")
    return name


def _verify_checksums(files: dict[str, bytes]) -> None:
    if CHECKSUMS not in files:
        raise _invalid(f"缺少 {CHECKSUMS}", f"{CHECKSUMS} is missing")
    stated = _json(CHECKSUMS, files.pop(CHECKSUMS))
    if not isinstance(stated, dict) or set(stated) != set(files):
        odd = sorted(set(files) ^ set(stated if isinstance(stated, dict) else ()))
        raise ChecksumMismatch(path=odd[0] if odd else CHECKSUMS)
    for path, content in files.items():
        if hashlib.sha256(content).hexdigest() != stated[path]:
            raise ChecksumMismatch(path=path)


def _package(files: dict[str, bytes]) -> Package:
    if MANIFEST not in files:
        raise _invalid(f"缺少 {MANIFEST}", f"{MANIFEST} is missing")
    manifest = _json(MANIFEST, files[MANIFEST])
    check_shape(manifest_schema(), manifest, MANIFEST)
    documents: list[dict[str, Any]] = []
    scenarios: list[dict[str, Any]] = []
    data: dict[str, bytes] = {}
    kinds = {kind.folder: kind for _, kind in definition_kinds.items()}
    schemas: dict[str, dict[str, Any]] = {}  # by folder: making one takes as long as checking a document with it
    for path, content in sorted(files.items()):
        folder = path.split("/", 1)[0]
        if folder == "data":
            data[path] = content
        elif folder in kinds:
            document = _json(path, content)
            if folder not in schemas:
                schemas[folder] = kinds[folder].schema()
            check_shape(schemas[folder], document, path)
            (scenarios if kinds[folder].key == "scenario" else documents).append(document)
        elif "/" in path:
            raise _invalid(f"不认识的文件夹 {folder}", f"unknown folder {folder}")
    _check_options_of_parameters(manifest, documents)
    return Package(manifest, tuple(documents), tuple(scenarios), data)


def _check_options_of_parameters(manifest: dict[str, Any], documents: list[dict[str, Any]]) -> None:
    lists = {document["key"] for document in documents if document["kind"] == "options"}
    for parameter in manifest.get("parameters", ()):
        if (name := parameter.get("options_from")) is not None and name not in lists:
            key = parameter["key"]
            raise _invalid(
                f"参数 {key} 的选项表 {name} 不在应用包里",
                f"the options {name} of parameter {key} are not in the package",
            )


def _json(path: str, content: bytes) -> Any:
    try:
        # The standard parser, since it can refuse what others quietly accept: two members of one name.
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_no_duplicates, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise _invalid(f"{path} 不是有效的 JSON", f"{path} is not valid JSON") from error


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member appears twice")
    return members


def _invalid(chinese: str, english: str) -> InvalidPackage:
    return InvalidPackage(reason={"zh-CN": chinese, "en": english})
