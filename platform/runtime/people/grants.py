"""A grant: what one role gives on one form, rows and fields together."""

from dataclasses import dataclass
from typing import Any, Literal

Verb = Literal["create", "read", "change", "delete", "import", "export"]
FieldRight = Literal["hidden", "read", "write"]
# An expression tree over record.* and actor.*; True for all rows, False for none.
Rows = Any

VERBS: frozenset[str] = frozenset({"create", "read", "change", "delete", "import", "export"})


@dataclass(frozen=True, slots=True, eq=False)
class Grant:
    """`row_trees` by verb, absent: all rows; `rights` by field, "*" for all others, absent: hidden."""

    role: str
    verbs: frozenset[str]
    row_trees: dict[str, Rows]
    rights: dict[str, FieldRight]

    def rows(self, verb: Verb) -> Rows:
        """Which rows `verb` holds for. What one changes or deletes one must also be able to read."""
        if verb not in self.verbs:
            return False
        if verb in ("create", "import"):
            return True
        read = self.row_trees.get("read", True) if "read" in self.verbs else False
        return read if verb == "read" else every([read, self.row_trees.get(verb, True)])

    def right(self, key: str) -> FieldRight:
        """What the role gives on the field `key`, or on a column of lines ("lines.price"): unsaid, as on all."""
        if (own := self.rights.get(key)) is not None:
            return own
        field, dot, _ = key.partition(".")
        return self.right(field) if dot else self.rights.get("*", "hidden")

    def reads(self, key: str) -> bool:
        """True when this grant shows the field in its rows."""
        return "read" in self.verbs and self.right(key) != "hidden"

    def writes(self, key: str, verb: Verb) -> bool:
        """True when this grant lets the field be set by `verb` (create or change)."""
        return verb in self.verbs and self.right(key) == "write"


def every(trees: list[Rows]) -> Rows:
    """The rows for which all of `trees` hold."""
    left = [tree for tree in trees if tree is not True]
    if any(tree is False for tree in left):
        return False
    return {"and": left} if len(left) > 1 else left[0] if left else True


def some(trees: list[Rows]) -> Rows:
    """The rows for which one of `trees` holds."""
    left = [tree for tree in trees if tree is not False]
    if any(tree is True for tree in left):
        return True
    return {"or": left} if len(left) > 1 else left[0] if left else False
