"""Which addresses outside calls may reach: how they must be written, and where they must not lead."""

import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from .errors import AddressRefused, Unreached

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PORTS = {"http": 80, "https": 443}
_MOST_CHARACTERS = 2000
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
# A name without a dot at its end, without % and without letters of other scripts that only look like these.
_HOST = re.compile(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]*[a-z0-9])?)*")
# Addresses of IPv6 that carry one of IPv4 inside.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `host` is a name or an IP address without brackets; `path` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Whom credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def authority(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(url: str) -> Target:
    """Take an http(s) address apart. Raises AddressRefused for all that two readers might understand differently."""
    if not _PRINTABLE.fullmatch(url) or len(url) > _MOST_CHARACTERS or "\\" in url:
        raise AddressRefused(reason="characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused(reason="host") from None
    if parts.scheme not in _PORTS:
        raise AddressRefused(reason="scheme")
    if "@" in parts.netloc:
        raise AddressRefused(reason="user")
    if port == 0 or parts.netloc.endswith(":"):
        raise AddressRefused(reason="port")
    path = parts.path or "/"
    return Target(
        parts.scheme,
        _host(parts.netloc, (parts.hostname or "").lower()),
        _PORTS[parts.scheme] if port is None else port,
        f"{path}?{parts.query}" if parts.query else path,
    )


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises Unreached."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreached(host, reason="name") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, addresses: Iterable[str], allowed: Iterable[Network]) -> list[str]:
    """`addresses`, if each may be called. Raises AddressRefused: a name that leads both ways is not to be trusted."""
    found = list(addresses)
    if not found:
        raise Unreached(host, reason="name")
    allowed = list(allowed)
    if not all(_may_be_called(_ip(host, address), allowed) for address in found):
        raise AddressRefused(host, reason="inside")
    return found


def networks(texts: Iterable[str]) -> list[Network]:
    """Networks such as "10.1.2.0/24" or one address. Raises ValueError."""
    return [ipaddress.ip_network(text, strict=False) for text in texts]


def is_outside(address: Ip) -> bool:
    """Whether an address lies on the public internet, itself and whatever it carries inside."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            carried = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if carried is not None:
            return is_outside(carried)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_private
        or address.is_multicast
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def _may_be_called(address: Ip, allowed: list[Network]) -> bool:
    plain: Ip = address
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        plain = address.ipv4_mapped
    return is_outside(address) or any(plain.version == one.version and plain in one for one in allowed)


def _ip(host: str, address: str) -> Ip:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        raise AddressRefused(host, reason="inside") from None


def _host(netloc: str, host: str) -> str:
    if netloc.startswith("["):
        try:
            # A zone (%eth0) names an interface of this machine.
            if "%" in host:
                raise AddressRefused(reason="host")
            return ipaddress.IPv6Address(host).compressed
        except ValueError:
            raise AddressRefused(reason="host") from None
    if not _HOST.fullmatch(host) or len(host) > 253:
        raise AddressRefused(reason="host")
    return host
