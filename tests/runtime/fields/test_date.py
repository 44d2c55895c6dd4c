"""Dates from spreadsheets."""

from datetime import date, datetime

from tests.runtime.fields.loading import ready


def test_date_cells_and_iso_texts_are_read() -> None:
    type_, settings = ready("date")
    assert type_.read_cell(date(2026, 1, 5), settings) == "2026-01-05"
    assert type_.read_cell(datetime(2026, 1, 5, 9, 30), settings) == "2026-01-05"  # noqa: DTZ001  # as workbooks give it
    assert type_.read_cell(" 2026-01-05 ", settings) == "2026-01-05"
