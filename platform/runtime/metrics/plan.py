"""A metric compiled: its form, filter, moment, aggregate, dimensions and bands; or the two metrics it divides, or the
obligation whose duties it counts."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..definitions import Definition, Plans
from ..definitions.publishing import content_hash
from ..definitions.shape import shape_problems
from ..errors import InvalidDefinition, NotFound
from ..expressions import Type
from ..forms import FormPlan, form_plan
from ..forms.locating import located, wrong
from ..forms.settings_loading import load_settings
from ..localized import LOCALES, Localized, text
from ..records.querying.declared import check_filter, field_named
from .aggregates import Aggregate, aggregates
from .dimensions import Dimension, dimension, title_of
from .limits import Limits, compile_limits
from .obligations import ObligationPlan, obligation_plan
from .schema import OF_DUTIES, OF_METRICS, metric_schema
from .verdicts import Band, compile_bands

_LAST = 1000
_CREATED = "created_at"


@dataclass(frozen=True, slots=True, eq=False)
class MetricPlan:
    """Immutable, shared by all requests of one published state.

    form, aggregate: of what the figure is made. of, over: instead of those, the metrics that are divided; obligation:
    instead of an aggregate, whose duties are counted, as `settings` say; `form` is that of its records. moment: the
    field that places a record in a period; None for what tells how things stand now. reads: the form's own fields
    that it needs; who may not see one of them gets no figure. shown: how a figure reads, see Aggregate. identity: names
    it among all metrics that were ever compiled in its workspace.
    """

    app: str
    key: str
    title: Localized
    unit: Localized | None
    form: FormPlan
    where: Any
    aggregate: Aggregate | None
    settings: Mapping[str, Any]
    of: "MetricPlan | None"
    over: "MetricPlan | None"
    obligation: ObligationPlan | None
    moment: str | None
    dimensions: Mapping[str, Dimension]
    good: str | None
    bands: tuple[Band, ...]
    limits: Limits | None
    reads: frozenset[str]
    shown: str
    description: Localized | None
    source_note: Localized | None
    position: int
    identity: Hashable

    @property
    def name(self) -> str:
        """ "app.key"."""
        return f"{self.app}.{self.key}"

    @property
    def zero(self) -> Decimal | None:
        """The figure where nothing counts; None where that is no figure."""
        if self.obligation is not None:
            return None if self.settings["share"] else Decimal(0)
        return None if self.aggregate is None else self.aggregate.zero

    @property
    def judged(self) -> bool:
        """Whether there are limits to judge it by."""
        return bool(self.bands) or self.limits is not None

    @property
    def parts(self) -> tuple["MetricPlan", ...]:
        """The metrics it divides, or itself."""
        return (self,) if self.of is None or self.over is None else (*self.of.parts, *self.over.parts)


def metric_plan(plans: Plans, app: str, key: str) -> MetricPlan:
    """The compiled metric; `key` may be "other_app.key". Raises NotFound, InvalidDefinition."""
    definition = plans.get("metric", app, key)
    return plans.once(("metric", definition.app, definition.key), lambda: _compile(plans, definition))


def unpublished(plans: Plans, app: str, document: dict[str, Any]) -> MetricPlan:
    """A metric that no document holds, over a form, as a chart of a list asks for it. Raises as `metric_plan`."""
    return _aggregated(plans, Definition(app, "metric", document["key"], 0, content_hash(document), document))


def _compile(plans: Plans, definition: Definition) -> MetricPlan:
    document = definition.document
    with located("", _named(document)):
        for problem in shape_problems(metric_schema(), document, _named(document)):
            raise problem
        if document["aggregate"]["type"] == OF_METRICS:
            _check_circle(plans, definition)
            return _divided(plans, definition)
        if document["aggregate"]["type"] == OF_DUTIES:
            return _owed(plans, definition)
        return _aggregated(plans, definition)


def _aggregated(plans: Plans, definition: Definition) -> MetricPlan:
    document = definition.document
    form = _form(plans, definition)
    where = document.get("where")
    reads = set() if where is None else set(check_filter(form, where, "/where"))
    with located("/aggregate"):
        type_ = aggregates.get(document["aggregate"]["type"])
        given = {name: value for name, value in document["aggregate"].items() if name != "type"}
        settings = load_settings(type_.Settings(), given)
        reads |= type_.check(settings, form)
    moment = document.get("moment", form.moment_field or _CREATED)
    if moment is not None:
        reads |= {_moment(form, moment)} & form.fields.keys()
    dimensions = {
        key: dimension(plans, form, key, f"/dimensions/{index}")
        for index, key in enumerate(document.get("dimensions", ()))
    }
    return _plan(
        plans,
        definition,
        form=form,
        where=where,
        aggregate=type_,
        settings=settings,
        moment=moment,
        dimensions=dimensions,
        reads=frozenset(reads),
        shown=type_.shown,
    )


def _divided(plans: Plans, definition: Definition) -> MetricPlan:
    document = definition.document
    _refuse(
        document,
        "两个指标相除时，来源、筛选和时点由这两个指标决定，请删掉这一项",
        "form, filter and moment of a quotient are those of its two metrics; remove this",
    )
    of, over = (_metric(plans, definition, name) for name in ("of", "over"))
    if (of.moment is None) != (over.moment is None):
        raise wrong(
            "/aggregate/over",
            "一个按期间、一个按现状的两个指标不能相除",
            "one of these metrics is by period and the other tells how things stand now; they cannot be divided",
        )
    dimensions: dict[str, Dimension] = {}
    for index, key in enumerate(document.get("dimensions", ())):
        for name, part in (("of", of), ("over", over)):
            if key not in part.dimensions:
                raise wrong(
                    f"/dimensions/{index}",
                    f"指标「{text(part.title, 'zh-CN')}」（{name}）没有维度「{key}」",
                    f"the metric {text(part.title, 'en')} ({name}) has no dimension {key}",
                )
        dimensions[key] = over.dimensions[key]
    return _plan(
        plans,
        definition,
        form=of.form,
        of=of,
        over=over,
        moment=of.moment,
        dimensions=dimensions,
        shown="share" if of.shown == over.shown != "duration" and "unit" not in document else "amount",
    )


def _owed(plans: Plans, definition: Definition) -> MetricPlan:
    document = definition.document
    _refuse(
        document,
        "统计应做事项时，来源和筛选由应做事项决定，请删掉这一项",
        "form, filter and moment of a metric over an obligation are the obligation's; remove this",
    )
    aggregate = document["aggregate"]
    try:
        obligation = obligation_plan(plans, definition.app, aggregate["obligation"])
    except NotFound:
        key = aggregate["obligation"]
        raise wrong(
            "/aggregate/obligation", f"没有名为「{key}」的应做事项", f"there is no obligation named {key}"
        ) from None
    share = bool(aggregate.get("share", False))
    if share and aggregate["count"] == "due":
        raise wrong("/aggregate/share", "应做的总数本身不是占比", "all that is due is no share of itself")
    known = _of_persons(obligation)
    dimensions: dict[str, Dimension] = {}
    for index, key in enumerate(document.get("dimensions", ())):
        if key not in known:
            raise wrong(
                f"/dimensions/{index}",
                "应做事项只能按 who（人员）和 department（部门）拆分",
                "duties can be split by who (the person) and by department",
            )
        dimensions[key] = known[key]
    return _plan(
        plans,
        definition,
        form=obligation.form,
        obligation=obligation,
        settings={"count": aggregate["count"], "share": share},
        moment=obligation.day,
        dimensions=dimensions,
        reads=obligation.reads,
        shown="share" if share else "count",
    )


def _of_persons(obligation: ObligationPlan) -> dict[str, Dimension]:
    """By what duties may be split. Their persons are told as the field with the person tells them."""
    form, field = obligation.form, obligation.person
    if field is None and obligation.subject is not None:
        form, field = obligation.subject, obligation.field
    assert field is not None, "it was checked when it was published"
    person = title_of(form, field)
    other = None if form is obligation.form else form
    department = {"zh-CN": "部门", "en": "Department"}
    return {
        "who": Dimension("who", person, field, other, None if other is None else field),
        "department": Dimension("department", department, field, department=True),
    }


def _plan(
    plans: Plans,
    definition: Definition,
    *,
    form: FormPlan,
    moment: str | None,
    dimensions: Mapping[str, Dimension],
    shown: str,
    where: Any = None,
    aggregate: Aggregate | None = None,
    settings: Mapping[str, Any] | None = None,
    of: MetricPlan | None = None,
    over: MetricPlan | None = None,
    obligation: ObligationPlan | None = None,
    reads: frozenset[str] = frozenset(),
) -> MetricPlan:
    document = definition.document
    return MetricPlan(
        app=definition.app,
        key=definition.key,
        title=document["title"],
        unit=document.get("unit"),
        form=form,
        where=where,
        aggregate=aggregate,
        settings=settings or {},
        of=of,
        over=over,
        obligation=obligation,
        moment=moment,
        dimensions=dimensions,
        good=document.get("good"),
        bands=compile_bands(plans, definition.app, document, dimensions),
        limits=compile_limits(plans, definition.app, document, dimensions, form),
        reads=reads,
        shown=shown,
        description=document.get("description"),
        source_note=document.get("source_note"),
        position=document.get("position", _LAST),
        identity=(plans.revision, definition.app, definition.key, definition.hash),
    )


def _refuse(document: Mapping[str, Any], chinese: str, english: str) -> None:
    """Raises InvalidDefinition where the document says of which records it is, though something else decides that."""
    for name in ("form", "where", "moment"):
        if name in document:
            raise wrong(f"/{name}", chinese, english)


def _form(plans: Plans, definition: Definition) -> FormPlan:
    key = definition.document.get("form")
    if key is None:
        raise wrong("/form", "需要指明来源表单", "say of which form it is")
    try:
        return form_plan(plans, definition.app, key)
    except NotFound:
        raise wrong("/form", f"没有名为「{key}」的表单", f"there is no form named {key}") from None


def _metric(plans: Plans, definition: Definition, name: str) -> MetricPlan:
    key = definition.document["aggregate"][name]
    try:
        return metric_plan(plans, definition.app, key)
    except NotFound:
        raise _no_metric(key, f"/aggregate/{name}") from None


def _moment(form: FormPlan, key: str) -> str:
    found = field_named(form, key, "/moment")
    derived = key in form.fields and form.fields[key].derived
    if found.type.expression_type(found.settings) not in (Type.DATE, Type.DATETIME) or derived:
        raise wrong(
            "/moment",
            f"「{key}」不能决定记录属于哪个期间，请选日期或日期时间字段",
            f"{key} cannot place a record in a period; choose a field with a day or moment",
        )
    return key


def _check_circle(plans: Plans, definition: Definition) -> None:
    """Raises InvalidDefinition when a metric is divided, over others, by itself."""
    way = _way_back(plans, definition, definition, ())
    if way is None:
        return
    name, *titles = way
    said = {locale: " → ".join(text(title, locale) for title in titles) for locale in LOCALES}
    raise wrong(
        f"/aggregate/{name}",
        f"指标互相引用成环：{said['zh-CN']}；改掉其中一个",
        f"metrics refer to each other in a circle: {said['en']}; change one of them",
    )


def _way_back(plans: Plans, goal: Definition, at: Definition, seen: tuple[str, ...]) -> list[Any] | None:
    """The member by which `at` begins the way back to `goal`, then the titles along it."""
    aggregate = at.document.get("aggregate", {})
    if aggregate.get("type") != OF_METRICS or at.name in seen:
        return None
    for name in ("of", "over"):
        key = aggregate.get(name)
        found = plans.find("metric", at.app, key) if isinstance(key, str) else None
        if found is None:
            continue
        if found.name == goal.name:
            return [name, at.document["title"], goal.document["title"]]
        if (way := _way_back(plans, goal, found, (*seen, at.name))) is not None:
            return [name, at.document["title"], *way[1:]]
    return None


def _no_metric(key: str, pointer: str) -> InvalidDefinition:
    return wrong(pointer, f"没有名为「{key}」的指标", f"there is no metric named {key}")


def _named(document: Mapping[str, Any]) -> Localized:
    title = document.get("title") or document.get("key", "")
    shown = {locale: text(title, locale) for locale in LOCALES}
    return {"zh-CN": f"指标「{shown['zh-CN']}」", "en": f"metric {shown['en']}"}
