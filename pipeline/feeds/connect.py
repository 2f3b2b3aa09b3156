"""Sockets to public addresses only, checked where each is made.

So every hop of a redirect, every address that a name resolves to at that moment, and literal addresses, for which no
resolver is asked, are all checked. A feed's address is anybody's to choose: without this it could have the poller read
a cloud's metadata service or a router's page, and tell of it in an error.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any, Final

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]
"""As `socket.getaddrinfo` gives it."""
SocketFactory = Callable[[AddressInfo], socket.socket]

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are an IPv4 address."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrivateAddress(OSError):
    """The address is not one of the public internet."""


def is_public(address: str) -> bool:
    """Tell whether an address is of the public internet, also by the IPv4 address that an IPv6 one carries."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (found, *_carried(found)))


def _carried(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    nat64 = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
    teredo = address.teredo[1] if address.teredo else None
    return [one for one in (address.ipv4_mapped, address.sixtofour, teredo, nat64) if one is not None]


def sockets(*, allow_private: bool) -> SocketFactory:
    """Give what makes sockets: it raises PrivateAddress instead of making one to an address that is not public."""

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, address = info
        if not allow_private and not is_public(address[0]):
            # The same words for each address of a name: aiohttp joins those that differ to something longer.
            raise PrivateAddress("its address is not a public one; FRONTWIRE_FETCH_ALLOW_PRIVATE=true allows it")
        return socket.socket(family, kind, protocol)

    return make
