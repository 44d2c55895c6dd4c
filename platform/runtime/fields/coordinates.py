"""Places on the globe. In China three datums are in use that differ by some hundred metres: WGS-84 (satellites, what is
kept here), GCJ-02 (domestic maps) and BD-09 (Baidu)."""

import math
from typing import NamedTuple

DATUMS = ("WGS-84", "GCJ-02", "BD-09")
_AXIS = 6378245.0
_ECCENTRICITY = 0.00669342162296594323
_TURN = math.pi * 3000.0 / 180.0
_ROUNDS = 8


class Place(NamedTuple):
    """Degrees; WGS-84 unless said otherwise."""

    latitude: float
    longitude: float


def to_wgs84(place: Place, datum: str) -> Place:
    """The place in WGS-84, to within a centimetre. Outside China the domestic datums are WGS-84 itself."""
    if datum == "BD-09":
        place = _bd09_to_gcj02(place)
    if datum == "WGS-84" or not _is_in_china(place):
        return place
    # The shift is known at the true place only, so the guess is corrected until it no longer moves.
    guess = place
    for _ in range(_ROUNDS):
        shown = wgs84_to_gcj02(guess)
        guess = Place(
            guess.latitude + place.latitude - shown.latitude, guess.longitude + place.longitude - shown.longitude
        )
    return guess


def wgs84_to_gcj02(place: Place) -> Place:
    """The place as domestic maps have it."""
    if not _is_in_china(place):
        return place
    x, y = place.longitude - 105.0, place.latitude - 35.0
    latitude = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    latitude += _waves(x, 6.0, 2.0) + (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    latitude += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    longitude = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    longitude += _waves(x, 6.0, 2.0) + (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    longitude += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    angle = math.radians(place.latitude)
    bent = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    return Place(
        place.latitude + math.degrees(latitude / (_AXIS * (1 - _ECCENTRICITY) / (bent * math.sqrt(bent)))),
        place.longitude + math.degrees(longitude / (_AXIS / math.sqrt(bent) * math.cos(angle))),
    )


def _bd09_to_gcj02(place: Place) -> Place:
    x, y = place.longitude - 0.0065, place.latitude - 0.006
    distance = math.hypot(x, y) - 0.00002 * math.sin(y * _TURN)
    angle = math.atan2(y, x) - 0.000003 * math.cos(x * _TURN)
    return Place(distance * math.sin(angle), distance * math.cos(angle))


def _waves(x: float, fast: float, slow: float) -> float:
    return (20.0 * math.sin(fast * x * math.pi) + 20.0 * math.sin(slow * x * math.pi)) * 2.0 / 3.0


def _is_in_china(place: Place) -> bool:
    return 0.8293 <= place.latitude <= 55.8271 and 72.004 <= place.longitude <= 137.8347
