"""The market: what ships is read once, by whoever looks first, until a file of it changes."""

import os
import shutil
from pathlib import Path

from loomwork.builder.packages import read_folder
from loomwork.builder.packages.market import Market
from tests.builder.packages.templates import SMALLEST


def test_what_ships_is_read_once_until_a_file_of_it_changes(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    manifest = shutil.copytree(SMALLEST, shipped / SMALLEST.name) / "manifest.json"

    first = Market(tmp_path / "ours", shipped).get(SMALLEST.name)
    assert Market(tmp_path / "theirs", shipped).get(SMALLEST.name) is first

    stated = f'"version": "{first.version}"'
    text = manifest.read_text(encoding="utf-8")
    assert stated in text
    manifest.write_text(text.replace(stated, '"version": "98.7.6"'), encoding="utf-8")
    later_ns = max(path.stat().st_mtime_ns for path in shipped.rglob("*")) + 1_000_000_000
    os.utime(manifest, ns=(later_ns, later_ns))
    assert Market(tmp_path / "ours", shipped).get(SMALLEST.name).version == "98.7.6"
    assert first == read_folder(SMALLEST)
