"""What can go wrong outside. No error holds an address's path, a header, a body or a secret: only the host is named.

OutsideError
├── AddressRefused    the address is not written as one that may be called, or leads inside
├── Unreached         nothing answered: no such host, no connection, no valid certificate
├── AnswerRefused     the answer is too large, too slow, or not HTTP
├── NotAccepted       the other side answered with a refusal
└── SecretMissing     a secret the connector needs is not set: nothing is sent
"""

from typing import ClassVar

_REASONS: dict[str, dict[str, str]] = {
    "characters": {"zh-CN": "含有不允许的字符", "en": "it holds characters that are not allowed"},
    "scheme": {"zh-CN": "应以 https:// 或 http:// 开头", "en": "it must begin with https:// or http://"},
    "user": {"zh-CN": "地址中不能带用户名", "en": "it must not hold a user name"},
    "host": {"zh-CN": "主机名写法有误", "en": "its host name is not written as it should be"},
    "port": {"zh-CN": "端口有误", "en": "its port is wrong"},
    "inside": {"zh-CN": "指向内部网络", "en": "it leads to an inside network"},
    "secure": {"zh-CN": "从加密地址转向未加密地址", "en": "it leads from an encrypted to an open address"},
    "name": {"zh-CN": "找不到主机", "en": "there is no such host"},
    "connection": {"zh-CN": "无法建立连接", "en": "no connection"},
    "certificate": {"zh-CN": "证书无效", "en": "its certificate is not valid"},
    "time": {"zh-CN": "超时", "en": "it took too long"},
    "size": {"zh-CN": "内容过大", "en": "it is too large"},
    "headers": {"zh-CN": "标头过大", "en": "its headers are too large"},
    "encoding": {"zh-CN": "压缩方式不受支持", "en": "it came packed"},
    "form": {"zh-CN": "不是有效的 HTTP", "en": "it is not valid HTTP"},
    "path": {"zh-CN": "路径的某一段为空，或指向上级", "en": "a part of its path is empty or leads up"},
    "sign_in": {"zh-CN": "用户名或密码不对", "en": "it does not accept the user name or password"},
    "sender": {"zh-CN": "不接受发件人地址", "en": "it does not accept the sender's address"},
    "redirects": {"zh-CN": "转向不被接受", "en": "it redirects where it may not"},
}


class OutsideError(Exception):
    """Base of all. `words` is a sentence per language; {host}, and {reason} in that language, are filled in."""

    code: ClassVar[str] = "outside"
    words: ClassVar[dict[str, str]] = {"zh-CN": "外部服务出错", "en": "The outside service failed"}

    def __init__(self, host: str = "", **context: str) -> None:
        super().__init__(self.code)
        self.host = host
        self.context = context

    def sentence(self, locale: str) -> str:
        """What happened, in `locale`."""
        filled = self.context | {"host": self.host}
        if "reason" in filled:
            filled["reason"] = _REASONS[filled["reason"]].get(locale, _REASONS[filled["reason"]]["en"])
        return self.words.get(locale, self.words["en"]).format_map(filled)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"


class AddressRefused(OutsideError):
    """Context: reason: characters, scheme, user, host, port, inside, secure, path, size."""

    code = "outside.address"
    words: ClassVar[dict[str, str]] = {
        "zh-CN": "不允许访问这个地址（{reason}），检查后再试。",
        "en": "This address may not be called ({reason}). Check it and try again.",
    }


class Unreached(OutsideError):
    """Context: reason: name, connection, certificate, sign_in, sender."""

    code = "outside.unreached"
    words: ClassVar[dict[str, str]] = {
        "zh-CN": "连不上 {host}（{reason}），稍后会再试。",
        "en": "{host} cannot be reached ({reason}). It will be tried again.",
    }


class AnswerRefused(OutsideError):
    """Context: reason: time, size, headers, encoding, form, redirects."""

    code = "outside.answer"
    words: ClassVar[dict[str, str]] = {
        "zh-CN": "{host} 的回应无法使用（{reason}）。",
        "en": "The answer of {host} cannot be used ({reason}).",
    }


class NotAccepted(OutsideError):
    """Context: status."""

    code = "outside.refused"
    words: ClassVar[dict[str, str]] = {
        "zh-CN": "{host} 没有接受，返回 {status}。",
        "en": "{host} did not accept it and answered {status}.",
    }


class SecretMissing(OutsideError):
    """Context: name."""

    code = "outside.secret"
    words: ClassVar[dict[str, str]] = {
        "zh-CN": "连接缺少密钥「{name}」，设置后才能发送。",
        "en": "The connection lacks its secret {name}; nothing is sent without it.",
    }
