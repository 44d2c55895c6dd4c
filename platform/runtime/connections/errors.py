"""What can go wrong with connections and their secrets. No error holds a secret or a part of one.

SecretKeyBad      secrets.key         503  the installation's secret keys cannot be used; names the setting or file
SecretUnreadable  secrets.unreadable  503  a secret was sealed with a key that this server does not have
"""

from typing import ClassVar

from ..errors import Unavailable


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
