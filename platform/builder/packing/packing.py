"""Write the package of an app: its manifest, the chosen documents with parameters in them, and samples."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson

from ...runtime.calendars import local_day
from ...runtime.context import Context
from ...runtime.definitions import Definition, InstalledApp, Plans, plan_cache
from ...runtime.definitions.shape import check_shape
from ...runtime.errors import Conflict, InvalidValue, NotFound
from ...runtime.localized import listed, text
from ...version import PLATFORM_VERSION
from ..checking import candidate_plans, check_together, faults
from ..kinds import definition_kinds
from ..packages.manifest import manifest_schema
from ..packages.reading import MANIFEST, read_archive
from ..packages.writing import write_files
from .constants import constants, put_parameter
from .proposing import Documents, documents_of, named
from .samples import in_order, sample_file

# What the installer of the earlier package brought along, and asks of nobody here.
_LEFT_BEHIND = frozenset({"sample_data", "sample_links"})
_OFFERED = {"zh-CN": "列出的可设为参数的值之一", "en": "one of the values that may become a parameter"}
_FREE = {"zh-CN": "还没有被使用的标识", "en": "a key that no other parameter has"}


class NamesPeople(Conflict):
    """Context: names."""

    code = "package.names_people"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这些地方指定了本公司的人或部门，别的公司没有：{names}。先改成角色、上级或字段里的人。",
        "en": "People or departments of this company are named: {names}. No other has them; name a role or superior.",
    }


@dataclass(frozen=True, slots=True)
class WantedParameter:
    """A value at `pointer` of a document becomes the parameter `parameter`."""

    kind: str
    key: str
    pointer: str
    parameter: str
    title: str
    type: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes into the package. `without`: documents that stay; `samples`: forms whose records go along."""

    version: str
    title: str
    summary: str
    without: Collection[tuple[str, str]] = ()
    parameters: Sequence[WantedParameter] = ()
    samples: Collection[str] = ()


def pack(context: Context, app: str, wanted: Wanted) -> bytes:
    """The .loom file. What it needs of other apps becomes what it requires. Raises NotFound, NamesPeople, and Problems
    where something that stays is needed by what goes, or a parameter does not fit its place."""
    with context.workspace.database.read() as connection:
        plans = plan_cache(context.workspace).at(connection)
    if (installed := plans.apps.get(app)) is None:
        raise NotFound
    documents = {name: one for name, one in documents_of(plans, app).items() if name not in set(wanted.without)}
    if found := list(named(context, plans, documents)):
        names = (f"{one.document} · {one.place} · {one.name}" for one in found)
        raise NamesPeople(names=listed(names, context.locale))
    manifest = _manifest(installed, documents) | {
        "version": wanted.version,
        "title": _words(installed.manifest["title"], wanted.title, context.locale),
        "summary": _words(installed.manifest.get("summary", ""), wanted.summary, context.locale),
    }
    if declared := _declared(plans, installed, documents, wanted.parameters):
        manifest["parameters"] = declared
    order = in_order(plans, app, wanted.samples)
    today = local_day(context.now(), context.workspace.zone).isoformat()
    if order:
        manifest["sample_data"] = [_sample(documents, form, today) for form in order]
    packed = InstalledApp(app, wanted.version, manifest)
    check_together(_as_packed(plans, packed, documents), app)
    manifest["requires"] = _requires(plans, packed, documents)
    check_shape(manifest_schema(), manifest, MANIFEST)
    files = {MANIFEST: _json(manifest)}
    for (kind, key), document in documents.items():
        files[f"{definition_kinds.get(kind).folder}/{key}.json"] = _json(document)
    for at, form in enumerate(order):
        files[f"data/{form}.csv"] = sample_file(context, plans, app, form, order[:at])
    written = write_files(files)
    # What cannot be read here would not be read there.
    read_archive(written)
    return written


def _words(before: Any, wanted: str, locale: str) -> Any:
    """Words that nobody changed stay in all their languages."""
    return before if text(before, locale) == wanted else wanted


def _manifest(app: InstalledApp, documents: Documents) -> dict[str, Any]:
    """What the app's own says of what goes along."""
    kept = {name: value for name, value in app.manifest.items() if name not in _LEFT_BEHIND}
    if "menu" in kept:
        kept["menu"] = [form for form in kept["menu"] if ("form", form) in documents]
    if "role_titles" in kept:
        kept["role_titles"] = {
            role: titles for role, titles in kept["role_titles"].items() if ("role", role) in documents
        }
    return kept


def _declared(
    plans: Plans, app: InstalledApp, documents: Documents, wanted: Sequence[WantedParameter]
) -> list[dict[str, Any]]:
    """The app's parameters and the wanted ones, which are put into their documents."""
    declared = [dict(one) for one in app.manifest.get("parameters", ())]
    offered = {(one.kind, one.key, one.pointer): one for one in constants(plans, app, documents)} if wanted else {}
    for at, one in enumerate(wanted):
        found = offered.get((one.kind, one.key, one.pointer))
        if found is None or found.type != one.type:
            raise InvalidValue(pointer=f"/parameters/{at}/pointer", expected=_OFFERED)
        if any(parameter["key"] == one.parameter for parameter in declared):
            raise InvalidValue(pointer=f"/parameters/{at}/parameter", expected=_FREE)
        name = one.kind, one.key
        documents[name] = put_parameter(documents[name], one.pointer, one.parameter)
        # Exact numbers are texts in a manifest.
        default = str(found.value) if found.type == "decimal" else found.value
        declared.append({"key": one.parameter, "type": one.type, "title": one.title, "default": default})
    return declared


def _sample(documents: Documents, form: str, today: str) -> dict[str, Any]:
    return {"form": form, "file": f"{form}.csv", "title": documents["form", form]["title"], "last_day": today}


def _as_packed(plans: Plans, app: InstalledApp, documents: Documents) -> Plans:
    new = [Definition(app.key, kind, key, 1, "", document) for (kind, key), document in documents.items()]
    defaults = {one["key"]: one["default"] for one in app.manifest.get("parameters", ())}
    return candidate_plans(plans, app, new, defaults)


def _requires(plans: Plans, app: InstalledApp, documents: Documents) -> dict[str, Any]:
    """The platform, and each app without which the documents would not hold."""
    packages = {
        other.key: f"^{other.version}"
        for other in plans.apps.values()
        if other.key != app.key and faults(_as_packed(_without(plans, other.key), app, documents), app.key)
    }
    return {"platform": f">={PLATFORM_VERSION}", **({"packages": packages} if packages else {})}


def _without(plans: Plans, app: str) -> Plans:
    kept = [one for kind in plans.kinds() for one in plans.documents(kind) if one.app != app]
    apps = [other for other in plans.apps.values() if other.key != app]
    values = {(other.key, key): value for other in apps for key, value in plans.parameters(other.key).items()}
    return Plans(plans.revision, apps, kept, values)


def _json(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)
