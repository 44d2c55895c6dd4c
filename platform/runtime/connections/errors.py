"""What can go wrong with connections and their secrets. No error holds a secret or a part of one.

SecretKeyBad      secrets.key         503  the installation's secret keys cannot be used; names the setting or file
SecretUnreadable  secrets.unreadable  503  a secret was sealed with a key that this server does not have
ConnectionNotReady  connection.not_ready     422  not set up, or switched off
SecretsAnew         connection.secrets_anew  422  the host changed, so secrets are to be entered again
OutsideFailed       connection.failed        422  the other side cannot be called so, however often it is tried
"""

from typing import ClassVar

from ..errors import PlatformError, Unavailable


class SecretKeyBad(Unavailable):
    """Context: where, the setting or file that holds the keys."""

    code = "secrets.key"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "{where} 中的加密钥匙无法使用。每把写成「编号:32 字节的 base64」，可用 loomwork secrets key 生成。",
        "en": "The keys in {where} cannot be used. Write each as id:base64 of 32 bytes; "
        "loomwork secrets key prints a good one.",
    }


class SecretUnreadable(Unavailable):
    """Context: name, of the secret; key, the id of what it was sealed with."""

    code = "secrets.unreadable"
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "密钥「{name}」无法解开（加密钥匙 {key}）。请找回这把钥匙，或重新填写密钥。",
        "en": "The secret {name} cannot be opened (key {key}). Bring that key back, or enter the secret anew.",
    }


class ConnectionNotReady(PlatformError):
    """Context: title. An administrator has to act; trying again by itself does not help."""

    code = "connection.not_ready"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "连接「{title}」还没有设置或已停用，请管理员在「管理 → 连接」中设置后重试。",
        "en": "The connection {title} is not set up or switched off. An administrator sets it up under Admin → "
        "Connections; then retry.",
    }


class SecretsAnew(PlatformError):
    code = "connection.secrets_anew"
    status = 422
    message: ClassVar[dict[str, str]] = {
        "zh-CN": "地址换了主机，密钥不会交给新主机。请重新填写全部密钥。",
        "en": "The address leads to another host, which is not told the secrets of the one before. Enter all of them.",
    }


class OutsideFailed(PlatformError):
    """What cannot be mended by trying again. Context: reason, one per language."""

    code = "connection.failed"
    status = 422
    message: ClassVar[dict[str, str]] = {"zh-CN": "外部调用未成功：{reason}", "en": "The outside call failed: {reason}"}
