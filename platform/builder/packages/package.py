"""A package in memory: its manifest, documents, data files and scenarios."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from .manifest import with_options


@dataclass(frozen=True)
class Package:
    """`documents` are definitions of all kinds but scenarios; `files` are the bytes below data/, by path."""

    manifest: dict[str, Any]
    documents: tuple[dict[str, Any], ...]
    scenarios: tuple[dict[str, Any], ...]
    files: dict[str, bytes]

    @property
    def key(self) -> str:
        key: str = self.manifest["package"]
        return key

    @property
    def version(self) -> str:
        version: str = self.manifest["version"]
        return version

    @property
    def parameters(self) -> list[dict[str, Any]]:
        """As the manifest declares them, with the options of the documents that they name."""
        lists = {one["key"]: one["options"] for one in self.documents if one["kind"] == "options"}
        return with_options(self.manifest.get("parameters", ()), lists)

    def contents(self) -> dict[str, int]:
        """How many documents of each kind it brings."""
        return dict(Counter(document["kind"] for document in self.documents))
