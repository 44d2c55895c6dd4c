"""Addresses: read from words and coordinates, kept in WGS-84 whatever datum they came in."""

import math
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loomwork.runtime.fields import Reader
from loomwork.runtime.fields.coordinates import Place, to_wgs84, wgs84_to_gcj02
from tests.runtime.fields.loading import ready

READER = Reader("zh-CN", ZoneInfo("UTC"))
CHINA = st.tuples(st.floats(18.5, 53), st.floats(74, 134))


def _metres(one: Place, other: Place) -> float:
    north = (one.latitude - other.latitude) * 111_320
    east = (one.longitude - other.longitude) * 111_320 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east)


@given(CHINA)
def test_domestic_coordinates_come_back_to_the_centimetre(degrees: tuple[float, float]) -> None:
    true = Place(*degrees)
    shown = wgs84_to_gcj02(true)
    assert 50 < _metres(true, shown) < 1000
    assert _metres(to_wgs84(shown, "GCJ-02"), true) < 0.01


def test_known_places() -> None:
    """Tiananmen in the three datums, as published by the map services."""
    true = Place(39.907500, 116.391250)
    assert _metres(to_wgs84(Place(39.908904, 116.397492), "GCJ-02"), true) < 10
    assert _metres(to_wgs84(Place(39.915265, 116.403859), "BD-09"), true) < 20
    assert to_wgs84(Place(48.8584, 2.2945), "GCJ-02") == Place(48.8584, 2.2945)


def test_coordinates_are_kept_in_wgs84_and_say_so() -> None:
    type_, settings = ready("address")
    kept = type_.load({"latitude": "39.908904", "longitude": 116.397492, "datum": "GCJ-02"}, settings)
    assert kept["datum"] == "WGS-84"
    assert kept["latitude"].startswith("39.9075")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("29.868336, 121.54399", {"latitude": "29.868336", "longitude": "121.54399", "datum": "WGS-84"}),
        (
            "浙江省宁波市鄞州区学士路655号",
            {"province": "浙江省", "city": "宁波市", "district": "鄞州区", "detail": "学士路655号"},
        ),
        ("上海市浦东新区世纪大道100号", {"province": "上海市", "district": "浦东新区", "detail": "世纪大道100号"}),
        ("广西壮族自治区桂林市阳朔县", {"province": "广西壮族自治区", "city": "桂林市", "district": "阳朔县"}),
        ("12 Harbour Road", {"detail": "12 Harbour Road"}),
        ("江北码头 (29.9, 121.5)", {"detail": "江北码头", "latitude": "29.9", "longitude": "121.5", "datum": "WGS-84"}),
    ],
)
def test_a_cell_holds_words_coordinates_or_both(cell: str, value: dict[str, Any]) -> None:
    type_, settings = ready("address")
    read = type_.read_cell(cell, settings)
    if "district" not in value and "detail" in value and "latitude" not in value:
        assert type_.text(type_.load(read, settings), settings, READER) == cell
    else:
        assert {key: read.get(key) for key in value} == value


def test_an_address_of_blanks_is_empty() -> None:
    type_, settings = ready("address")
    assert type_.load({"detail": "  "}, settings) is None
