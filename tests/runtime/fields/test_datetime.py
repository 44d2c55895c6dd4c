"""Moments: any offset comes in, UTC is stored, people read their own zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from loomwork.runtime.fields import Reader
from tests.runtime.fields.loading import read, ready, refused


def test_any_offset_is_stored_as_utc() -> None:
    type_, settings = ready("datetime")
    stored = type_.load("2026-01-05T09:00:00+08:00", settings)
    assert stored == datetime(2026, 1, 5, 1, tzinfo=UTC)
    assert stored.tzinfo is UTC
    assert type_.text(stored, settings, Reader("zh-CN", ZoneInfo("Asia/Shanghai"))) == "2026-01-05 09:00"


def test_a_cell_without_offset_is_of_the_fields_zone() -> None:
    type_, settings = ready("datetime", zone="Asia/Shanghai")
    for cell in (datetime(2026, 1, 5, 9), "2026-01-05 09:00", "2026-01-05T09:00:00"):  # noqa: DTZ001  # as workbooks give it
        assert type_.load(read(type_, cell, settings), settings) == datetime(2026, 1, 5, 1, tzinfo=UTC)


def test_the_edge_of_time_is_refused_not_crashed_on() -> None:
    refused("datetime", "0001-01-01T00:00:00+14:00")
    refused("datetime", "9999-12-31T23:59:59-14:00")
