"""The product's Python sources as parsed modules, and what each imports."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "platform"


@dataclass(frozen=True)
class Module:
    """One source file. `name` is dotted, below the package: "runtime.storage.clock", "runtime.storage" for a room."""

    name: str
    is_package: bool
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """The package whose names `from . import x` means."""
        return self.name if self.is_package else self.name.rpartition(".")[0]


@dataclass(frozen=True)
class Import:
    """`target` is dotted below the package; `names` are what is taken from it. `line` says where."""

    target: str
    names: tuple[str, ...]
    relative: bool
    line: int


def product_modules() -> list[Module]:
    """Every module of platform/."""
    return [read_module(path) for path in sorted(PLATFORM.rglob("*.py"))]


def read_module(path: Path) -> Module:
    """The module of a file in platform/."""
    parts = path.relative_to(PLATFORM).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return Module(".".join(parts[:-1] if is_package else parts), is_package, path.read_text(encoding="utf-8"))


def sample(name: str, text: str, *, is_package: bool = False) -> Module:
    """A made-up module, to show a check something bad."""
    return Module(name, is_package, text)


def own_imports(module: Module) -> Iterator[Import]:
    """Imports of the product's own modules, wherever in the file they stand."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            if node.level:
                yield Import(_absolute(module, node), names, True, node.lineno)
            elif node.module and _is_own(node.module):
                yield Import(_below(node.module), names, False, node.lineno)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if _is_own(alias.name):
                    yield Import(_below(alias.name), (), False, node.lineno)


def imported_modules(module: Module, known: Iterable[str]) -> set[str]:
    """Names of the known modules that `module` imports: the submodule when one is named, else the package."""
    known = set(known)
    found = set()
    for item in own_imports(module):
        submodules = {f"{item.target}.{name}".lstrip(".") for name in item.names} & known
        found |= submodules
        if item.target in known and (len(submodules) < len(item.names) or not item.names):
            found.add(item.target)
    return found - {module.name}


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    parts = module.package.split(".") if module.package else []
    base = parts[: len(parts) - (node.level - 1)]
    return ".".join([*base, *([node.module] if node.module else [])])


def _is_own(name: str) -> bool:
    return name.partition(".")[0] == "loomwork"


def _below(name: str) -> str:
    return name.partition(".")[2]
