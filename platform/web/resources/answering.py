"""The page behind a link in a letter that answers a question: no session counts, opening it changes nothing."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ...runtime import messages
from ...runtime.errors import PlatformError
from ...runtime.identifiers import new_id
from .. import policy
from ..edge import Edge
from ..locale import locale_of_request

blueprint = Blueprint("answering", __name__, url_prefix="/a")

# Only our own file is the template; what people wrote is given to it as values, and escaped.
_SHELL = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent.parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
).get_template("answer.html.j2")


@blueprint.route("/<token>")
@policy.anonymous
def show(edge: Edge, token: str) -> Response:
    """The answer that the link stands for, to be confirmed; or what was answered."""
    try:
        return _page(messages.follow(edge.installation, edge.clock, token, request.remote_addr))
    except PlatformError as error:
        return _refusal(error)


@blueprint.route("/<token>", methods=["POST"])
@policy.anonymous
def answer(edge: Edge, token: str) -> Response:
    """Give it."""
    address = request.remote_addr
    try:
        return _page(messages.answer_by_link(edge.installation, edge.clock, token, address, request_id=new_id()))
    except PlatformError as error:
        return _refusal(error)


def _page(found: messages.Followed) -> Response:
    words, locale = _WORDS[found.context.locale], found.context.locale
    question, title = found.question, found.titled(found.chosen)
    shown: dict[str, Any] = {"heading": found.title, "body": found.text, "button": None}
    if question["state"] == "open":
        shown |= {
            "button": words["answer"].format(title=title),
            "note": words["as"].format(name=found.context.actor.name),
        }
    elif question["state"] == "answered":
        shown["note"] = words["answered"].format(title=found.titled(question["answer"]))
    else:
        shown["note"] = words["over"]
    return _html(locale, found.context.workspace.title, shown)


def _refusal(error: PlatformError) -> Response:
    locale = locale_of_request()
    words = _WORDS[locale]
    if error.status == 404:
        return _html(
            locale, "", {"heading": words["gone"], "body": words["goneWords"], "button": None, "note": ""}, 404
        )
    return _html(locale, "", {"heading": error.sentence(locale), "body": "", "button": None, "note": ""}, error.status)


def _html(locale: str, company: str, shown: dict[str, Any], status: int = 200) -> Response:
    page = _SHELL.render(locale=locale, company=company, **shown)
    return Response(page, status, content_type="text/html; charset=utf-8")


_WORDS = {
    "zh-CN": {
        "answer": "答复「{title}」",
        "as": "以{name}的名义答复，答复后不能再改。",
        "answered": "已答复「{title}」，可以关闭这个页面。",
        "over": "现在已不需要答复。",
        "gone": "链接无效或已失效",
        "goneWords": "登录后可以在消息里答复。",
    },
    "en": {
        "answer": "Answer {title}",
        "as": "You answer as {name}. An answer stays.",
        "answered": "Answered: {title}. You may close this page.",
        "over": "No answer is needed any more.",
        "gone": "This link does not lead anywhere, or not any more",
        "goneWords": "Sign in to answer in your messages.",
    },
}
