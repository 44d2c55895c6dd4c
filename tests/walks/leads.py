"""The quarter's leads through the dispatch package, as a company would live it: each morning the leads that came in are
imported as typed, sellers answer, decline or stay silent, managers review, and nights pass.

`make walk-leads` walks all 5,000 and prints how it went (`__main__.py`); `walked` is the walk itself.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
import xlsxwriter
from python_calamine import CalamineWorkbook

from loomwork.runtime import imports, pools
from loomwork.runtime.workflows import tables
from loomwork.runtime.workflows.tasks import accept, complete, decide, decline
from tests.end_to_end import leads as file

from .company import Company, company

APP, FORM = "smart_lead_dispatch", "lead"
_ZONE = ZoneInfo("Asia/Shanghai")
_BEGIN = datetime(2026, 1, 1, 8, tzinfo=_ZONE)
_MORNING = timedelta(hours=9)
# Long enough for a pool to take back what nobody follows up.
_AFTER = timedelta(days=9)
OPEN = ("fresh", "to_follow")
_COMPANIES = Path(__file__).parents[1] / "data" / "customers.csv"
_SAMPLED = 200
_task = tables.task


@contextmanager
def walked(days: int | None, folder: Path, database_url: str = "") -> Iterator["Walk"]:
    """The leads of the first `days` (all without), on the days on which they came in."""
    with company(APP, _BEGIN, folder, database_url) as place:
        walk = Walk(place)
        walk.go(days)
        yield walk


class Walk:
    """`refused`: how many lines of the file were not taken in; `most_held`: the most open leads one seller had."""

    def __init__(self, place: Company) -> None:
        self.place = place
        self.taken = self.refused = self.most_held = 0
        self._seen: set[str] = set()
        self._director = place.person(place.codes()["E001"])
        self._sellers = [row.person for row in place.rows(sa.select(place.table("sales_profile").c.person))]
        place.watch = self._look

    def go(self, days: int | None) -> None:
        """Day by day, and some more in which nothing comes in."""
        head, *lines = CalamineWorkbook.from_path(file.WHOLE).get_sheet_by_index(0).to_python()
        self._know_companies()
        by_day: dict[date, list[Any]] = {}
        for line in lines:
            by_day.setdefault(_day(line[head.index("留资时间")]), []).append(line)
        coming = sorted(by_day)[:days]
        day, end = coming[0], coming[-1] + _AFTER
        while day <= end:
            morning = datetime.combine(day, datetime.min.time(), _ZONE) + _MORNING
            self.place.until(morning)
            if day in coming:
                self._take_in(head, by_day[day], day)
            self._claim(morning)
            self._count_held()
            day += timedelta(days=1)
        self.place.until(datetime.combine(day, datetime.min.time(), _ZONE))

    def _know_companies(self) -> None:
        """The registry as far as the sample does not hold it."""
        head, *lines = _COMPANIES.read_text(encoding="utf-8-sig").splitlines()
        self._import("registry_entry", "\n".join([head, *lines[_SAMPLED:]]).encode(), "registry.csv")

    def _import(self, form: str, content: bytes, name: str, **ranges: str) -> dict[str, Any]:
        context = self._director
        made = imports.draft(context, APP, form, content, name)
        chosen = [
            one | {"cleanings": {"range": ranges[one["field"]]}} for one in made["columns"] if one["field"] in ranges
        ]
        imports.set_up(context, made["id"], columns=chosen or None, options={"workflows": "yes"})
        imports.start(context, made["id"])
        self.place.until(self.place.clock.now())
        done: dict[str, Any] = imports.get(context, made["id"])
        assert done["state"] == "done", done
        return done

    def _count_held(self) -> None:
        lead = self.place.table(FORM).c
        held = sa.select(sa.func.count()).where(lead.status.in_(OPEN), lead.seller.is_not(None)).group_by(lead.seller)
        self.most_held = max(self.most_held, *(row[0] for row in self.place.rows(held)), 0)

    def _take_in(self, head: Sequence[Any], lines: Sequence[Sequence[Any]], day: date) -> None:
        done = self._import(FORM, _sheet(head, lines), f"leads-{day}.xlsx", budget="middle")
        self.taken += done["created"]
        self.refused += len(lines) - done["created"]

    def _look(self) -> None:
        """Whoever got a to-do makes up his mind what he will do with it."""
        found = self.place.rows(sa.select(_task).where(_task.c.state == "delivered"))
        for row in found:
            if row.id not in self._seen:
                self._seen.add(row.id)
                (self._review if row.kind == "approval" else self._answer)(row)

    def _review(self, row: Any) -> None:
        """A manager decides within hours, mostly for it."""
        luck = _luck(self._name(row))
        says = "approve" if luck % 10 < 8 else "reject"
        moment = self.place.clock.now() + timedelta(minutes=10 + luck % 400)
        self._plan(
            moment, row, lambda context, task: decide(context, task.id, says, "预算不明", revision=task.revision)
        )

    def _answer(self, row: Any) -> None:
        """Six in ten call at once, some late; one in ten declines, one in ten never answers."""
        luck = _luck(self._name(row))
        kind, minutes = luck % 100, luck // 100
        now = self.place.clock.now()
        if 80 <= kind < 90 and row.workflow == "dispatch":
            reason = ("wrong_industry", "too_busy", "wrong_region")[minutes % 3]
            moment = now + timedelta(minutes=5 + minutes % 200)
            self._plan(moment, row, lambda context, task: decline(context, task.id, reason, revision=task.revision))
        elif kind < 80:
            waits = minutes % 14 if kind < 55 else 16 + minutes % 100 if kind < 72 else 121 + minutes % 110
            called = now + timedelta(minutes=1 + waits)
            self._plan(called, row, lambda context, task: accept(context, task.id, "called", revision=task.revision))
            if luck % 25:
                finished = called + timedelta(minutes=20 + minutes % (60 * 30))
                talk = _talk(luck, finished)
                self._plan(
                    finished, row, lambda context, task: complete(context, task.id, talk, revision=task.revision)
                )

    def _name(self, row: Any) -> str:
        """What a to-do is called, the same in every walk."""
        return f"{row.shown['title']}/{row.visit}/{row.created_at:%m-%d}"

    def _plan(self, moment: datetime, row: Any, act: Callable[[Any, Any], Any]) -> None:
        def do() -> None:
            task = self.place.rows(sa.select(_task).where(_task.c.id == row.id))[0]
            if task.state in ("delivered", "seen", "accepted"):
                act(self.place.person(task.assignee), task)

        self.place.at(moment, do)

    def _claim(self, morning: datetime) -> None:
        """Each morning some sellers look into the pool and take what lies there."""
        lead = self.place.table(FORM).c
        lying = [row.id for row in self.place.rows(sa.select(lead.id).where(lead.status == "pooled").order_by(lead.id))]
        for number, seller in enumerate(self._sellers):
            if lying and _luck(number, morning) % 4 == 0:
                wanted = [lying.pop(0) for _ in range(min(1 + number % 3, len(lying)))]
                pools.act(self.place.person(seller), APP, "lead_pool", "claim", wanted, pools.Wish())


def _talk(luck: int, at: datetime) -> dict[str, Any]:
    result = ("interested", "later", "no_need")[luck % 3]
    later = {"next_on": (at + timedelta(days=3)).date().isoformat()} if result != "no_need" else {}
    return {"result": result, "summary": "已联系", **later}


def _luck(*parts: Any) -> int:
    return int(hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()[:12], 16)


def _sheet(head: Sequence[Any], lines: Sequence[Sequence[Any]]) -> bytes:
    """The day's lines, cells as they are."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate([head, *lines]):
            sheet.write_row(number, 0, line)
    return target.getvalue()


def _day(cell: Any) -> date:
    """The day a line came in, in any of the ways people typed it; the quarter's first day where it says none."""
    if isinstance(cell, datetime):
        return cell.date()
    for way in ("%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%Y年%m月%d日"):
        try:
            return datetime.strptime(str(cell).strip(), way).replace(tzinfo=_ZONE).date()
        except ValueError:
            continue
    return _BEGIN.date()
