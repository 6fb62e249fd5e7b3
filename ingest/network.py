"""The network that pages are fetched over: connections to checked addresses only, and each with an end."""

import time
from collections.abc import Collection
from typing import Any

import httpcore

from ingest.address import Resolve, checked
from ingest.errors import FetchError

_PLAIN = httpcore.SyncBackend()


class Pinned(httpcore.NetworkBackend):
    """Connects to the address that was checked. TLS still checks the certificate by the host's name.

    `total`: seconds after which a connection ends, whatever it is at.
    """

    def __init__(self, private: Collection[str], resolver: Resolve, total: float) -> None:
        self.private, self.resolver, self.total = private, resolver, total

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> httpcore.NetworkStream:
        ip = checked(host, port, self.private, self.resolver)
        return Timed(_PLAIN.connect_tcp(ip, port, *args, **options), time.monotonic() + self.total)

    def connect_unix_socket(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
        raise FetchError("Only http and https addresses are fetched.")

    def sleep(self, seconds: float) -> None:
        _PLAIN.sleep(seconds)


class Timed(httpcore.NetworkStream):
    """A stream with an end: each byte of a trickle would begin httpx's own limit anew."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self.stream, self.ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return self.stream.read(max_bytes, min(timeout or left, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, timeout)

    def close(self) -> None:
        self.stream.close()

    def start_tls(self, *args: Any, **options: Any) -> httpcore.NetworkStream:
        return Timed(self.stream.start_tls(*args, **options), self.ends)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
