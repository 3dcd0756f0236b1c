"""Which hosts may be asked: none on this machine or its own network, whatever name leads there.

A name is resolved once, and what was checked is what is connected to.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from samestory.links.trouble import NotFetched

# As socket.getaddrinfo: host and port to tuples, the last part of which begins with the address.
Resolve = Callable[[str, int], list[tuple[Any, ...]]]
# All that has been given out of IPv6 to be reached from anywhere; what lies beside it is some network's own.
GIVEN_OUT = IPv6Network("2000::/3")
# IPv4 addresses written in IPv6 by networks that have only that (RFC 6052).
TRANSLATED = IPv6Network("64:ff9b::/96")


def resolved(host: str, port: int) -> list[tuple[Any, ...]]:
    """The addresses of ``host``, as this machine's resolver gives them."""
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def address_of(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> str:
    """The first address of ``host`` that may be asked.

    Raises NotFetched where the host is unknown or all its addresses are this machine's or its network's.
    """
    try:
        found = [str(one[4][0]).partition("%")[0] for one in resolve(host, port)]
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotFetched(f"the host {host} is not found ({reason})", passes=True) from None
    allowed = [one for one in found if allow_private or is_public(one)]
    if not allowed:
        raise NotFetched(
            f"{host} leads to {', '.join(found) or 'nowhere'}, this machine or its own network; "
            "--allow-private lets it be read"
        )
    return allowed[0]


def is_public(written: str) -> bool:
    """True for an address that anybody on the internet may ask."""
    address = ip_address(written)
    inner = _inside(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    given_out = address in GIVEN_OUT if isinstance(address, IPv6Address) else not address.is_multicast
    return address.is_global and given_out


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one carries, by any of the ways there are."""
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    tunnel = address.teredo
    return address.ipv4_mapped or address.sixtofour or (tunnel[1] if tunnel else None)
