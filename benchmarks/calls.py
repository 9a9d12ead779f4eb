"""What tablets, walls and cameras ask of a server, and which answers are right."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from itertools import cycle
from typing import Protocol
from urllib.parse import urlencode

from app.db.ids import new_id
from benchmarks.wire import Answer

VERSION = re.compile(rb'data-version="(\w+)"')


class Verdict(StrEnum):
    """What became of a call.

    BUSY is a camera frame put off by 503 and Retry-After, as designed: no error. LOST is a connection that failed,
    GIVEN_UP a call that the server was too slow for.
    """

    RIGHT = "right"
    BUSY = "busy"
    WRONG = "wrong"
    LOST = "lost"
    GIVEN_UP = "given up"


class Caller(Protocol):
    """Someone at a device."""

    kind: str

    def request(self, port: int) -> tuple[str, bytes]:
        """Return the next request whole, with the client id that it carries, if any."""

    def judge(self, answer: Answer) -> Verdict:
        """Tell whether the answer is right; keep what the next request needs of it."""


@dataclass
class Tablet:
    """A signed-in browser on a receipt with an open carton: every `form` counts one expected unit."""

    cookies: dict[str, str]
    action: str
    carton_id: str
    item: str
    kind: str = "scan"

    def form(self) -> dict[str, str]:
        """Return what the browser posts for one scan of a unit."""
        return {
            "client_id": str(new_id()), "after": "", "device_time": datetime.now(UTC).isoformat(), "text": self.item,
            "source": "wedge", "carton_id": self.carton_id, "new_carton_id": str(new_id()), "pending": "", "last": "",
            "face": "counting",
        }  # fmt: skip

    def request(self, port: int) -> tuple[str, bytes]:
        """Return one scan as a request, with its client id."""
        form = self.form()
        return form["client_id"], posted(port, self.action, self.cookies, FORM, urlencode(form).encode())

    def judge(self, answer: Answer) -> Verdict:
        """A scan is right when it counted."""
        self.cookies |= answer.cookies()  # the session says again every minute when it was last used
        return Verdict.RIGHT if answer.status == 200 and b'data-verdict="ok"' in answer.body else Verdict.WRONG


@dataclass
class Wall:
    """A wall display that asks whether anything changed since the version it shows."""

    address: str
    version: str = ""
    kind: str = "wall"

    def request(self, port: int) -> tuple[str, bytes]:
        """Return one poll as a request."""
        line = f"GET {self.address}/data?version={self.version} HTTP/1.1\r\n"
        return "", f"{line}Host: 127.0.0.1:{port}\r\nHX-Request: true\r\n\r\n".encode()

    def judge(self, answer: Answer) -> Verdict:
        """A wall is right when it is unchanged or shown anew."""
        if answer.status == 204:
            return Verdict.RIGHT
        found = VERSION.search(answer.body)
        self.version = found[1].decode() if found else self.version
        return Verdict.RIGHT if answer.status == 200 and found else Verdict.WRONG


@dataclass
class Camera:
    """A tablet that sends what its camera sees, one region of interest after the other."""

    cookies: dict[str, str]
    frames: list[bytes] = field(repr=False)
    kind: str = "frame"

    def __post_init__(self) -> None:
        self._next = cycle(self.frames)

    def request(self, port: int) -> tuple[str, bytes]:
        """Return one frame as a request."""
        return "", posted(port, "/captures", self.cookies, "image/jpeg", next(self._next))

    def judge(self, answer: Answer) -> Verdict:
        """A frame is right when it was looked at, whether or not it shows a code."""
        self.cookies |= answer.cookies()
        if answer.status == 503 and b"retry-after" in answer.head.lower():
            return Verdict.BUSY
        return Verdict.RIGHT if answer.status == 200 else Verdict.WRONG


FORM = "application/x-www-form-urlencoded"


def posted(port: int, path: str, cookies: dict[str, str], content_type: str, body: bytes) -> bytes:
    """Return a POST as our pages send it."""
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    lines = (
        f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: http://127.0.0.1:{port}", "HX-Request: true",
        f"Content-Type: {content_type}", f"Content-Length: {len(body)}", f"Cookie: {kept}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + body
