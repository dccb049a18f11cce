"""Decides which addresses of the web a server may ask: those of the public Internet alone."""

import ipaddress
from urllib.parse import urlsplit

LONGEST_URL = 500

# What is no name of the public web. RFC 2606, 6761, 6762, 7686, 8375, 9476 and habit.
PRIVATE_NAMES = (
    *("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "alt"),
    *("home.arpa", "onion"),
)
RESERVED_NAMES = (
    *("example", "invalid", "test", "localhost"),
    *("example.org", "example.com", "example.net"),
)
# Ranges that lead on to another address, or that `ipaddress` of some versions calls global.
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
_NEVER = [ipaddress.ip_network(net) for net in ("192.0.0.0/24", "64:ff9b:1::/48", "fec0::/10")]


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet, whatever form hides it.

    Private, loopback, link-local (with the clouds' metadata), shared, multicast and unspecified
    addresses are not, nor an IPv6 address that carries one of these inside.
    """
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _EMBEDDING:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and ip.teredo is not None:
            inner = ip.teredo[1]
        if inner is not None:
            return is_public(str(inner))
        if int(ip) >> 32 == 0:  # ::/96, the old way to carry an IPv4 address
            return False
    if any(ip in network for network in _NEVER):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def host_of(url: str) -> str:
    """Return the host of an address in small letters, or nothing where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_askable(url: str, *, own_hosts: tuple[str, ...] = ()) -> bool:
    """Tell whether an address names something on the public web that is not this site.

    Args:
        own_hosts: names of this site; one that begins with a dot means all names below it too.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = host_of(url)
    if parts.scheme not in {"http", "https"} or not host or len(url) > LONGEST_URL:
        return False
    if parts.username is not None or parts.password is not None:
        return False  # we send nobody's password
    if port is not None and port < 1024 and port not in {80, 443}:
        return False
    if any(_is_below(host, name.lstrip(".")) for name in own_hosts if name.startswith(".")):
        return False
    if host in own_hosts or any(_is_below(host, name) for name in RESERVED_NAMES):
        return False
    return _is_public_name(host)


def _is_below(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


def _is_public_name(host: str) -> bool:
    if ":" in host or host.replace(".", "").isdecimal():
        return is_public(host)
    last = host.rpartition(".")[2]
    # `0x7f.1` and `2130706433` are addresses too, to whoever looks names up.
    if "." not in host or last.isdecimal() or last.startswith("0x"):
        return False
    return not any(_is_below(host, name) for name in PRIVATE_NAMES)
