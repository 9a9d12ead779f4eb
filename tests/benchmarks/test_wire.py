"""Answers as they come off a socket, in pieces."""

import pytest

from benchmarks.calls import Camera, Tablet, Verdict, Wall
from benchmarks.wire import Answer, whole

SWAP = b'HTTP/1.1 200 OK\r\nContent-Length: 26\r\nSet-Cookie: backdock=a.b; Path=/\r\n\r\n<p data-verdict="ok">1</p>'


def test_an_answer_is_whole_with_its_last_byte() -> None:
    assert [whole(SWAP[:length]) for length in range(len(SWAP))] == [None] * len(SWAP)
    answer = whole(SWAP)
    assert answer
    assert (answer.status, answer.body, answer.cookies()) == (200, b'<p data-verdict="ok">1</p>', {"backdock": "a.b"})


def test_an_answer_without_content_has_no_length() -> None:
    answer = whole(b"HTTP/1.1 204 NO CONTENT\r\nServer: x\r\n\r\n")
    assert answer
    assert (answer.status, answer.body) == (204, b"")


def test_an_answer_that_does_not_say_how_long_it_is_is_refused() -> None:
    with pytest.raises(ConnectionError, match="no Content-Length"):
        whole(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")


def test_a_tablet_counts_what_was_counted_and_keeps_its_session() -> None:
    tablet = Tablet({"backdock": "old", "device": "d"}, "/receipts/1/scans", "carton", "0109521234300632")
    refused = Answer(200, b"HTTP/1.1 200 OK", b'<p data-verdict="stop"></p>')
    assert [tablet.judge(answer) for answer in (_whole(SWAP), refused)] == [Verdict.RIGHT, Verdict.WRONG]
    assert tablet.cookies == {"backdock": "a.b", "device": "d"}


def test_every_scan_of_a_tablet_is_a_new_act() -> None:
    tablet = Tablet({"backdock": "s"}, "/receipts/1/scans", "carton", "0109521234300632")
    (first, request), (second, _) = tablet.request(8080), tablet.request(8080)
    head, _, body = request.partition(b"\r\n\r\n")
    assert first != second
    assert f"client_id={first}&".encode() in body
    assert f"Content-Length: {len(body)}".encode() in head
    assert b"Origin: http://127.0.0.1:8080\r\n" in head


def test_a_wall_asks_with_the_version_it_shows() -> None:
    wall = Wall("/wall/token")
    shown = Answer(200, b"HTTP/1.1 200 OK", b'<div id="wall" data-version="0f3a">')
    unchanged, broken = Answer(204, b"HTTP/1.1 204", b""), Answer(500, b"HTTP/1.1 500", b"")
    assert [wall.judge(answer) for answer in (shown, unchanged, broken)] == ["right", "right", "wrong"]
    assert wall.request(8080)[1].startswith(b"GET /wall/token/data?version=0f3a HTTP/1.1\r\n")


def test_a_frame_put_off_is_no_error() -> None:
    camera = Camera({}, [b"one", b"two"])
    busy = Answer(503, b"HTTP/1.1 503\r\nRetry-After: 1", b"")
    down = Answer(503, b"HTTP/1.1 503 SERVICE UNAVAILABLE", b"")
    assert [camera.judge(answer) for answer in (busy, down)] == [Verdict.BUSY, Verdict.WRONG]
    assert [camera.request(1)[1][-3:] for _ in range(3)] == [b"one", b"two", b"one"]


def _whole(received: bytes) -> Answer:
    answer = whole(received)
    assert answer
    return answer
