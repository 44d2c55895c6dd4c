"""A pool compiled: the records it cares for, who may do what, limits, when records come back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ..calendars import length
from ..definitions import Definition, Plans
from ..definitions.shape import shape_problems
from ..errors import InvalidValue, NotFound, PlatformError
from ..expressions import Environment, Type, references
from ..forms import FormPlan, form_plan
from ..forms.computing import check_condition
from ..forms.locating import located, wrong
from ..localized import LOCALES, Localized, text
from ..messages import check_message
from ..people import app_access
from ..records.querying.declared import field_named, own_field
from .schema import pool_schema

_LAST = 1000
# What a warning tells beside the record, as trigger.<name>.
TOLD = ("at", "pool")
_MOMENTS = (Type.DATE, Type.DATETIME)


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A condition over a row alone. `tree` is True for all rows and False for none."""

    tree: Any
    _closure: Callable[[Any], Any]

    def holds(self, row: Mapping[str, Any]) -> bool:
        """Whether it is true of the row; unknown is not."""
        return self._closure({"record": row}) is True


_ALL = Condition(True, lambda data: True)
_NONE = Condition(False, lambda data: False)


@dataclass(frozen=True, slots=True, eq=False)
class Activity:
    """Records of `form` that refer to one of the pool's by `reference`, at `moment`."""

    form: FormPlan
    reference: str
    moment: str


@dataclass(frozen=True, slots=True, eq=False)
class Recycle:
    """`after`, `warn_before`: an ISO 8601 duration or {"param": key}. `warn_with`: the key of a message. `fields`: a
    change of them is follow-up."""

    after: Any
    warn_before: Any
    warn_with: str | None
    working: bool
    where: Condition
    activities: tuple[Activity, ...]
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class PoolPlan:
    """Immutable. Limits and durations are values or {"param": key}, None for none. `takes_leavers`: what somebody held
    who is switched off is put in."""

    app: str
    key: str
    title: Localized
    description: Localized | None
    form: FormPlan
    holder: str
    where: Condition
    lying: Condition
    members: frozenset[str]
    managers: frozenset[str]
    shows: tuple[str, ...]
    per_day: Any
    holding: Any
    reasons: Mapping[str, Localized]
    not_again_for: Any
    recycle: Recycle | None
    protect: Condition
    takes_leavers: bool
    set_in: Mapping[str, Any]
    set_out: Mapping[str, Any]
    position: int

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"

    @property
    def conditioned(self) -> frozenset[str]:
        """The fields by which a record lies in it or not."""
        trees = [one.tree for one in (self.where, self.lying) if isinstance(one.tree, dict)]
        return frozenset({self.holder, *(path[1] for tree in trees for path in references(tree) if len(path) > 1)})

    def value(self, plans: Plans, setting: Any) -> Any:
        """What a limit or duration is at this moment."""
        return plans.parameters(self.app).get(setting["param"]) if isinstance(setting, dict) else setting


