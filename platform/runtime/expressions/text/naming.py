"""Names in formula text: people see titles, the tree holds keys, and either may be written.

A name is written {title}, {scope.title} or {reference.title}; a key in the place of a title, and a whole path of keys
such as {record.budget}, are understood too. Where two fields share a title, only keys tell them apart.
"""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...localized import LOCALES, Localized, text

Path = tuple[str, ...]

# The scope that need not be written.
OWN = "record"


@dataclass(frozen=True, slots=True)
class Name:
    """Something that a formula may read. `titles`: one for each step that is written; those of the record's own
    fields leave out the scope."""

    path: Path
    titles: tuple[Localized, ...]


@dataclass(frozen=True, slots=True)
class FormName:
    """A form that a formula may ask, the titles of its rows' fields and system columns by key, and the forms that its
    references lead to by field."""

    key: str
    title: Localized
    fields: Mapping[str, Localized]
    pointing: Mapping[str, str] = field(default_factory=dict)

    def keys_named(self, written: str) -> list[str]:
        """The keys of the fields that are called so."""
        if written in self.fields:
            return [written]
        return [key for key, title in self.fields.items() if _folded(written) in _titles(title)]

    def is_named(self, written: str) -> bool:
        """Whether the rows of this form are meant."""
        return written in (self.key, "row", "行") or _folded(written) in _titles(self.title)


@dataclass(frozen=True, slots=True)
class TableName:
    """A decision table that a formula may call, and the titles of its inputs and outputs by key."""

    key: str
    title: Localized
    inputs: Mapping[str, Localized]
    outputs: Mapping[str, Localized]


