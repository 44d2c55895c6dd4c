"""JSON pointers (RFC 6901): paths into documents as text, in which "~" and "/" of a name are written "~0" and "~1"."""


def token(name: str) -> str:
    """A name as it stands in a pointer."""
    return name.replace("~", "~0").replace("/", "~1")


def tokens(pointer: str) -> list[str]:
    """The names on a pointer's way."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
