"""A wheel carries the packages of the market and the built pages, and serves from any folder."""

import subprocess
import sys
from pathlib import Path

from loomwork.builder.shipped import shipped

ROOT = Path(__file__).parents[2]
_SERVES = """
import sys
from pathlib import Path
from loomwork.builder import parts, shipped
from loomwork.builder.packages.market import Market
from loomwork.runtime.storage import Installation, Settings
from loomwork.web import WebSettings, create_app

assert Path(shipped.__file__).is_relative_to(sys.argv[1]), shipped.__file__
parts.load()
client = create_app(Installation.open(Settings(data_dir=Path("data"))), WebSettings()).test_client()
assert b"<div id=" in client.get("/").data and client.get("/m/").status_code == 200
print(*(package.key for package in Market(Path("data/packages")).packages()))
"""


def _files(folder: Path) -> set[Path]:
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path for path in found if "__pycache__" not in path.parts}


def test_an_installed_wheel_serves_from_an_empty_folder(tmp_path: Path) -> None:
    # As an install does it: the modules and what they serve under one folder, nothing of the checkout in reach.
    built, empty = tmp_path / "built", tmp_path / "empty"
    empty.mkdir()
    build = [
        sys.executable,
        "setup.py",
        "-q",
        "build",
        "--build-base",
        str(tmp_path / "base"),
        "--build-lib",
        str(built),
    ]
    subprocess.run([*build, "egg_info", "--egg-base", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    assert _files(ROOT / "platform") <= _files(built / "loomwork")
    told = subprocess.run(
        [sys.executable, "-c", _SERVES, str(built)],
        cwd=empty,
        env={"PYTHONPATH": str(built), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert told.stdout.split() == sorted(path.parent.name for path in shipped("app_templates").glob("*/manifest.json"))
