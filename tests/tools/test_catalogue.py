"""The catalogue tells of everything that is registered."""

import re
from collections.abc import Iterable

import pytest

from loomwork.builder.kinds import definition_kinds
from loomwork.connectors.base import connector_types
from loomwork.runtime.expressions.operators import operators
from loomwork.runtime.fields import field_types
from loomwork.runtime.forms.layout import layout_types
from loomwork.runtime.metrics.aggregates import aggregates
from loomwork.runtime.pages.blocks import block_types
from loomwork.runtime.pages.filters import filter_types
from loomwork.runtime.views import view_types
from loomwork.runtime.views.charts import chart_types
from loomwork.runtime.workflows.node import node_types
from tools.catalogue import pages

REGISTRIES: dict[str, Iterable[str]] = {
    "fields": field_types,
    "nodes": node_types,
    "functions": operators,
    "views": view_types,
    "charts": chart_types,
    "aggregates": aggregates,
    "blocks": block_types,
    "filters": filter_types,
    "layout": layout_types,
    "connectors": connector_types,
    "kinds": definition_kinds,
}


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    return pages()


@pytest.mark.parametrize("name", REGISTRIES)
def test_every_registered_part_has_a_section_with_words(name: str, catalogue: dict[str, str]) -> None:
    sections = dict(re.findall(r"^## (.+)\n\n(.+)", catalogue[name], re.MULTILINE))
    assert set(sections) == set(REGISTRIES[name])
    assert all("·" in first for first in sections.values())


def test_there_is_a_page_for_every_registry(catalogue: dict[str, str]) -> None:
    assert set(catalogue) == set(REGISTRIES)


def test_settings_come_with_their_limits(catalogue: dict[str, str]) -> None:
    assert "| `most` | integer |  | minimum 1; maximum 100; default 12 |" in catalogue["charts"]
