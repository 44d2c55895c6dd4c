"""Every registered connector keeps the promises of the base class. A new one is tested here by being there."""

from datetime import UTC, datetime

import jsonschema
import pytest
from marshmallow import ValidationError

from loomwork.connectors.base import Connection, ConnectorType, Outgoing, connector_types
from loomwork.connectors.errors import OutsideError, SecretMissing
from loomwork.connectors.http_client import OutsideClient
from loomwork.runtime.forms.settings_schema import settings_schema
from loomwork.runtime.localized import LOCALES
from tests.connectors.partner import found_at

TYPES = [pytest.param(type_, id=key) for key, type_ in connector_types.items()]
AT = datetime(2026, 1, 5, tzinfo=UTC)


def connection(type_: ConnectorType, *, secret: str) -> Connection:
    return Connection(type_.Settings().load(type_.example_settings), dict.fromkeys(type_.secrets, secret))


@pytest.mark.parametrize("type_", TYPES)
def test_words_and_schema_are_there(type_: ConnectorType) -> None:
    for words in (type_.label, *type_.secrets.values()):
        assert all(words[locale] for locale in LOCALES)
    assert (type(type_).__doc__ or "").strip()
    jsonschema.validate(type_.example_settings, settings_schema(type_.Settings()))
    with pytest.raises(ValidationError):
        type_.Settings().load({**type_.example_settings, "unheard_of": 1})


@pytest.mark.parametrize("type_", TYPES)
def test_without_its_secrets_it_sends_nothing(type_: ConnectorType) -> None:
    if type_.secrets:
        with pytest.raises(SecretMissing):
            type_.send(connection(type_, secret=""), Outgoing("m1", "test", AT, {}))


@pytest.mark.parametrize("type_", TYPES)
def test_secrets_are_told_by_neither_connection_nor_error(type_: ConnectorType) -> None:
    made = connection(type_, secret="hush-hush")
    inside = OutsideClient(resolve=found_at("10.0.0.1"))
    for act in (lambda: type_.test(made, AT, inside), lambda: type_.send(made, Outgoing("m1", "t", AT, {}), inside)):
        with pytest.raises(OutsideError) as caught:
            act()
        for locale in LOCALES:
            assert "hush-hush" not in caught.value.sentence(locale) + repr(caught.value) + repr(made)
