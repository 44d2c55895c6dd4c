"""Survey matrix: the same answers to several questions, one for each question.

Stored and JSON: {question: answer}, both by key, with those that were answered; null when none was.
"""

from typing import Any

from marshmallow import Schema, fields, validate
from sqlalchemy.types import TypeEngine

from ..errors import InvalidValue
from ..expressions.types import Type
from ..localized import text as localized
from ..storage.types import Document
from .base import FieldType, Find, Prepared, Reader, cell_text, field_type
from .options import titled_key, wrong


class LineSchema(Schema):
    """A question or an answer."""

    key = fields.String(required=True, validate=validate.Length(1, 60))
    title = fields.Raw(required=True, metadata={"localized": True})


@field_type("survey_matrix")
class SurveyMatrix(FieldType):
    """Several questions with the same answers, such as a satisfaction survey."""

    label = {"zh-CN": "矩阵量表", "en": "Survey matrix"}
    filters = ("empty", "not_empty")
    example_settings = {
        "questions": [
            {"key": "price", "title": {"zh-CN": "价格", "en": "Price"}},
            {"key": "service", "title": {"zh-CN": "服务", "en": "Service"}},
        ],
        "answers": [
            {"key": "good", "title": {"zh-CN": "满意", "en": "Content"}},
            {"key": "bad", "title": {"zh-CN": "不满意", "en": "Not content"}},
        ],
    }
    examples = (
        ({"price": "good"}, {"price": "good"}),
        ({"price": "bad", "service": "good"}, {"price": "bad", "service": "good"}),
        (None, None),
    )
    rejects = ("good", 5, ["good"], {"price": "fine"}, {"speed": "good"}, {"price": 1}, {"price": ["good"]})
    sortable = False
    type = Type.ANY

    class Settings(Schema):
        questions = fields.List(fields.Nested(LineSchema), required=True, validate=validate.Length(1, 50))
        answers = fields.List(fields.Nested(LineSchema), required=True, validate=validate.Length(2, 11))
        # Whether every question has to be answered once one is.
        whole = fields.Boolean(load_default=False)

    def prepare(self, settings: Prepared, find: Find) -> Prepared:
        """Adds `question_titles` and `answer_titles`: key → title."""
        ready = {}
        for name in ("question", "answer"):
            titles = {line["key"]: line["title"] for line in settings[f"{name}s"]}
            if len(titles) < len(settings[f"{name}s"]):
                raise wrong(f"/{name}s", "两项的标识相同", "two of them have the same key")
            ready[f"{name}_titles"] = titles
        return settings | ready

    def column(self, settings: Prepared) -> TypeEngine[Any]:
        return Document()

    def load(self, raw: Any, settings: Prepared) -> dict[str, str] | None:
        if raw is None or raw == {}:
            return None
        questions, answers = settings["question_titles"], settings["answer_titles"]
        if (
            not isinstance(raw, dict)
            or not set(raw) <= set(questions)
            or not all(_in(one, answers) for one in raw.values())
        ):
            raise InvalidValue(expected={"zh-CN": "每题一个列出的答案", "en": "one of the answers for each question"})
        if settings["whole"] and len(raw) < len(questions):
            raise InvalidValue(expected={"zh-CN": "每一题的答案", "en": "an answer for every question"})
        return {key: raw[key] for key in questions if key in raw}

    def text(self, stored: Any, settings: Prepared, reader: Reader) -> str:
        """A question or answer that is gone from the settings is shown by its key."""
        is_to, between = ("：", "；") if reader.locale == "zh-CN" else (": ", "; ")
        questions, answers = settings["question_titles"], settings["answer_titles"]
        parts = [(questions.get(key, key), answers.get(answer, answer)) for key, answer in (stored or {}).items()]
        return between.join(is_to.join(localized(title, reader.locale) for title in part) for part in parts)

    def read_cell(self, cell: Any, settings: Prepared) -> Any:
        """A cell holds "question: answer; question: answer", in titles or keys."""
        found = {}
        for part in cell_text(cell).replace("；", ";").split(";"):
            if part.strip():
                place = max(part.rfind(":"), part.rfind("："))
                question = titled_key(part[: max(place, 0)].strip(), settings["question_titles"]) or ""
                found[question] = titled_key(part[place + 1 :].strip(), settings["answer_titles"])
        return found or None


def _in(value: Any, titles: dict[str, Any]) -> bool:
    return isinstance(value, str) and value in titles