@dataclass
class Names:
    """What may be written in one formula. `locale`: the language of the titles that are shown; both are understood."""

    names: Iterable[Name] = ()
    locale: str = LOCALES[0]
    open: frozenset[str] = frozenset()
    forms: Mapping[str, FormName] = field(default_factory=dict)
    tables: Mapping[str, TableName] = field(default_factory=dict)
    # Without names any path may be read: an expression outside of an app.
    free: bool = False
    # Inside a condition: the form whose rows it is about.
    asked: FormName | None = None
    # And the forms that references of those rows may lead to.
    beyond: Mapping[str, FormName] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {name.path: name for name in self.names}
        self._by_titles: dict[Path, list[Path]] = {}
        for name in self._known.values():
            for locale in LOCALES:
                found = self._by_titles.setdefault(tuple(_folded(text(title, locale)) for title in name.titles), [])
                if name.path not in found:
                    found.append(name.path)

    def find(self, steps: Path) -> list[Path]:
        """The paths that `steps` may mean: none when unknown, several when people's words are ambiguous."""
        for end in range(len(steps) - 1, 0, -1):
            if self.asked and self.asked.is_named(".".join(steps[:end])) and (rows := self._in_rows(steps[end:])):
                return rows
        if self.asked and len(steps) > 1 and self.asked.is_named(".".join(steps[:-1])):
            return []
        if steps in self._known:
            return [steps]
        own = (OWN if self.asked is None else "this", *steps)
        if own in self._known:
            return [own]
        if found := self._by_titles.get(tuple(_folded(step) for step in steps)):
            # Inside a condition the record at hand is "this"; {record.budget} would say the same.
            return [path for path in found if self.asked is None or path[0] != OWN]
        return [steps] if self.free or (steps and steps[0] in self.open) else []

    def _in_rows(self, steps: Path) -> list[Path]:
        """The paths of a row's field, or of one that its references lead to."""
        found: list[tuple[Path, FormName | None]] = [(("row",), self.asked)]
        for step in steps:
            found = [
                ((*path, key), self.beyond.get(form.pointing.get(key, "")))
                for path, form in found
                if form is not None
                for key in form.keys_named(step)
            ]
        return [path for path, _ in found]

    def _titles_in_rows(self, path: Path) -> Path | None:
        """The titles to write for a path of the row; None for one that is not known."""
        form, titles = self.asked, [self.asked.title] if self.asked else []
        for key in path[1:]:
            if form is None or key not in form.fields:
                return None
            titles.append(form.fields[key])
            form = self.beyond.get(form.pointing.get(key, ""))
        return tuple(str(text(title, self.locale)) for title in titles)

    def shown(self, path: Path) -> Path:
        """The steps to write for `path`: its title where that means it alone, else its key."""
        in_rows = self._titles_in_rows(path) if self.asked and path[:1] == ("row",) and len(path) > 1 else None
        if in_rows is not None:
            titles = in_rows
        elif path in self._known:
            titles = tuple(str(text(title, self.locale)) for title in self._known[path].titles)
        else:
            return path
        for steps in (titles, path[1:] if path[0] == OWN else path):
            if steps and all(steps) and self.find(steps) == [path]:
                return steps
        return path

    def nearest(self, steps: Path) -> str:
        """What may be written instead of a name that is unknown; a dash when nothing may."""
        rows = [("row", key) for key in self.asked.fields] if self.asked else []
        shown = {write_steps(self.shown(path)): path for path in [*self._known, *rows]}
        by_folded = {_folded(words): words for words in shown}
        by_folded |= {_folded(".".join(path[1:] if path[0] == OWN else path)): w for w, path in shown.items()}
        found = difflib.get_close_matches(_folded(".".join(steps))[:60], by_folded, 1, 0)
        return f"{{{by_folded[found[0]]}}}" if found else "—"

    def asking(self, form: str) -> "Names":
        """The names inside a condition on the rows of another form: its own, and this record's as "this"."""
        here = [Name(("this", *name.path[1:]), name.titles) for name in self._known.values() if name.path[0] == OWN]
        asked = self.forms.get(form)
        return Names(
            [*self._known.values(), *here],
            self.locale,
            self.open,
            tables=self.tables,
            free=self.free,
            asked=asked,
            beyond=self.forms,
        )

    def form_named(self, written: str) -> list[str]:
        """The keys of the forms that are called so."""
        if written in self.forms or self.free:
            return [written]
        return [form.key for form in self.forms.values() if _folded(written) in _titles(form.title)]

    def fields_named(self, form: str, written: str) -> list[str]:
        """The keys of a form's fields that are called so."""
        asked = self.forms.get(form) or self.asked
        return [written] if asked is None else asked.keys_named(written)

    def form_shown(self, key: str) -> str:
        """The title to write for a form, its key where the title is not its alone."""
        form = self.forms.get(key)
        title = str(text(form.title, self.locale)) if form else key
        return title if self.form_named(title) == [key] else key

    def table_named(self, written: str) -> list[str]:
        """The keys of the decision tables that are called so."""
        if written in self.tables or self.free:
            return [written]
        return [table.key for table in self.tables.values() if _folded(written) in _titles(table.title)]

    def table_shown(self, key: str) -> str:
        """The title to write for a decision table, its key where the title is not its alone."""
        table = self.tables.get(key)
        title = str(text(table.title, self.locale)) if table else key
        return title if self.table_named(title) == [key] else key

    def nearest_table(self, written: str) -> str:
        """What may be written instead of a decision table that is unknown."""
        found = difflib.get_close_matches(written[:60], [self.table_shown(key) for key in self.tables], 1, 0)
        return f"{{{write_steps((found[0],))}}}" if found else "—"

    def nearest_form(self, written: str) -> str:
        """What may be written instead of a form that is unknown."""
        found = difflib.get_close_matches(written[:60], [self.form_shown(key) for key in self.forms], 1, 0)
        return f"{{{write_steps((found[0],))}}}" if found else "—"


def keys_called(written: str, titles: Mapping[str, Localized]) -> list[str]:
    """The keys that are written so, by themselves or by title."""
    return (
        [written] if written in titles else [key for key, title in titles.items() if _folded(written) in _titles(title)]
    )


def title_of(key: str, titles: Mapping[str, Localized], locale: str) -> str:
    """The title to write for a key, the key itself where the title is not its alone."""
    title = str(text(titles.get(key, key), locale))
    return title if keys_called(title, titles) == [key] else key


def _titles(title: Localized) -> set[str]:
    return {_folded(text(title, locale)) for locale in LOCALES}


def _folded(step: str) -> str:
    return str(step).strip().casefold()


def split_steps(written: str) -> Path:
    """The steps of a name as written in braces: parted by dots, a backslash before a dot that belongs to a title."""
    steps: list[str] = []
    step, quoted = "", False
    for character in written:
        if quoted:
            step, quoted = step + character, False
        elif character == "\\":
            quoted = True
        elif character in ".．":
            steps.append(step.strip())
            step = ""
        else:
            step += character
    return (*steps, step.strip()) if steps or step else ()


def write_steps(steps: Path) -> str:
    """The steps as they are written in braces."""
    return ".".join("".join(f"\\{c}" if c in "\\{}.．｛｝" else c for c in step) for step in steps)
