"""The sales package's derived samples are those that its orders and quotes give."""

import pytest

from tools.sample_sales import opportunities, payments, read


@pytest.mark.parametrize(("name", "derived"), [("payments.csv", payments), ("opportunities.csv", opportunities)])
def test_the_samples_are_what_orders_and_quotes_give(name: str, derived: object) -> None:
    assert callable(derived)
    assert read(name) == list(derived()), "run python tools/sample_sales.py"
