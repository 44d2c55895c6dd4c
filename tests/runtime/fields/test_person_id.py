"""Identity card numbers: the check digit, a real birthday, and a middle that stays hidden."""

from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.fields import Reader
from loomwork.runtime.fields.person_id import check_digit
from tests.runtime.fields.loading import ready, refused

READER = Reader("zh-CN", ZoneInfo("UTC"))


@given(
    st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999), st.integers(0, 16), st.sampled_from("0123456789")
)
def test_one_wrong_digit_is_found(born: date, order: int, place: int, digit: str) -> None:
    type_, settings = ready("person_id")
    body = f"330102{born:%Y%m%d}{order:03}"
    number = body + check_digit(body)
    assert type_.load(number.lower(), settings) == number
    assume(number[place] != digit)
    try:
        type_.load(number[:place] + digit + number[place + 1 :], settings)
        raise AssertionError(number)
    except InvalidValue:
        pass


def test_the_middle_is_hidden_unless_settings_say_otherwise() -> None:
    type_, settings = ready("person_id")
    assert type_.text("11010519491231002X", settings, READER) == "110***********002X"
    type_, settings = ready("person_id", masked=False)
    assert type_.text("11010519491231002X", settings, READER) == "11010519491231002X"


def test_a_refusal_does_not_say_the_number() -> None:
    assert "1101" not in refused("person_id", "110105194912310021")
