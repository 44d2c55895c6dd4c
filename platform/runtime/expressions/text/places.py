"""Where in a formula's text something stands: line and column from 1, and how many characters."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`start` and `end` count characters from 0; `line` and `column` count from 1, as editors show them."""

    start: int
    end: int
    line: int
    column: int

    def dump(self) -> dict[str, int]:
        """As JSON."""
        return {"line": self.line, "column": self.column, "length": self.end - self.start, "start": self.start}


def place_in(text: str, start: int, end: int) -> Place:
    """The place of text[start:end]; never beyond the text, and at least one character where there is one."""
    start = max(0, min(start, len(text)))
    end = max(min(end, len(text)), min(start + 1, len(text)))
    line_begins = text.rfind("\n", 0, start) + 1
    return Place(start, end, text.count("\n", 0, start) + 1, start - line_begins + 1)
