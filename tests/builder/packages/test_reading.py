"""A package that is not one, lies about itself or is too large is refused in words, and nothing is left behind."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from loomwork.builder.errors import ChecksumMismatch, InvalidPackage, PackageTooLarge, RequirementMissing
from loomwork.builder.packages import read_archive, read_folder, write_archive
from loomwork.builder.packages.requirements import check_requirements, requirements
from loomwork.runtime.errors import Problems
from tests.builder.packages.templates import SMALLEST

MANIFEST: dict[str, Any] = {
    "package": "small",
    "version": "1.0.0",
    "title": "小应用",
    "summary": "一句话",
    "requires": {"platform": ">=0.1"},
}


def archive(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def small(tmp_path: Path, **changes: Any) -> Path:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST | changes, ensure_ascii=False))
    return tmp_path


def test_a_written_archive_reads_as_its_folder() -> None:
    assert read_archive(write_archive(SMALLEST)) == read_folder(SMALLEST)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + b"\x00" * 50])
def test_what_is_no_zip_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidPackage) as refused:
        read_archive(data)
    assert ".loom" in refused.value.sentence("zh-CN")


def test_a_changed_file_is_named() -> None:
    files = dict(_files(write_archive(SMALLEST)))
    files["manifest.json"] += b" "
    with pytest.raises(ChecksumMismatch) as refused:
        read_archive(archive(files))
    assert "manifest.json" in refused.value.sentence("en")


def test_a_file_without_a_checksum_is_refused() -> None:
    files = dict(_files(write_archive(SMALLEST)))
    with pytest.raises(ChecksumMismatch):
        read_archive(archive(files | {"data/extra.csv": b"a,b"}))


def test_a_gigabyte_in_a_small_zip_is_cut_off() -> None:
    bomb = archive({"data/a.csv": b"0" * (80 * 1024 * 1024)})
    assert len(bomb) < 200_000
    with pytest.raises(PackageTooLarge):
        read_archive(bomb)


@pytest.mark.parametrize(
    "name", ["../out.json", "/etc/passwd", "forms\\..\\x.json", "a/b/c/d/e.json", "forms/" + "x" * 300]
)
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(InvalidPackage):
        read_archive(archive({name: b"{}"}))


def test_a_newer_platform_is_asked_for_in_words(tmp_path: Path) -> None:
    package = read_folder(small(tmp_path, requires={"platform": ">=99.0"}))
    with pytest.raises(RequirementMissing) as refused:
        check_requirements(package.manifest, {})
    assert ">=99.0" in refused.value.sentence("zh-CN")


def test_ranges_mean_what_they_say() -> None:
    manifest = {"requires": {"platform": ">=0.1", "packages": {"base": "^1.2"}, "optional": {"other": "^0.3"}}}
    found = {r.key: r.satisfied for r in requirements(manifest, {"base": "1.9.0", "other": "0.4.0"})}
    assert found == {"platform": True, "base": True, "other": False}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"version": "1"}, "/version"), ({"surprise": 1}, ""), ({"parameters": [{"key": "a"}]}, "/parameters/0")],
)
def test_a_manifest_of_the_wrong_shape_is_pointed_at(tmp_path: Path, change: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Problems) as refused:
        read_folder(small(tmp_path, **change))
    assert refused.value.errors[0].pointer == pointer


def test_a_member_that_appears_twice_is_refused(tmp_path: Path) -> None:
    (small(tmp_path) / "options").mkdir()
    (tmp_path / "options" / "a.json").write_text('{"kind": "options", "kind": "form"}')
    with pytest.raises(InvalidPackage):
        read_folder(tmp_path)


def _files(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return [(info.filename, source.read(info)) for info in source.infolist()]
