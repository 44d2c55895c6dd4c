"""What can go wrong with what comes in.

Refused       intake.refused   401  no such address, paused, not set up, unsigned, altered or too old: never told which
FileRepeated  intake.file_repeated  409  a file with the same content came before
FileStopped   intake.file_stopped   422  rows of a file could not all be taken
AlreadyTaken  intake.taken     409  what one wants to take in again has become a record already
TooMuch       intake.rate      429  one address, or all together, sent more in ten minutes than the intake takes
NotOpen       intake.not_open  409  the form is not open yet, closed, full, paused or withdrawn
TooSoon       intake.too_soon  429  sent faster than anybody fills in a form
ConsentAsked  intake.consent   422  what one has to agree to was not agreed to, or reads otherwise now
Repeated      intake.repeated  409  such a record is there already; the sender is never told
Suspect       intake.suspect   422  a machine seems to have filled it in; the sender is never told
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class Refused(PlatformError):
    """The same words whatever was wrong: who guesses learns nothing."""

    code = "intake.refused"
    status = 401
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请求未被接受。请核对地址、签名密钥、时间戳与请求正文，或联系对方管理员。",
        "en": "Not accepted. Check the address, the signing key, the timestamp and the body, or ask the administrator.",
    }


class AlreadyTaken(Conflict):
    code = "intake.taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这条内容已成为记录，刷新后查看。",
        "en": "This has become a record already. Reload to see it.",
    }


class TooMuch(PlatformError):
    """Context: retry_after_s."""

    code = "intake.rate"
    status = 429
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "提交过于频繁，{retry_after_s} 秒后重试，已填内容不会丢失。",
        "en": "Too much was sent. Try again in {retry_after_s} seconds; what was filled in is kept.",
    }


class NotOpen(Conflict):
    """Context: state, a word of the language."""

    code = "intake.not_open"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "表单现在不接受提交，刷新后查看原因。",
        "en": "The form takes nothing at present. Reload to see why.",
    }


class TooSoon(PlatformError):
    """Context: retry_after_s."""

    code = "intake.too_soon"
    status = 429
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "提交得太快，{retry_after_s} 秒后重试。",
        "en": "That was very fast. Try again in {retry_after_s} seconds.",
    }


class ConsentAsked(PlatformError):
    code = "intake.consent"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "请先阅读并同意说明。说明可能刚更新过，刷新后再提交。",
        "en": "Read and agree to the notice first. It may just have changed: reload, then send.",
    }


class Repeated(Conflict):
    code = "intake.repeated"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "已有相同的记录，未再新建。核对后可重新接收。",
        "en": "There is such a record already, so none was made. Compare them, then take it in if need be.",
    }


class Suspect(PlatformError):
    code = "intake.suspect"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "疑似机器填写，未新建记录。确认是真人后可重新接收。",
        "en": "A machine seems to have filled this in, so no record was made. Take it in if it was a person.",
    }


class FileRepeated(Conflict):
    """Context: name, at."""

    code = "intake.file_repeated"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "同样内容的文件已在 {at} 接收过（{name}），这次没有接收。确需重复接收，请在数据入口页选择“仍要接收”。",
        "en": "The same content came on {at} as {name}, so nothing was taken. The intake's page takes it all the same.",
    }


class FileStopped(PlatformError):
    code = "intake.file_stopped"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "接收中断，部分行可能已成为记录。核对后把余下的行另存为文件再放入。",
        "en": "It was stopped; some rows may have become records. Compare them, then put in a file with the others.",
    }
