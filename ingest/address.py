"""What may be connected to: public addresses, and private ones that the operator has named.

A name is resolved once, every address behind it is checked, and the connection goes to the checked address itself, so
that no second resolution can lead elsewhere.
"""

import ipaddress
import os
import socket
from collections.abc import Callable, Collection, Iterable

from ingest.errors import FetchError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
PORTS = (80, 443, 8080, 8443)
# Addresses that carry another one inside: what is inside decides. 64:ff9b::/96 is NAT64, 2002::/16 6to4.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CLOSED = [
    ipaddress.ip_network(net)
    for net in ("100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15", "64:ff9b:1::/48", "fec0::/10", "::/96", "5f00::/16")
]


def private_hosts() -> frozenset[str]:
    """Hosts ("host" or "host:port") that may lie at private addresses: ROLECALL_FETCH_PRIVATE, comma separated."""
    named = os.environ.get("ROLECALL_FETCH_PRIVATE", "").split(",")
    return frozenset(name.strip().lower() for name in named if name.strip())


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as the system resolves it. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, whatever form it is written or wrapped in."""
    try:
        ip: IP = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    inside: Iterable[IP | None] = ()
    if isinstance(ip, ipaddress.IPv6Address):
        teredo = ip.teredo or ()
        nat = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
        inside = (ip.ipv4_mapped, ip.sixtofour, nat, *teredo)
        if ip.ipv4_mapped or nat:
            return is_public(str(ip.ipv4_mapped or nat))
    closed = any(ip.version == net.version and ip in net for net in _CLOSED)
    open_itself = ip.is_global and not (ip.is_multicast or ip.is_reserved or closed)
    return open_itself and all(is_public(str(part)) for part in inside if part is not None)


def checked(host: str, port: int, private: Collection[str], resolver: Resolve) -> str:
    """The address to connect to. Raises FetchError where any address of the host is not public."""
    named = host.lower().strip("[]").rstrip(".")
    allowed = named in private or f"{named}:{port}" in private
    if port not in PORTS and not allowed:
        raise FetchError(f"{host}:{port} is no port that pages are served at. Use an address without it.")
    try:
        found = resolver(named, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"There is no host {host[:80]}: its name could not be resolved. Check the address.") from error
    if not found or not (allowed or all(map(is_public, found))):
        raise FetchError(
            f"{host[:80]} lies at a private address, which Rolecall does not fetch. "
            "If it is your own site, name it in ROLECALL_FETCH_PRIVATE."
        )
    return found[0]
