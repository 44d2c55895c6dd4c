"""What a kind of definition is, and the registry of all kinds."""

from collections.abc import Iterable
from typing import Any, ClassVar

from ...runtime.definitions import Definition, Plans
from ...runtime.localized import Localized
from ...runtime.registry import Registry


class DefinitionKind:
    """A kind: `folder` is where its documents lie in a package; `right`: what who drafts one must hold on the workspace
    besides the right to build apps."""

    key: str
    folder: ClassVar[str]
    title: ClassVar[dict[str, str]]
    right: ClassVar[str | None] = None

    def schema(self) -> dict[str, Any]:
        """The JSON Schema (2020-12) of one document."""
        raise NotImplementedError

    def check(self, plans: Plans, definition: Definition) -> None:
        """Check a document against all others in `plans`. Raises InvalidDefinition (or Problems) with pointers."""

    def implied(self, plans: Plans, definition: Definition) -> Iterable[tuple[str, str]]:
        """(field, pointer) of what a document reads of its form without saying so: lineage knows the rest by the
        schema."""
        return ()

    def goes_by(self, plans: Plans, definition: Definition) -> Iterable[tuple[Definition, str]]:
        """(document, pointer) of what else it goes by without naming it."""
        return ()


_KIND: Localized = {"zh-CN": "定义", "en": "kind of definition"}
definition_kinds: Registry[DefinitionKind] = Registry("loomwork.builder.kinds", "loomwork.kinds", _KIND)
