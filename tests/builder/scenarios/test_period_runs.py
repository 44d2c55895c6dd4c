"""Scenarios about runs for a period: a small shop tries a commission out, writes it, corrects and closes it."""

from dataclasses import replace
from pathlib import Path

import pytest

from loomwork.builder.errors import ScenarioFailed
from loomwork.builder.packages import read_folder
from loomwork.builder.packages.consents import asked_consents
from loomwork.builder.packages.installing import Installing, install
from loomwork.runtime.context import Context

_SHOP = Path(__file__).parents[2] / "data" / "shop"


def test_a_package_tries_its_period_run_out_and_is_told_what_is_otherwise(context: Context) -> None:
    shop = read_folder(_SHOP)
    [scenario] = shop.scenarios
    steps = [*scenario["steps"][:3], {"expect": {"period_runs": [{"run": "commission.pay", "period": "2026-01"}]}}]
    agreed = Installing(consents=[consent.id for consent in asked_consents(shop)])
    with pytest.raises(ScenarioFailed, match="2026-01/new"):
        install(context, replace(shop, scenarios=({**scenario, "steps": steps},)), agreed)

    install(context, shop, agreed)
