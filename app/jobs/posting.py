"""One message over the wire: to the address that was looked at and no other, within bounds, its answer not believed."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.domain.webhooks import is_public

STEP_SECONDS, WHOLE_SECONDS = 10, 20
"""How long one step of the conversation may take, and all of it."""
READ_BYTES = 1024
"""Of an answer; nobody looks at it."""


class NotTaken(Exception):
    """The message was not taken; `status` is the answer's, 0 when there was none."""

    def __init__(self, why: str, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


def post(url: str, body: bytes, headers: Mapping[str, str], *, allows_private: bool) -> int:
    """Send `body` and return the status of the answer, 2xx. Raises NotTaken for anything else; redirects too."""
    parts = urlsplit(url)
    try:
        connection = _connection(url, _addresses(parts.hostname or "", _port(url), allows_private))
        guard = threading.Timer(WHOLE_SECONDS, _cut, [connection.sock])  # a peer may answer in drops, and never end
        guard.start()
        try:
            path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            answer.read(READ_BYTES)
        finally:
            guard.cancel()
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise NotTaken(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from None
    if not 200 <= answer.status < 300:
        raise NotTaken(f"It answered {answer.status}; only 2xx is taken for an answer.", answer.status)
    return answer.status


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _addresses(host: str, port: int, allows_private: bool) -> list[tuple[str, int]]:
    """Return where a name leads, all of it looked at: a name that leads inwards too is sent nothing."""
    found = [(str(each[4][0]), port) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not allows_private and not all(is_public(ip_address(address.partition("%")[0])) for address, _port in found):
        raise NotTaken("The name leads to an address of this machine or of a network nearby; nothing was sent.")
    return found


def _connection(url: str, addresses: list[tuple[str, int]]) -> http.client.HTTPConnection:
    """Return a connection to one of `addresses`: the name is not asked again, it might lead elsewhere by now."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", _port(url)
    plain = _first_open(addresses)
    connection = http.client.HTTPConnection(host, port, timeout=STEP_SECONDS)
    try:
        is_secure = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_secure else plain
    except (OSError, ValueError):
        plain.close()
        raise
    if is_secure:
        connection.default_port = 443
    return connection


def _first_open(addresses: list[tuple[str, int]]) -> socket.socket:
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection(address, STEP_SECONDS)
        except OSError:
            continue
    return socket.create_connection(last, STEP_SECONDS)


def _cut(open_socket: socket.socket) -> None:
    with suppress(OSError):
        open_socket.shutdown(socket.SHUT_RDWR)
