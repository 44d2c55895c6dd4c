"""The folder of an intake: DATA/drop/<workspace>/<app>.<intake>/, with taking/, done/ and failed/ in it.

A file is first moved into taking/ under the id of its row, so that one is read once, whoever looks and whoever dies;
what was put there since has a row of its own. Nothing is followed: a link is moved as a link and never opened.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ...errors import LimitExceeded
from ...imports.errors import BadSheet, bad_sheet
from ...imports.sheets import LARGEST_BYTES
from ...storage import Workspace
from ..plan import IntakePlan

_KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
# Still being written, by the habits of browsers, of transfer programs and of Excel.
_UNFINISHED = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".download")
_HIDDEN = (".", "~$")
_LONGEST_NAME_BYTES = 200
_MOST_AT_ONCE = 200
_BETWEEN = "__"


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it lies there. `odd`: why it is not even read; `size` and `written_ns` tell whether it still grows."""

    name: str
    path: Path
    size: int
    written_ns: int
    odd: BadSheet | None


class Folder:
    """The folder of one intake, made when first needed."""

    def __init__(self, workspace: Workspace, plan: IntakePlan) -> None:
        self.path = workspace.settings.data_dir / "drop" / workspace.id / plan.name
        self._taking = self.path / "taking"

    def make(self) -> None:
        """Make it, with the folders in it."""
        for name in ("taking", "done", "failed"):
            (self.path / name).mkdir(parents=True, exist_ok=True)

    def lying(self) -> Iterator[Found]:
        """What was put there and seems to be whole, in the order of names."""
        with os.scandir(self.path) as entries:
            names = sorted(entry.name for entry in entries)
        for name in names[: _MOST_AT_ONCE + len(("taking", "done", "failed"))]:
            if name.startswith(_HIDDEN) or name.lower().endswith(_UNFINISHED):
                continue
            try:
                facts = (self.path / name).lstat()
            except FileNotFoundError:
                continue
            if not stat.S_ISDIR(facts.st_mode):
                yield Found(name, self.path / name, facts.st_size, facts.st_mtime_ns, _odd(name, facts.st_mode))

    def begin(self, found: Found, id: str) -> None:
        """Move a file out of the way of whoever puts others there."""
        found.path.rename(self._taking / f"{id}{_BETWEEN}{_plain(found.name)}")

    def begun(self) -> dict[str, Path]:
        """The files being taken, by the id of their rows."""
        return {path.name.partition(_BETWEEN)[0]: path for path in sorted(self._taking.iterdir())}

    def place(self, id: str, name: str, at: datetime, *, good: bool) -> Path:
        """Where the file of a row ends."""
        return self.path / ("done" if good else "failed") / f"{at:%Y%m%d-%H%M%S}-{id[-6:]}-{_plain(name)}"

    def end(self, id: str, name: str, at: datetime, *, good: bool) -> None:
        """Move it there, if it has not been yet."""
        if (path := self.begun().get(id)) is not None:
            path.rename(self.place(id, name, at, good=good))

    def again(self, id: str) -> bool:
        """Move what ended among the failed back to be taken; False where it is gone."""
        for path in (self.path / "failed").glob(f"*-{id[-6:]}-*"):
            if not path.name.endswith((".report.txt", ".report.xlsx")):
                path.rename(self._taking / f"{id}{_BETWEEN}{path.name.split(f'-{id[-6:]}-', 1)[1]}")
                return True
        return False


def content_of(path: Path) -> bytes:
    """What a file holds. Raises BadSheet, LimitExceeded."""
    try:
        # A link that took the file's place meanwhile is not followed, a pipe not waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        raise bad_sheet("服务器没有读取这个文件的权限", "the server may not read it") from None
    with os.fdopen(handle, "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise _NO_FILE
        content = file.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise LimitExceeded(what={"zh-CN": "文件大小", "en": "The size of the file"}, limit="50 MB")
    return content


def _odd(name: str, mode: int) -> BadSheet | None:
    if not stat.S_ISREG(mode):
        return _NO_FILE
    if not name.isprintable() or len(os.fsencode(name)) > _LONGEST_NAME_BYTES:
        return bad_sheet("文件名过长或含有不可见字符", "its name is too long, or has characters that nobody sees")
    if not name.lower().endswith(_KINDS):
        return bad_sheet("只支持 .xlsx、.xls 和 .csv", "only .xlsx, .xls and .csv are read")
    return None


def _plain(name: str) -> str:
    """The name as reports and folders may bear it."""
    shown = "".join(one if one.isprintable() else "_" for one in name)
    return shown if len(shown.encode()) <= _LONGEST_NAME_BYTES else f"{shown[:40]}…{shown[-10:]}"


_NO_FILE = bad_sheet(
    "不是普通文件（链接、管道和设备都不读取）", "it is no plain file: links, pipes and devices are not read"
)
