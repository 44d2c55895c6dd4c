"""What formula text of a form may name, with the titles that people know: its fields, the system's columns, values
before a change, parameters, the person who acts."""

from collections.abc import Container, Iterable, Mapping

from ..definitions import Plans
from ..expressions import FormName, Name, Names, TableName
from ..localized import Localized
from .environment import ACTOR_TYPES, pointed, row_references
from .fields import FieldPlan
from .plan import FormPlan
from .side import paths
from .system_columns import ASKED_SYSTEM

_BEFORE: Localized = {"zh-CN": "原值", "en": "before"}
_PARAMETER: Localized = {"zh-CN": "参数", "en": "parameter"}
_ACTOR: Localized = {"zh-CN": "操作人", "en": "user"}
_ACTOR_TITLES: dict[str, Localized] = {
    "person_id": {"zh-CN": "本人", "en": "person"},
    "roles": {"zh-CN": "角色", "en": "roles"},
    "departments": {"zh-CN": "部门", "en": "departments"},
    "reports": {"zh-CN": "下属", "en": "reports"},
}
SYSTEM_TITLES: dict[str, Localized] = {
    "id": {"zh-CN": "记录编号", "en": "Record id"},
    "created_at": {"zh-CN": "创建时间", "en": "Created at"},
    "created_by": {"zh-CN": "创建人", "en": "Created by"},
    "updated_at": {"zh-CN": "修改时间", "en": "Changed at"},
    "updated_by": {"zh-CN": "修改人", "en": "Changed by"},
    "owner": {"zh-CN": "负责人", "en": "Owner"},
    "department": {"zh-CN": "所属部门", "en": "Department"},
    "revision": {"zh-CN": "版本号", "en": "Revision"},
    "deleted_at": {"zh-CN": "删除时间", "en": "Deleted at"},
    "flow_state": {"zh-CN": "流程状态", "en": "Workflow state"},
}


def formula_names(
    plans: Plans,
    plan: FormPlan,
    fields: Mapping[str, FieldPlan],
    locale: str,
    others: Mapping[str, FormName],
    seen: Container[str] | None = None,
) -> Names:
    """The names in scope for formula text about `plan`, as far as `fields` (those its author may see) go. `others`:
    the forms that may be asked, by the key to write. `seen`: columns of lines by the names that rights give them, all
    where nothing is said."""
    record = [*_own(fields), *_columns(fields, seen), *_through(plans, plan.app, fields, others)]
    before = [Name(("before", *name.path[1:]), (_BEFORE, *name.titles)) for name in record]
    actor = [Name(("actor", key), (_ACTOR, _ACTOR_TITLES[key])) for key in ACTOR_TYPES]
    moments = [Name(("now",), ("now",)), Name(("zone",), ("zone",))]
    known = [*record, *before, *_parameters(plans, plan.app), *actor, *moments]
    return Names(known, locale, forms=others, tables=dict(_tables(plans, plan.app)))


def form_name(key: str, plan: FormPlan, readable: Iterable[str], app: str) -> FormName:
    """A form to be asked from inside `app`, with the fields its author may see."""
    titles = {name: plan.fields[name].title for name in plan.fields if name in readable}
    seen = {name: form.removeprefix(f"{app}.") for name, form in pointed(plan.fields).items() if name in readable}
    return FormName(key, plan.title, titles | {name: SYSTEM_TITLES[name] for name in ASKED_SYSTEM}, seen)


def _own(fields: Mapping[str, FieldPlan]) -> Iterable[Name]:
    for key, field in fields.items():
        yield Name(("record", key), (field.title,))
    for key, title in SYSTEM_TITLES.items():
        yield Name(("record", key), (title,))


def _columns(fields: Mapping[str, FieldPlan], seen: Container[str] | None) -> Iterable[Name]:
    """Columns of detail lines, each the list of what stands in it."""
    for name, column in paths(fields):
        key = name.removesuffix(f".{column.key}")
        if seen is None or name in seen:
            yield Name(("record", key, column.key), (fields[key].title, column.title))


def _through(plans: Plans, app: str, fields: Mapping[str, FieldPlan], others: Mapping[str, FormName]) -> Iterable[Name]:
    """Fields of the records that references lead to, through one reference or two."""
    for key, form in pointed(fields).items():
        target = others.get(form.removeprefix(f"{app}."))
        further = row_references(plans, app, form)
        for name, title in target.fields.items() if target else ():
            yield Name(("record", key, name), (fields[key].title, title))
            beyond = others.get(further.get(name, "").removeprefix(f"{app}."))
            for last, last_title in beyond.fields.items() if beyond else ():
                yield Name(("record", key, name, last), (fields[key].title, title, last_title))


def _tables(plans: Plans, app: str) -> Iterable[tuple[str, TableName]]:
    """The workspace's decision tables by the key to write."""
    for found in plans.documents("decision_table"):
        key = found.key if found.app == app else found.name
        document = found.document
        parts = [
            {part["key"]: part.get("title", part["key"]) for part in document[side]} for side in ("inputs", "outputs")
        ]
        yield key, TableName(key, document.get("title", found.key), *parts)


def _parameters(plans: Plans, app: str) -> Iterable[Name]:
    installed = plans.apps.get(app)
    titles = {p["key"]: p.get("title", p["key"]) for p in installed.manifest.get("parameters", [])} if installed else {}
    for key in plans.parameters(app):
        yield Name(("param", key), (_PARAMETER, titles.get(key, key)))
