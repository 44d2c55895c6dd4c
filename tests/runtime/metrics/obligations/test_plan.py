"""What an obligation or a metric over one must not say, and where it is told."""

from typing import Any

import pytest

from loomwork.runtime.context import Context
from loomwork.runtime.definitions import plan_cache
from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.metrics.obligations import obligation_plan
from tests.company import Install
from tests.measured import plan
from tests.owed import obligation, owing, publish

MATCH = {"author": {"var": "person"}, "on": {"var": "day"}}


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"who": {"role": "nobody"}}, "/who/role"),
        ({"who": {"field": "level", "of": "customer"}}, "/who/field"),
        ({"who": {"field": "keeper", "of": "nothing"}}, "/who/of"),
        ({"who": {"field": "keeper", "of": "customer"}}, "/must/match"),
        ({"each": "hour"}, "/each"),
        ({"by": "25:00"}, "/by"),
        ({"must": {"form": "nothing", "match": MATCH}}, "/must/form"),
        ({"must": {"form": "report", "match": MATCH | {"pages": {"var": "day"}}}}, "/must/match/pages"),
        (
            {"must": {"form": "report", "match": {"author": {"var": "person"}, "pages": {"var": "day"}}}},
            "/must/match/pages",
        ),
        (
            {"must": {"form": "report", "match": {"pages": {"var": "person"}, "on": {"var": "day"}}}},
            "/must/match/pages",
        ),
        (
            {"must": {"form": "report", "match": {"author": {"var": "person"}, "about": {"var": "record"}}}},
            "/must/match/about",
        ),
        (
            {"must": {"form": "report", "match": MATCH, "where": {"field": "page", "operator": "empty"}}},
            "/must/where/field",
        ),
    ],
)
def test_what_cannot_be_owed_is_told_with_its_place(
    more: dict[str, Any], pointer: str, context: Context, install: Install
) -> None:
    with pytest.raises(InvalidDefinition) as error:
        publish(context, install, obligation(**more))
    assert error.value.pointer == pointer


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"form": "report"}, "/form"),
        ({"dimensions": ["author"]}, "/dimensions/0"),
        ({"aggregate": {"type": "obligation", "obligation": "weekly", "count": "due"}}, "/aggregate/obligation"),
        (
            {"aggregate": {"type": "obligation", "obligation": "daily", "count": "due", "share": True}},
            "/aggregate/share",
        ),
    ],
)
def test_a_metric_over_duties_says_only_what_they_have(
    more: dict[str, Any], pointer: str, context: Context, install: Install
) -> None:
    publish(context, install, obligation(), owing(**more))
    with pytest.raises(InvalidDefinition) as error:
        plan(context)
    assert error.value.pointer == pointer


def test_a_plan_is_compiled_once(context: Context, install: Install) -> None:
    owed = publish(context, install, obligation())
    assert obligation_plan(plan_cache(context.workspace).latest(), "crm", "daily") is owed
