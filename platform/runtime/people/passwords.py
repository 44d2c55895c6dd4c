"""Passwords: argon2id, 19 MiB and two passes (OWASP's figures for servers), about 25 ms on one core."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from ..errors import InvalidValue

MINIMUM_LENGTH = 8
MAXIMUM_LENGTH = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# The hash of a password that was thrown away, checked when there is no such account: the answer takes as long as for
# a wrong password. Its parameters are those above.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$wJoN8VwFD4q5FY+V6Med+w$rsNh/PJH+v0Mx0BAandKAqHtrgynCROWsgKF5OtTxhc"


def hash_password(password: str, *, pointer: str = "/password") -> str:
    """The text to keep. Raises InvalidValue when the password is too short or longer than 200 characters."""
    if not MINIMUM_LENGTH <= len(password) <= MAXIMUM_LENGTH:
        raise InvalidValue(
            pointer=pointer,
            expected={
                "zh-CN": f"至少 {MINIMUM_LENGTH} 位的密码",
                "en": f"a password of {MINIMUM_LENGTH} characters or more",
            },
        )
    return _hasher.hash(password)


def password_fits(hashed: str | None, password: str) -> bool:
    """True when `password` is the one hashed. Takes the same time when there is no hash."""
    try:
        _hasher.verify(hashed or _NOBODY, password[: MAXIMUM_LENGTH + 1])
    except (VerifyMismatchError, InvalidHashError):
        return False
    return hashed is not None
