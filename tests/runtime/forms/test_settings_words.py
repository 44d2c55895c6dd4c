"""What is wrong with a setting is said in the reader's language."""

import re
from typing import Any

import pytest
from marshmallow import Schema, fields, validate

from loomwork.runtime.errors import InvalidDefinition
from loomwork.runtime.forms.settings_loading import load_settings


class Settings(Schema):
    name = fields.String(required=True, validate=validate.Length(min=2, max=4))
    count = fields.Integer(validate=validate.Range(min=1, max=9))
    least = fields.Integer(validate=validate.Range(min=1))
    way = fields.String(validate=validate.OneOf(["上", "下"]))
    ways = fields.List(fields.String(), validate=validate.ContainsOnly(["上", "下"]))
    odd = fields.String(validate=validate.Regexp("[0-9]+"))
    sure = fields.Boolean()


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({}, "必须填写"),
        ({"name": None}, "不能为空"),
        ({"name": "上"}, "长度应在 2 与 4 之间"),
        ({"name": 1}, "格式不对"),
        ({"name": "上下", "count": "x"}, "应为整数"),
        ({"name": "上下", "count": 10}, "应在 1 与 9 之间"),
        ({"name": "上下", "least": 0}, "不能小于 1"),
        ({"name": "上下", "way": "左"}, "只能是：上, 下"),
        ({"name": "上下", "ways": ["左"]}, "只能是：上, 下"),
        ({"name": "上下", "odd": "甲"}, "格式不对"),
        ({"name": "上下", "sure": "甲"}, "格式不对"),
        ({"name": "上下", "more": 1}, "没有这项设置"),
        ([], "格式不对"),
    ],
)
def test_what_is_wrong_is_said_in_chinese(raw: Any, words: str) -> None:
    with pytest.raises(InvalidDefinition) as refused:
        load_settings(Settings(), raw)
    assert words in refused.value.sentence("zh-CN")
    assert not re.search("[a-z]", refused.value.sentence("zh-CN"))
    assert re.search("[a-z]", refused.value.sentence("en"))
