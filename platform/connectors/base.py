"""What a connector is: a way to reach one sort of outside service. Settings are JSON, secrets are kept apart."""

import importlib
import pkgutil
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import entry_points
from typing import Any, ClassVar, TypeVar

from marshmallow import Schema

from .errors import SecretMissing
from .http_client import OutsideClient

C = TypeVar("C", bound="type[ConnectorType]")
_GROUP = "loomwork.connectors"


@dataclass(frozen=True, slots=True)
class Connection:
    """A connector set up: settings that `Settings` loaded, and the secrets that belong to them."""

    settings: Mapping[str, Any]
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)

    def secret(self, name: str) -> str:
        """Raises SecretMissing rather than going on without."""
        if not (found := self.secrets.get(name)):
            raise SecretMissing(name=name)
        return found


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is sent: `id` stays the same however often it is tried, so that the receiver takes it once."""

    id: str
    kind: str
    at: datetime
    body: Mapping[str, Any] = field(repr=False)


class ConnectorType:
    """One sort of outside service. The class docstring is its help text.

    secrets: secret name → its title. Connectors call out through a client they are given, and keep nothing.
    """

    key: str
    label: ClassVar[dict[str, str]]
    secrets: ClassVar[Mapping[str, dict[str, str]]] = {}
    example_settings: ClassVar[dict[str, Any]] = {}

    class Settings(Schema):
        """No settings."""

    def destination(self, settings: Mapping[str, Any]) -> str:
        """Whom secrets are told to. When it changes they have to be entered anew: none is told to another host."""
        return ""

    def needed_secrets(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """The secrets without which nothing can be sent with these settings."""
        return tuple(self.secrets)

    def client(self, settings: Mapping[str, Any]) -> OutsideClient:
        """The client for calls with these settings."""
        return OutsideClient()

    def test(self, connection: Connection, at: datetime, client: OutsideClient | None = None) -> None:
        """Try the connection without consequences at the other side. Raises OutsideError."""
        raise NotImplementedError

    def send(self, connection: Connection, outgoing: Outgoing, client: OutsideClient | None = None) -> None:
        """Send once; trying again is the caller's. Raises OutsideError."""
        raise NotImplementedError


class ConnectorTypes:
    """All connectors by key, from this folder and entry points. (The runtime's registry lies a layer above.)"""

    def __init__(self) -> None:
        self._types: dict[str, ConnectorType] = {}
        self._walked = False
        self._lock = threading.RLock()

    def registers(self, key: str) -> Callable[[C], C]:
        """Class decorator: registers one instance of the class, which gets `key` as attribute."""

        def decorate(cls: C) -> C:
            cls.key = key
            if key in self._types:
                raise ValueError(f"{_GROUP}: {key} is registered twice")
            self._types[key] = cls()
            return cls

        return decorate

    def get(self, key: str) -> ConnectorType:
        """Raises KeyError."""
        self._walk()
        return self._types[key]

    def __iter__(self) -> Iterator[str]:
        self._walk()
        return iter(sorted(self._types))

    def items(self) -> list[tuple[str, ConnectorType]]:
        """All connectors in the order of their keys."""
        return [(key, self._types[key]) for key in self]

    def _walk(self) -> None:
        with self._lock:
            if self._walked:
                return
            package = importlib.import_module(__package__ or "")
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{package.__name__}.{module.name}")
            for point in entry_points(group=_GROUP):
                point.load()
            self._walked = True


connector_types = ConnectorTypes()
connector_type = connector_types.registers
