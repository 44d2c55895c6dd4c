"""Registries of extension points: filled by importing every module of a folder and by entry points."""

import difflib
import importlib
import pkgutil
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import Generic, Protocol, TypeVar, cast

from .errors import UnknownType
from .localized import Localized

T = TypeVar("T")
C = TypeVar("C", bound="Keyed")


class Keyed(Protocol):
    """A part that knows the key it is registered under."""

    key: str


class Registry(Generic[T]):
    """Keyed parts of one sort. `package` is the folder's import name; other distributions join by entry point.

    The folder is walked at first use, so importing a registry costs nothing and no list of types exists anywhere.
    """

    def __init__(self, package: str, group: str, kind: Localized) -> None:
        self._package = package
        self._group = group
        self._kind = kind
        self._parts: dict[str, T] = {}
        self._walked = False
        self._lock = threading.RLock()

    def register(self, key: str, part: T) -> T:
        """Add `part` under `key`. Raises ValueError when the key is taken by another part."""
        if self._parts.setdefault(key, part) is not part:
            raise ValueError(f"{self._group}: {key} is registered twice")
        return part

    def registers(self, key: str) -> Callable[[type[C]], type[C]]:
        """Class decorator: registers one instance of the class, which gets `key` as attribute."""

        def decorate(cls: type[C]) -> type[C]:
            cls.key = key
            self.register(key, cast(T, cls()))
            return cls

        return decorate

    def get(self, key: str) -> T:
        """The part named `key`. Raises UnknownType with the nearest key."""
        self._walk()
        try:
            return self._parts[key]
        except KeyError:
            near = difflib.get_close_matches(key, self._parts, n=1, cutoff=0)
            raise UnknownType(kind=self._kind, key=key, nearest=near[0] if near else "—") from None

    def __contains__(self, key: object) -> bool:
        self._walk()
        return key in self._parts

    def __iter__(self) -> Iterator[str]:
        self._walk()
        return iter(sorted(self._parts))

    def items(self) -> list[tuple[str, T]]:
        """All parts in the order of their keys."""
        return [(key, self._parts[key]) for key in self]

    def _walk(self) -> None:
        if self._walked:
            return
        with self._lock:  # importing twice is harmless, so a second look at the flag is not needed
            package = importlib.import_module(self._package)
            for module in pkgutil.iter_modules(package.__path__):
                importlib.import_module(f"{self._package}.{module.name}")
            for point in entry_points(group=self._group):
                point.load()
            self._walked = True
