"""Values that are worked out from each other, across forms too: a sum over another form's field that looks back here
would never come to an end. Found at publishing, from the documents of all forms at once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ..definitions import Definition, Plans
from ..expressions.operators import operators
from ..expressions.tree import MAX_DEPTH
from ..localized import LOCALES, text
from .locating import wrong

# A field by its form ("app.form") and key.
Place = tuple[str, str]
_MOST_NAMED = 6
# A tree that goes deeper is refused where it is read; here it has not been yet.
_DEEPEST = 4 * MAX_DEPTH


def check_circles(plans: Plans, definition: Definition) -> None:
    """Raises InvalidDefinition for the first field of the form that is worked out from itself."""
    circles: dict[Place, tuple[Place, ...]] = plans.once("circles", lambda: _circles(plans))
    for index, field in enumerate(definition.document.get("fields", ())):
        if (circle := circles.get((definition.name, field.get("key", "")))) is not None:
            words = {locale: " → ".join(_named(plans, place, locale) for place in _cut(circle)) for locale in LOCALES}
            raise wrong(
                f"/fields/{index}/settings" + ("/expression" if "expression" in field["settings"] else ""),
                f"这些字段互相依赖，去掉其中一处：{words['zh-CN']}",
                f"these fields depend on each other, take one of them out: {words['en']}",
            )


def _cut(circle: tuple[Place, ...]) -> tuple[Place, ...]:
    return (*circle[:_MOST_NAMED], circle[0])


def _named(plans: Plans, place: Place, locale: str) -> str:
    form = plans.get("form", *place[0].split(".", 1))
    field = _fields(form)[place[1]]
    return f"{text(form.document.get('title', form.key), locale)}.{text(field.get('title', place[1]), locale)}"


def _circles(plans: Plans) -> dict[Place, tuple[Place, ...]]:
    """Each field that lies on a circle → the circle, from it on."""
    reads = {
        (form.name, key): sorted({place for place in _reads(plans, form, field) if place[1]})
        for form in plans.documents("form")
        for key, field in _fields(form).items()
        if _is_worked_out(field)
    }
    found: dict[Place, tuple[Place, ...]] = {}
    done: set[Place] = set()
    for start in reads:
        _follow(start, reads, done, found)
    return found


def _follow(
    start: Place, reads: Mapping[Place, list[Place]], done: set[Place], found: dict[Place, tuple[Place, ...]]
) -> None:
    """Down from `start`, without recursion: a chain may be as long as there are fields."""
    way: list[Place] = []
    left: list[Iterator[Place]] = [iter([start])]
    while left:
        place = next(left[-1], None)
        if place is None:
            left.pop()
            if way:
                done.add(way.pop())
        elif place in way:
            circle = way[way.index(place) :]
            found |= {one: (*circle[i:], *circle[:i]) for i, one in enumerate(circle)}
        elif place in reads and place not in done:
            way.append(place)
            left.append(iter(reads[place]))


def _fields(form: Definition) -> dict[str, Any]:
    return {field["key"]: field for field in form.document.get("fields", ()) if isinstance(field.get("key"), str)}


def _is_worked_out(field: Mapping[str, Any]) -> bool:
    settings = field.get("settings")
    return isinstance(settings, dict) and bool({"expression", "through", "by"} & settings.keys())


def _reads(plans: Plans, form: Definition, field: Mapping[str, Any]) -> Iterator[Place]:
    settings = field["settings"]
    if "expression" in settings:
        yield from _tree_reads(plans, form, settings["expression"], form)
        return
    other = plans.find("form", form.app, str(settings.get("form", "")))
    if other is None:
        return
    yield other.name, str(settings.get("field") or "")
    if settings.get("where") is not None:
        yield from _tree_reads(plans, form, settings["where"], other)


def _tree_reads(plans: Plans, form: Definition, tree: Any, asked: Definition, depth: int = 0) -> Iterator[Place]:
    """What a tree reads, if "row" is a record of `asked`."""
    if isinstance(tree, list) and depth < _DEEPEST:
        for part in tree:
            yield from _tree_reads(plans, form, part, asked, depth + 1)
    if not isinstance(tree, dict) or depth >= _DEEPEST:
        return
    for key, arguments in tree.items():
        listed = arguments if isinstance(arguments, list) else [arguments]
        if key == "var" and listed and isinstance(listed[0], str):
            yield from _path_reads(plans, form, listed[0].split("."), asked)
        elif key in operators and operators.get(key).asks and len(listed) > 1 and isinstance(listed[0], str):
            other = plans.find("form", form.app, listed[0])
            if other is not None:
                if len(listed) > 2 and isinstance(listed[1], str):
                    yield other.name, listed[1]
                yield from _tree_reads(plans, form, listed[-1], other, depth + 1)
            continue
        inside = list(arguments.values()) if isinstance(arguments, dict) else listed
        yield from _tree_reads(plans, form, inside, asked, depth + 1)


def _path_reads(plans: Plans, form: Definition, path: list[str], asked: Definition) -> Iterator[Place]:
    """record.a, and through references record.a.b.c."""
    at: Definition | None = asked if path[0] == "row" else form if path[0] in ("record", "this") else None
    for step in path[1:]:
        if at is None:
            return
        yield at.name, step
        settings = _fields(at).get(step, {}).get("settings") or {}
        target = settings.get("form") if isinstance(settings, dict) else None
        at = plans.find("form", at.app, target) if isinstance(target, str) else None
