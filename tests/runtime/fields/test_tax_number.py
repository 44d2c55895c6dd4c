"""Tax numbers: any single wrong place, and any two neighbours changed round, are found."""

from hypothesis import assume, given
from hypothesis import strategies as st

from loomwork.runtime.errors import InvalidValue
from loomwork.runtime.fields.tax_number import check_sign
from tests.runtime.fields.loading import ready

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY = st.text(st.sampled_from(SIGNS), min_size=17, max_size=17)


def _taken(code: str) -> bool:
    type_, settings = ready("tax_number")
    try:
        return type_.load(code, settings) == code
    except InvalidValue:
        return False


@given(BODY, st.integers(0, 17), st.sampled_from(SIGNS))
def test_one_wrong_place_is_found(body: str, place: int, sign: str) -> None:
    code = body + (check_sign(body) or "")
    assert _taken(code)
    assume(code[place] != sign)
    assert not _taken(code[:place] + sign + code[place + 1 :])


@given(BODY, st.integers(0, 15))
def test_two_neighbours_changed_round_are_found(body: str, place: int) -> None:
    assume(body[place] != body[place + 1])
    code = body + (check_sign(body) or "")
    assert not _taken(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def test_what_an_input_method_adds_is_read_away() -> None:
    type_, settings = ready("tax_number")
    assert type_.load(" 91350100m000100y43 ", settings) == "91350100M000100Y43"
    assert type_.load("９１３５０１００Ｍ０００１００Ｙ４３", settings) == "91350100M000100Y43"
    assert type_.load("", settings) is None
