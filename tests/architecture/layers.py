"""The order of layers and rooms: web → builder → runtime → connectors, and inside runtime only rooms listed above."""

import re
from collections.abc import Iterable

from tests.architecture.sources import PLATFORM, Module, imported_modules, own_imports, read_module

LAYERS = ("connectors", "runtime", "builder", "web", "cli")  # from the ground up
GROUND = ("errors", "identifiers", "localized", "registry")
AFTER_STORAGE = "context"  # holds a workspace, which storage makes


def room_order() -> list[str]:
    """The rooms of runtime/ from the ground up, as its docstring lists them."""
    listed = (read_module(PLATFORM / "runtime" / "__init__.py").text.split('"""')[1]).partition(":")[2]
    return re.findall(r"[a-z_]+", listed)


def layers_back(modules: Iterable[Module]) -> list[str]:
    """Imports from a lower layer to a higher one."""
    modules = list(modules)
    ranks = {layer: rank for rank, layer in enumerate(LAYERS)} | _ranks_beside(modules)
    return [
        f"{module.name}:{item.line} imports {target}, a layer above its own"
        for module in modules
        for item in own_imports(module)
        for target in _targets(item.target, item.names)
        if ranks.get(_first(target), -1) > ranks.get(_first(module.name), -1)
    ]


def rooms_back(modules: Iterable[Module], order: list[str]) -> list[str]:
    """Imports inside runtime/ from a room to one listed after it."""
    ranks = _ranks(order)
    faults = []
    for module in modules:
        own = _room(module.name)
        if own is None:
            continue
        for item in own_imports(module):
            for target in _targets(item.target, item.names):
                room = _room(target)
                if room is not None and ranks.get(room, 0) > ranks.get(own, 0):
                    faults.append(f"{module.name}:{item.line} imports {target}, a room after its own")
    return faults


def unlisted_rooms(modules: Iterable[Module], order: list[str]) -> list[str]:
    """Rooms of runtime/ that the order does not name: nothing would hold them to it."""
    rooms = {module.name.split(".")[1] for module in modules if module.is_package and module.name.count(".") == 1}
    inside = {module.name for module in modules}
    return sorted(room for room in rooms if f"runtime.{room}" in inside and room not in order)


def cycles(modules: Iterable[Module]) -> list[str]:
    """Modules that import each other, on whatever way round."""
    by_name = {module.name: module for module in modules}
    edges = {name: sorted(imported_modules(module, by_name)) for name, module in by_name.items()}
    done: set[str] = set()
    faults = []
    for start in edges:
        path = _way_back(start, edges, done)
        if path:
            faults.append(" → ".join(path))
        done.add(start)
    return faults


def absolute_imports(modules: Iterable[Module]) -> list[str]:
    """Imports of the product's own modules by their full name; inside platform/ they are relative."""
    return [
        f"{module.name}:{item.line} imports loomwork.{item.target} by its full name"
        for module in modules
        for item in own_imports(module)
        if not item.relative
    ]


def rooms_without_docstring(modules: Iterable[Module]) -> list[str]:
    """Folders whose __init__.py does not say in at most ten lines what the room is."""
    faults = []
    for module in modules:
        if not module.is_package:
            continue
        text = module.text.lstrip()
        docstring = text.split('"""')[1] if text.startswith('"""') and text.count('"""') > 1 else ""
        if not docstring.strip() or len(docstring.strip().splitlines()) > 10:
            faults.append(f"{module.name}: __init__.py needs a docstring of at most ten lines")
    return faults


def _ranks_beside(modules: list[Module]) -> dict[str, int]:
    """A single file beside the layers, such as settings, belongs to the highest layer it imports."""
    return {
        module.name: max(
            (LAYERS.index(first) for item in own_imports(module) if (first := _first(item.target)) in LAYERS),
            default=-1,
        )
        for module in modules
        if "." not in module.name and module.name not in LAYERS
    }


def _first(name: str) -> str:
    return name.partition(".")[0]


def _room(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "runtime" and len(parts) > 1 else None


def _ranks(order: list[str]) -> dict[str, float]:
    ranks: dict[str, float] = {room: rank for rank, room in enumerate(order, start=1)}
    ranks |= dict.fromkeys(GROUND, 0)
    if "storage" in ranks:
        ranks[AFTER_STORAGE] = ranks["storage"] + 0.5
    return ranks


def _targets(target: str, names: tuple[str, ...]) -> list[str]:
    """What an import reaches. `from .. import x` reaches a room or layer named x."""
    if target in ("", "runtime") and names:
        return [f"{target}.{name}".lstrip(".") for name in names]
    return [target]


def _way_back(start: str, edges: dict[str, list[str]], done: set[str]) -> list[str] | None:
    """A path from `start` back to itself over modules not yet done, the shortest."""
    paths = [[start]]
    seen = {start}
    for path in paths:
        for target in edges[path[-1]]:
            if target == start:
                return [*path, start]
            if target not in seen and target not in done:
                seen.add(target)
                paths.append([*path, target])
    return None
