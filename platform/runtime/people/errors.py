"""What may go wrong with accounts, sessions and the organisation.

PlatformError
├── SignInFailed       sign_in.failed        401  wrong login or password: one answer for both
├── TooManyAttempts    sign_in.too_many      429
├── SetupDone          setup.done            409  an administrator exists already
├── LoginTaken         account.login_taken   409
├── SwitchesOneselfOff person.oneself        409
├── LastAdministrator  person.last_administrator 409
└── UnknownPerson      person.unknown        422
"""

from typing import ClassVar

from ..errors import Conflict, PlatformError


class SignInFailed(PlatformError):
    code = "sign_in.failed"
    status = 401
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "账号或密码不对，核对后重试。",
        "en": "Account or password is wrong. Check both and try again.",
    }


class TooManyAttempts(PlatformError):
    """Context: minutes, how long to wait."""

    code = "sign_in.too_many"
    status = 429
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "尝试次数过多，{minutes} 分钟后再试。",
        "en": "Too many attempts. Try again in {minutes} minutes.",
    }


class SetupDone(Conflict):
    code = "setup.done"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "管理员已设置，直接登录即可。",
        "en": "An administrator exists already. Sign in instead.",
    }


class SwitchesOneselfOff(Conflict):
    code = "person.oneself"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "不能停用自己的账号，请由另一位管理员操作。",
        "en": "You cannot switch yourself off; ask another administrator.",
    }


class LastAdministrator(Conflict):
    code = "person.last_administrator"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这是最后一位管理员，先把管理员角色给另一个人。",
        "en": "This is the last administrator; give the role to somebody else first.",
    }


class LoginTaken(Conflict):
    code = "account.login_taken"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "这个账号名已被使用，换一个。",
        "en": "This account name is taken. Choose another.",
    }


class UnknownPerson(PlatformError):
    """Context: who, the code or id that names nobody."""

    code = "person.unknown"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "人员名册中没有「{who}」，核对工号后重试。",
        "en": "Nobody in the directory of people is called {who}. Check the code and try again.",
    }
