"""Where the product writes tables that a module does not know by name: the tables of forms are among them."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Module

_WRITES = {"insert", "update", "delete", "insert_on"}


def unnamed_writes(modules: Iterable[Module]) -> set[str]:
    """The modules with an INSERT, UPDATE or DELETE of a table that is no system table named in the same file."""
    return {
        module.name
        for module in modules
        if not module.name.startswith("runtime.storage.")
        and any(not _is_named(table, scope, module.tree) for scope, table in _written(module.tree))
    }


def _written(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.expr]]:
    """Each table written, with the function it stands in, or the module."""
    within: dict[ast.AST, ast.AST] = {}
    for scope in ast.walk(tree):
        if isinstance(scope, ast.FunctionDef):
            # Inner functions come after those around them.
            within |= dict.fromkeys(ast.walk(scope), scope)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (table := _table(node)) is not None:
            yield within.get(node, tree), table


def _table(call: ast.Call) -> ast.expr | None:
    """The table of `sa.insert(table)`, `table.insert()` or `insert_on(dialect, table)`."""
    if isinstance(call.func, ast.Name) and call.func.id == "insert_on":
        return call.args[1]
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _WRITES:
        return None
    if isinstance(call.func.value, ast.Name) and call.func.value.id in ("sa", "postgresql", "sqlite"):
        return call.args[0]
    # Lists, sets and dictionaries have methods with these names too, which take something.
    return None if call.args or call.keywords else call.func.value


def _is_named(table: ast.expr, scope: ast.AST, tree: ast.Module) -> bool:
    """Whether it is `tables.x` or a name that was imported or assigned from one."""
    if isinstance(table, ast.Attribute):
        return isinstance(table.value, ast.Name) and table.value.id == "tables"
    if not isinstance(table, ast.Name):
        return False
    if any(table.id in (one.asname or one.name for one in node.names) for node in _imports(tree)):
        return True
    found = list(_assigned(scope, table.id)) or list(_assigned(tree, table.id))
    return bool(found) and all(_is_named(value, tree, tree) for value in found)


def _imports(tree: ast.Module) -> Iterator[ast.ImportFrom]:
    return (node for node in tree.body if isinstance(node, ast.ImportFrom))


def _assigned(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)


def calls(module: Module, names: Iterable[str]) -> set[str]:
    """Which of the functions, by their last name, it calls."""
    called = (node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    last = {
        one.id if isinstance(one, ast.Name) else one.attr for one in called if isinstance(one, ast.Name | ast.Attribute)
    }
    return last & set(names)
