"""What marshmallow says of a setting, in Chinese. What a part's own rules say stays as they say it."""

import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"Missing data for required field\.", "必须填写"),
    (r"Field may not be null\.", "不能为空"),
    (r"Unknown field\.", "没有这项设置"),
    (r"Invalid value\.", "这个值不能用"),
    (r"Must be greater than or equal to (.*) and less than or equal to (.*)\.", r"应在 \1 与 \2 之间"),
    (r"Must be greater than or equal to (.*)\.", r"不能小于 \1"),
    (r"Must be less than or equal to (.*)\.", r"不能大于 \1"),
    (r"Must be greater than (.*)\.", r"必须大于 \1"),
    (r"Must be less than (.*)\.", r"必须小于 \1"),
    (r"Must be equal to (.*)\.", r"必须等于 \1"),
    (r"(?:Must be one of|One or more of the choices you made was not in): (.*)\.", r"只能是：\1"),
    (r"Shorter than minimum length (.*)\.", r"长度不能小于 \1"),
    (r"Longer than maximum length (.*)\.", r"长度不能超过 \1"),
    (r"Length must be between (.*) and (.*)\.", r"长度应在 \1 与 \2 之间"),
    (r"Length must be (.*)\.", r"长度应为 \1"),
    (r"Not a valid integer\.", "应为整数"),
    (r"Not a valid number\.", "应为数字"),
    (
        r"(?:Not a valid .*|Invalid (?:input|type)|Invalid input type|String does not match expected pattern)\.",
        "格式不对",
    ),
)


def in_chinese(said: str) -> str:
    """The sentence in Chinese where it is one of marshmallow's own."""
    for pattern, words in _SAID:
        if found := re.fullmatch(pattern, said):
            return found.expand(words)
    return said
