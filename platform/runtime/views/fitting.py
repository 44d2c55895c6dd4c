"""What a field must be able to do to play a part in a view: declared by its type, never by its type's name."""

from collections.abc import Mapping

from ..expressions import Type
from ..forms import FieldPlan, FormPlan
from ..records.presenting.figures import can_group
from ..records.presenting.places import keeps_degrees

_NUMBERS = (Type.INTEGER, Type.DECIMAL)
_TIMES = (Type.DATE, Type.DATETIME)

OPTIONS: Mapping[str, str] = {"zh-CN": "阶段或单选字段", "en": "a stage or a field with one choice"}
NUMBER: Mapping[str, str] = {
    "zh-CN": "结果是数字或金额的字段（汇总、引用、公式也可以）",
    "en": "a field whose value is a number or an amount, a rollup, a lookup or a formula of that kind included",
}
TIME: Mapping[str, str] = {"zh-CN": "日期、时间或日期区间字段", "en": "a date, a moment or a range of dates"}
MOMENT: Mapping[str, str] = {"zh-CN": "日期或时间字段", "en": "a date or a moment"}
PERCENT: Mapping[str, str] = {"zh-CN": "进度或整数字段", "en": "a progress or a whole number"}
PLACE: Mapping[str, str] = {"zh-CN": "地址字段", "en": "an address"}
DEGREES: Mapping[str, str] = {"zh-CN": "小数字段", "en": "a decimal"}
FILES: Mapping[str, str] = {"zh-CN": "文件字段", "en": "a field of files"}
LANE: Mapping[str, str] = {"zh-CN": "能分组和排序的字段", "en": "a field by which records can be grouped and sorted"}
PARENT: Mapping[str, str] = {"zh-CN": "引用本表单的字段", "en": "a reference of the form to itself"}


def has_options(field: FieldPlan) -> bool:
    """Whether it holds one of a flat list of options, by which records can be grouped."""
    return "closed" in field.settings and "paths" not in field.settings and can_group(field.filters)


def is_number(field: FieldPlan) -> bool:
    """Whether it can be summed up: a number that is stored, or one that the database works out when it is read."""
    return (field.column is not None or field.derived is not None) and field.type.expression_type(
        field.settings
    ) in _NUMBERS


def is_whole(field: FieldPlan) -> bool:
    return field.column is not None and field.type.expression_type(field.settings) is Type.INTEGER


def is_moment(field: FieldPlan) -> bool:
    return "between" in field.filters and field.type.expression_type(field.settings) in _TIMES


def is_time(field: FieldPlan) -> bool:
    return is_moment(field) or "overlaps" in field.filters


def is_lane(field: FieldPlan) -> bool:
    return field.type.sortable and field.column is not None and can_group(field.filters)


def is_place(field: FieldPlan) -> bool:
    return field.type.located


def is_degrees(field: FieldPlan) -> bool:
    return field.column is not None and keeps_degrees(field.type.column(field.settings))


def has_files(field: FieldPlan) -> bool:
    return field.type.links == "file"


def refers_to(form: FormPlan, field: FieldPlan) -> bool:
    """Whether it is a reference to the form itself."""
    target = field.settings.get("target")
    return field.type.links == "record" and target is not None and tuple(target) == (form.app, form.key)
