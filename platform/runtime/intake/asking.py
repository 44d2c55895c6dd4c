"""What may be asked of somebody who is not known: nothing whose choices would tell of people or records."""

from collections.abc import Collection, Mapping
from typing import Any

from ..errors import InvalidValue
from ..forms import FieldPlan, FormPlan
from ..forms.locating import located, wrong


def check_asked(
    form: FormPlan, fields: Collection[str], choices: Mapping[str, Mapping[str, Any]], writes: Collection[str]
) -> None:
    """Raises InvalidDefinition with a pointer into the intake's document."""
    if not fields:
        raise wrong("/fields", "写明表单里问哪些字段", "say which fields the form asks for")
    for at, key in enumerate(fields):
        with located(f"/fields/{at}"):
            _check_telling(form.fields[key], key in choices)
    for key, offered in choices.items():
        with located(f"/choices/{key}"):
            _check_choices(form, fields, key, offered)
    for key in form.required:
        if key not in writes and key not in form.defaults and key not in form.null_fill:
            raise wrong(
                "/fields",
                f"「{key}」必填，表单却没有问，也没有 set 或默认值",
                f"{key} is required, but neither asked for nor set, and has no default",
            )


def _check_telling(field: FieldPlan, closed: bool) -> None:
    if field.derived is not None or field.type.side == "items":
        raise wrong(
            "", f"「{field.key}」的内容由系统给出，不能公开填写", f"{field.key} is given by the system, not asked"
        )
    if field.type.links not in (None, "file") and not closed:
        raise wrong(
            "",
            f"「{field.key}」的选项会列出人员或记录；在 choices 中写明可选的值",
            f"the choices of {field.key} would tell of people or records; name the values in choices",
        )
    for key, column in field.columns.items():
        if column.type.links is not None and not column.given:
            raise wrong(
                "",
                f"「{field.key}」的列「{key}」指向人员、记录或附件，不能公开填写",
                f"the column {key} of {field.key} points to people, records or files and cannot be asked of everybody",
            )


def _check_choices(form: FormPlan, fields: Collection[str], key: str, offered: Mapping[str, Any]) -> None:
    if key not in fields:
        raise wrong("", f"fields 中没有「{key}」", f"{key} is not among the fields")
    if form.fields[key].type.links in (None, "file"):
        raise wrong("", f"「{key}」不指向人员或记录", f"{key} points to no people or records")
    for value in offered:
        try:
            form.fields[key].load(value)
        except InvalidValue as error:
            raise wrong(f"/{value}", error.sentence("zh-CN"), error.sentence("en")) from None
