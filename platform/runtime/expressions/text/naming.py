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
    """A form that a formula may ask, and the names of its rows: paths that begin with "row"."""

    key: str
    title: Localized
    names: tuple[Name, ...]


@dataclass
class Names:
    """What may be written in one formula. `locale`: the language of the titles that are shown; both are understood."""

    names: Iterable[Name] = ()
    locale: str = LOCALES[0]
    open: frozenset[str] = frozenset()
    forms: Mapping[str, FormName] = field(default_factory=dict)
    # Without names any path may be read: an expression outside of an app.
    free: bool = False

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
        if steps in self._known:
            return [steps]
        if (OWN, *steps) in self._known:
            return [(OWN, *steps)]
        if found := self._by_titles.get(tuple(_folded(step) for step in steps)):
            return found
        return [steps] if self.free or (steps and steps[0] in self.open) else []

    def shown(self, path: Path) -> Path:
        """The steps to write for `path`: its title where that means it alone, else its key."""
        known = self._known.get(path)
        if known is None:
            return path
        titles = tuple(str(text(title, self.locale)) for title in known.titles)
        for steps in (titles, path[1:] if path[0] == OWN else path):
            if steps and all(steps) and self.find(steps) == [path]:
                return steps
        return path

    def nearest(self, steps: Path) -> str:
        """What may be written instead of a name that is unknown; a dash when nothing may."""
        shown = {write_steps(self.shown(path)): path for path in self._known}
        by_folded = {_folded(words): words for words in shown}
        by_folded |= {_folded(".".join(path[1:] if path[0] == OWN else path)): w for w, path in shown.items()}
        found = difflib.get_close_matches(_folded(".".join(steps))[:60], by_folded, 1, 0)
        return f"{{{by_folded[found[0]]}}}" if found else "—"

    def asking(self, form: str) -> "Names":
        """The names inside a condition on the rows of another form: its own, and this record's as "this"."""
        other = self.forms.get(form)
        if other is None:
            return Names(free=self.free, locale=self.locale, open=self.open)
        rows = [Name(name.path, (other.title, *name.titles)) for name in other.names]
        here = [Name(("this", *name.path[1:]), name.titles) for name in self._known.values() if name.path[0] == OWN]
        rest = [name for name in self._known.values() if name.path[0] != OWN]
        return Names([*rows, *here, *rest], self.locale, self.open)

    def form_named(self, step: str) -> list[str]:
        """The keys of the forms that are called so."""
        if step in self.forms or self.free:
            return [step]
        return [
            form.key
            for form in self.forms.values()
            if _folded(step) in {_folded(text(form.title, locale)) for locale in LOCALES}
        ]

    def form_shown(self, key: str) -> str:
        """The title to write for a form, its key where the title is not its alone."""
        form = self.forms.get(key)
        title = str(text(form.title, self.locale)) if form else key
        return title if self.form_named(title) == [key] else key


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
