"""Which sites may ask: added by their exact origins, as browsers send them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.store import Store
from ingest.errors import RolecallError


def added(store: Store, name: str, origins: Sequence[str]) -> str:
    """The new site's key. RolecallError where an origin is none, or there is none."""
    if not origins:
        raise RolecallError("A site needs an origin, such as --origin https://careers.example.com")
    return store.add_site(name, [origin_of(origin) for origin in origins])


def origin_of(address: str) -> str:
    """ "https://Careers.example.com/" -> "https://careers.example.com": scheme, host and port, as a browser says it."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or "*" in address or parts.path.strip("/"):
        raise RolecallError(f"{address} is no origin. Write scheme and host, such as https://careers.example.com")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = f":{parts.port}" if parts.port and parts.port != usual else ""
    return f"{parts.scheme}://{host.lower()}{port}"