def pool_plan(plans: Plans, app: str, key: str) -> PoolPlan:
    """The compiled pool; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("pool", app, key)
    return plans.once(("pool", definition.app, definition.key), lambda: _compile(plans, definition))


def pools(plans: Plans) -> tuple[PoolPlan, ...]:
    """All pools, in the order in which records are offered to them. What is wrong with others is for the check of their
    own publishing to tell."""
    return plans.once("pools", lambda: tuple(sorted(_all(plans), key=lambda pool: (pool.position, pool.name))))


def pools_on(plans: Plans, app: str, form: str) -> tuple[PoolPlan, ...]:
    """The pools of a form, likewise."""
    name = f"{app}.{form}"
    return plans.once(("pools on", name), lambda: tuple(pool for pool in pools(plans) if pool.form.name == name))


def _all(plans: Plans) -> Iterator[PoolPlan]:
    for one in plans.documents("pool"):
        with suppress(PlatformError):
            yield pool_plan(plans, one.app, one.key)


def _compile(plans: Plans, definition: Definition) -> PoolPlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(pool_schema(), document, _named(document)):
            raise problem
        return _Compiler(plans, definition).pool()


class _Compiler:
    def __init__(self, plans: Plans, definition: Definition) -> None:
        self._plans = plans
        self._app = definition.app
        self._key = definition.key
        self._document: Mapping[str, Any] = definition.document
        self._form = self._form_of(self._document["form"], "/form")
        stored: dict[tuple[str, ...], Type] = {
            ("record", key): field.type.expression_type(field.settings)
            for key, field in self._form.fields.items()
            if not field.derived
        }
        self._environment = Environment(stored)

    def pool(self) -> PoolPlan:
        document = self._document
        claim, back, moved = document.get("claim", {}), document.get("return", {}), document.get("set", {})
        return PoolPlan(
            app=self._app,
            key=self._key,
            title=document["title"],
            description=document.get("description"),
            form=self._form,
            holder=self._holder(document["holder"]),
            where=self._condition(document, "where", _ALL),
            lying=self._condition(document, "lying", _ALL),
            members=self._roles("members"),
            managers=self._roles("managers"),
            shows=tuple(own_field(self._form, key, f"/shows/{n}") for n, key in enumerate(document["shows"])),
            per_day=self._number(claim.get("per_day"), "/claim/per_day"),
            holding=self._number(claim.get("holding"), "/claim/holding"),
            reasons={one["key"]: one["title"] for one in back.get("reasons", ())},
            not_again_for=self._duration(back.get("not_again_for"), "/return/not_again_for"),
            recycle=self._recycle(document["recycle"]) if "recycle" in document else None,
            protect=self._condition(document.get("protect", {}), "when", _NONE, "/protect"),
            takes_leavers=document.get("leaver") == "pool",
            set_in=self._values(moved.get("in", {}), "/set/in"),
            set_out=self._values(moved.get("out", {}), "/set/out"),
            position=document.get("position", _LAST),
        )

    def _form_of(self, key: str, pointer: str) -> FormPlan:
        try:
            return form_plan(self._plans, self._app, key)
        except NotFound:
            raise wrong(pointer, f"没有名为「{key}」的表单", f"there is no form named {key}") from None

    def _holder(self, key: str) -> str:
        field = self._form.fields[own_field(self._form, key, "/holder")]
        single = field.type.expression_type(field.settings) is Type.TEXT
        if field.type.links != "person" or not single or field.derived:
            raise wrong("/holder", f"「{key}」不是单个人员的字段", f"{key} is no field with one person")
        self._may_write(key, "/holder")
        return key

    def _may_write(self, key: str, pointer: str) -> None:
        """A pool writes as its app, and what an app writes is shown to who installs it."""
        form = self._form
        if self._app in self._plans.apps and not app_access(self._plans, self._app, form.app, form.key).writable(key):
            asked = f"{form.key}.{key}" if form.app == self._app else f"{form.name}.{key}"
            raise wrong(
                pointer,
                f"应用没有申请写「{key}」：在 manifest 的 asks_for.writes 里加上 {asked}",
                f"the app did not ask to write {key}: add {asked} to asks_for.writes of its manifest",
            )

    def _values(self, values: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
        for key, value in values.items():
            field = self._form.fields[own_field(self._form, key, f"{pointer}/{key}")]
            self._may_write(key, f"{pointer}/{key}")
            try:
                field.load(value)
            except InvalidValue as error:
                expected = error.context.get("expected", "")
                raise wrong(
                    f"{pointer}/{key}",
                    f"这个值不行，需要{text(expected, 'zh-CN')}",
                    f"this value does not fit; it takes {text(expected, 'en')}",
                ) from None
        return values

    def _roles(self, name: str) -> frozenset[str]:
        found = []
        for number, key in enumerate(self._document[name]):
            role = self._plans.find("role", self._app, key)
            if role is None:
                raise wrong(f"/{name}/{number}", f"没有名为「{key}」的角色", f"there is no role named {key}")
            found.append(role.name)
        return frozenset(found)

    def _condition(self, document: Mapping[str, Any], name: str, absent: Condition, above: str = "") -> Condition:
        """Only what stands in the record itself decides, so that its place changes with it and never by itself."""
        if name not in document:
            return absent
        tree, pointer = document[name], f"{above}/{name}"
        with located(pointer):
            for path in references(tree):
                if path[0] != "record" or (len(path) > 1 and path[1] not in self._form.fields):
                    raise wrong(
                        "",
                        f"这里只能读记录自己的字段，不能读「{'.'.join(path)}」",
                        f"only fields of the record can be read here, not {'.'.join(path)}",
                    )
            return Condition(tree, check_condition(tree, self._environment))

    def _number(self, value: Any, pointer: str) -> Any:
        if isinstance(value, dict):
            found = self._parameter(value["param"], f"{pointer}/param")
            if isinstance(found, bool) or not isinstance(found, int) or found < 1:
                key = value["param"]
                raise wrong(pointer, f"参数「{key}」不是正整数", f"the parameter {key} is no whole number from 1 on")
        return value

    def _duration(self, value: Any, pointer: str, *, working: bool = False) -> Any:
        found = self._parameter(value["param"], f"{pointer}/param") if isinstance(value, dict) else value
        if value is None:
            return None
        try:
            parsed = length(found)
        except InvalidValue:
            raise wrong(pointer, "这里需要时长，例如 P30D（30 天）", "this must be a duration, such as P30D") from None
        if working and (parsed.months or parsed.seconds):
            raise wrong(pointer, "按工作日计算只能写整天，例如 P30D", "working days take whole days, such as P30D")
        return value

    def _parameter(self, key: str, pointer: str) -> Any:
        known = self._plans.parameters(self._app)
        if key not in known:
            raise wrong(pointer, f"没有名为「{key}」的参数", f"there is no parameter named {key}")
        return known[key]

    def _recycle(self, document: Mapping[str, Any]) -> Recycle:
        activities, fields = [], set()
        for number, one in enumerate(document.get("activity", ())):
            pointer = f"/recycle/activity/{number}"
            if "field" in one:
                fields.add(own_field(self._form, one["field"], f"{pointer}/field"))
            else:
                activities.append(self._activity(one, pointer))
        working = document.get("clock") == "working_days"
        return Recycle(
            after=self._duration(document["after"], "/recycle/after", working=working),
            warn_before=self._duration(document.get("warn_before"), "/recycle/warn_before", working=working),
            warn_with=self._message(document.get("warn_with"), "/recycle/warn_with"),
            working=working,
            where=self._condition(document, "where", _ALL, "/recycle"),
            activities=tuple(activities),
            fields=frozenset(fields),
        )

    def _message(self, key: str | None, pointer: str) -> str | None:
        if key is None:
            return None
        with located(pointer):
            if self._plans.find("message", self._app, key) is None:
                raise wrong("", f"没有名为「{key}」的消息", f"there is no message named {key}")
            check_message(self._plans, self._app, key, self._form, TOLD)
        return key

    def _activity(self, document: Mapping[str, Any], pointer: str) -> Activity:
        form = self._form_of(document["form"], f"{pointer}/form")
        key = document["reference"]
        reference = field_named(form, key, f"{pointer}/reference")
        target = reference.settings.get("target") if reference.type.links == "record" else None
        single = reference.type.expression_type(reference.settings) is Type.TEXT
        if target is None or not single or tuple(target) != (self._form.app, self._form.key):
            raise wrong(
                f"{pointer}/reference",
                f"「{key}」没有关联到公海的表单",
                f"{key} does not refer to the form of the pool",
            )
        moment = document.get("moment", "created_at")
        found = field_named(form, moment, f"{pointer}/moment")
        derived = moment in form.fields and form.fields[moment].derived
        if found.type.expression_type(found.settings) not in _MOMENTS or derived:
            raise wrong(
                f"{pointer}/moment",
                f"「{moment}」不是日期或日期时间字段",
                f"{moment} is no field with a day or moment",
            )
        return Activity(form, key, moment)


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"公海「{shown['zh-CN']}」", "en": f"pool {shown['en']}"}
