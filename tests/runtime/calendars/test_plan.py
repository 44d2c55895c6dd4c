"""Calendar documents: what each date is and why, what is refused, and whose calendar holds."""

from datetime import date
from typing import Any

import pytest

from loomwork.runtime.calendars import CalendarPlan, compile_calendar
from loomwork.runtime.definitions import Definition
from loomwork.runtime.errors import InvalidDefinition

OFFICE = [["09:00", "12:00"], ["13:00", "18:00"]]


def compiled(**parts: Any) -> CalendarPlan:
    weekdays = ("monday", "tuesday", "wednesday", "thursday", "friday")
    document = {"kind": "calendar", "key": "c", "title": "C", "hours": dict.fromkeys(weekdays, OFFICE), **parts}
    return compile_calendar(Definition("w", "calendar", "c", 1, "", document), "Asia/Shanghai")


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        ("2026-10-09", True, "week"),
        ("2026-10-10", True, "holiday"),  # a Saturday made up for National Day
        ("2026-10-01", False, "holiday"),
        ("2026-10-03", False, "holiday"),  # a Saturday within it
        ("2026-10-11", False, "week"),
        ("2027-10-01", False, "expected"),
        ("2031-10-01", True, "week"),
    ],
)
def test_public_holidays_and_made_up_days(day: str, works: bool, why: str) -> None:
    found = compiled(holidays="CN").dated(date.fromisoformat(day))
    assert (bool(found.shifts), found.why) == (works, why)


def test_a_holiday_has_a_name() -> None:
    assert compiled(holidays="CN").dated(date(2026, 2, 17)).title == {"zh-CN": "春节", "en": "Spring Festival"}


def test_a_shop_open_on_weekends_is_closed_on_the_weekend_of_a_festival() -> None:
    shop = compiled(holidays="CN", hours={"monday": OFFICE, "saturday": OFFICE, "sunday": OFFICE})
    assert not shop.working.works(date(2026, 2, 21))
    assert compiled(hours={"saturday": OFFICE}).working.works(date(2026, 2, 21))


def test_what_is_said_by_hand_goes_first() -> None:
    said = {
        "2026-10-01": {"works": True, "title": "盘点", "hours": [["10:00", "12:00"]]},
        "2026-10-09": {"works": False},
    }
    found = compiled(holidays="CN", days=said)
    inventory, off = found.dated(date(2026, 10, 1)), found.dated(date(2026, 10, 9))
    assert (inventory.shifts, inventory.why, inventory.title) == (((600, 720),), "edited", "盘点")
    assert (off.shifts, off.why) == ((), "edited")


def test_the_official_working_days_of_a_year() -> None:
    assert sum(bool(day.shifts) for day in compiled(holidays="CN").year(2025)) == 248


@pytest.mark.parametrize(
    ("parts", "pointer"),
    [
        ({"hours": {}}, "/hours"),
        ({"hours": {"monday": [["18:00", "09:00"]]}}, "/hours/monday/0"),
        ({"hours": {"monday": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "/hours/monday/1"),
        ({"days": {"2026-02-30": {"works": True}}}, "/days/2026-02-30"),
        ({"days": {"2026-02-03": {"works": False, "hours": OFFICE}}}, "/days/2026-02-03"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(parts: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        compiled(**parts)
    assert refused.value.pointer == pointer
