"""The keys that secrets are sealed with: AES-256-GCM, the first key seals, all of them open.

They come from LOOMWORK_SECRET_KEYS ("id:base64 id:base64"), or from the file DATA/keys/secrets, which is made at first
use and readable by its owner alone. There is no default key that production could run with by mistake. What is sealed
is bound to its place and opens nowhere else.
"""

import base64
import binascii
import hmac
import os
import re
import secrets as chance
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..identifiers import new_id
from ..storage import Settings
from .errors import SecretKeyBad, SecretUnreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_BYTES = 32
_NONCE_BYTES = 12
# A key of few different bytes was typed by somebody, not made.
_LEAST_DIFFERENT = 12
_WRITTEN = re.compile(r"([a-z0-9]{4,16}):([A-Za-z0-9+/_=-]{43,44})", re.ASCII)
_VARIABLE = "LOOMWORK_SECRET_KEYS"


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys by id, the one that seals first."""

    by_id: dict[str, bytes] = field(repr=False)

    @property
    def current(self) -> str:
        return next(iter(self.by_id))

    def seal(self, plain: str, place: str) -> str:
        """`plain` as text that only these keys open, and only for this place: "id.base64"."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = _cipher(self.by_id[self.current]).encrypt(nonce, plain.encode(), place.encode())
        return f"{self.current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def signatures(self, place: str) -> list[str]:
        """What only these keys make of a place, by each of them, the present one first: 43 letters of an address."""
        return [
            base64.urlsafe_b64encode(hmac.digest(key, b"signature\0" + place.encode(), "sha256")).decode().rstrip("=")
            for key in self.by_id.values()
        ]

    def unseal(self, sealed: str, place: str) -> str:
        """Raises SecretUnreadable: the key is not here, or the text was altered or belongs elsewhere."""
        from cryptography.exceptions import InvalidTag

        id = key_of(sealed)
        try:
            data = base64.urlsafe_b64decode(sealed.partition(".")[2])
            cipher = _cipher(self.by_id[id])
            return cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], place.encode()).decode()
        except (KeyError, ValueError, InvalidTag):
            raise SecretUnreadable(name=place.rpartition("/")[2], key=id) from None


def key_of(sealed: str) -> str:
    """The id of the key that a sealed text needs."""
    return sealed.partition(".")[0]


def find_keys(settings: Settings) -> Keys:
    """The installation's keys; read each time, so that a key added by another process is known. Raises SecretKeyBad."""
    if settings.secret_keys:
        return _read(settings.secret_keys, _VARIABLE)
    path = key_file(settings)
    if not path.exists():
        _write_first(path)
    return _read(path.read_text("ascii"), str(path))


def key_file(settings: Settings) -> Path:
    """Where the keys lie when the environment gives none."""
    return settings.data_dir / "keys" / "secrets"


def new_key() -> str:
    """A key as it is written."""
    return f"k{new_id()[-10:].lower()}:{base64.urlsafe_b64encode(chance.token_bytes(_BYTES)).decode()}"


def write_keys(path: Path, written: list[str]) -> None:
    """Replace the file whole, so that nobody reads half of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write("\n".join(written) + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _write_first(path: Path) -> None:
    """The first key; of two processes that begin at once one wins, and both read what it wrote."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}.{chance.token_hex(4)}")
    write_keys(made, [new_key()])
    try:
        os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink()


def _read(text: str, where: str) -> Keys:
    keys: dict[str, bytes] = {}
    for written in text.split():
        match = _WRITTEN.fullmatch(written)
        try:
            key = base64.urlsafe_b64decode(match[2].replace("+", "-").replace("/", "_")) if match else b""
        except binascii.Error:
            key = b""
        if match is None or len(key) != _BYTES or len(set(key)) < _LEAST_DIFFERENT or match[1] in keys:
            raise SecretKeyBad(where=where)
        keys[match[1]] = key
    if not keys:
        raise SecretKeyBad(where=where)
    return Keys(keys)


def _cipher(key: bytes) -> "AESGCM":
    # Asked for when the first secret is: a server without any starts faster.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
