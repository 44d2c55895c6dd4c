"""Dates from spreadsheets."""

from datetime import date, datetime

from tests.runtime.fields.loading import read, ready


def test_date_cells_and_iso_texts_are_read() -> None:
    type_, settings = ready("date")
    assert read(type_, date(2026, 1, 5), settings) == "2026-01-05"
    assert read(type_, datetime(2026, 1, 5, 9, 30), settings) == "2026-01-05"  # noqa: DTZ001  # as workbooks give it
    assert read(type_, " 2026-01-05 ", settings) == "2026-01-05"
