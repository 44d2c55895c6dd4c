"""E-mail: text and simple HTML of a shell of the platform's own, in the reader's language."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ....connectors.smtp import is_mail_address
from ...errors import InvalidValue
from .base import Channel, Letter, channels


@channels.registers("email")
class Email(Channel):
    title = {"zh-CN": "邮件", "en": "E-mail"}
    address_title = {"zh-CN": "邮箱", "en": "E-mail address"}
    connector = "smtp"

    def address(self, text: str) -> str:
        if not is_mail_address(text.strip()):
            expected = {"zh-CN": "邮箱地址，例如 lin@company.com", "en": "an e-mail address, such as lin@company.com"}
            raise InvalidValue(expected=expected)
        return text.strip()

    def render(self, letter: Letter) -> Mapping[str, Any]:
        words = _WORDS[letter.locale]
        given = {"letter": letter, "words": words}
        subject = words["digest"].format(count=len(letter.lines)) if letter.digest else letter.lines[0].title
        return {
            "to": letter.to,
            "name": letter.name,
            "subject": subject,
            "text": _template("email.txt.j2").render(given),
            "html": _template("email.html.j2").render(given),
            "headers": {"List-Id": "Loomwork <messages.loomwork>", "Auto-Submitted": "auto-generated"},
        }


@functools.cache
def _template(name: str) -> Template:
    # Only our own files are templates; what people wrote is given to them as values, and escaped.
    folder = FileSystemLoader(Path(__file__).parent)
    chosen = Environment(
        loader=folder, autoescape=name.endswith(".html.j2"), undefined=StrictUndefined, trim_blocks=True
    )
    return chosen.get_template(name)


_WORDS = {
    "zh-CN": {
        "digest": "{count} 条消息",
        "open": "打开记录",
        "answer": "答复「{title}」",
        "why": "这是 {sender} 自动发出的邮件，请勿回复。",
        "settings": "设置接收方式",
    },
    "en": {
        "digest": "{count} messages",
        "open": "Open the record",
        "answer": "Answer {title}",
        "why": "{sender} sent this by itself; nobody reads replies.",
        "settings": "Choose what you are sent",
    },
}
