"""HTTP/1.1 over one connection that stays open, by sockets alone: the one who measures must cost next to nothing."""

import re
import socket
from dataclasses import dataclass

PATIENCE_S = 60.0
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)
CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said. `head` is everything before the empty line."""

    status: int
    head: bytes
    body: bytes

    def cookies(self) -> dict[str, str]:
        """Return the cookies it sets."""
        return {name.decode(): value.decode() for name, value in COOKIE.findall(self.head)}


def whole(received: bytes) -> Answer | None:
    """Return the answer in `received` once it is all there. 204 and 304 have no body (RFC 9110, 15.3.5 and 15.4.5)."""
    head, found, body = received.partition(b"\r\n\r\n")
    if not found:
        return None
    status, length = int(head.split(b" ", 2)[1]), LENGTH.search(head)
    if status not in (204, 304) and length is None:
        raise ConnectionError(f"no Content-Length in {head!r}")
    needed = 0 if status in (204, 304) or length is None else int(length[1])
    return Answer(status, head, body) if len(body) >= needed else None


class Wire:
    """One connection; it opens at the first request and again after either side closed it."""

    def __init__(self, port: int) -> None:
        self._port, self._received = port, b""
        self._socket: socket.socket | None = None

    def send(self, request: bytes) -> int:
        """Send a whole request and return the descriptor to watch. Raises OSError when nobody answers."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), PATIENCE_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        return self._socket.fileno()

    def receive(self) -> Answer | None:
        """Take in what has come; return the answer once it is whole. Raises OSError when the connection is lost."""
        assert self._socket is not None
        more = self._socket.recv(65_536)
        if not more:
            raise ConnectionResetError("closed before the answer was whole")
        self._received += more
        answer = whole(self._received)
        if answer is None:
            return None
        self._received = b""
        if CLOSING.search(answer.head):
            self.close()
        return answer

    def close(self) -> None:
        """Hang up; what was half received is dropped."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._received = None, b""


def exchange(port: int, request: bytes) -> Answer:
    """Send one request over a connection of its own and wait for the answer. Raises OSError."""
    wire = Wire(port)
    try:
        wire.send(request)
        while (answer := wire.receive()) is None:
            pass
        return answer
    finally:
        wire.close()
