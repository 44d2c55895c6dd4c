"""Areas for tests of maps: squares beside each other."""

from typing import Any


def square(at: int) -> list[list[int]]:
    """A closed ring of one degree, so many degrees to the east."""
    return [[at, 0], [at + 1, 0], [at + 1, 1], [at, 1], [at, 0]]


def shapes(*keys: str, rings: list[Any] | None = None) -> dict[str, Any]:
    """The areas "shapes", called by their keys; `rings` in place of squares."""
    drawn = rings or [square(at) for at in range(len(keys))]
    areas = [
        {
            "key": key,
            "title": {"zh-CN": f"区{key}", "en": f"Area {key}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for key, ring in zip(keys, drawn, strict=True)
    ]
    return {"kind": "areas", "key": "shapes", "title": "Shapes", "areas": areas}
