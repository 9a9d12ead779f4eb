"""A wedge scanner's burst of real keys, each with the time a scanner would press it at, however busy this machine is.

Playwright's own keyboard waits for each key to be handled before it sends the next, and without a time of its own a key
has the time at which it reached the browser. On a loaded machine either is a person's rhythm, or that of a scan that
was cut, and the page rightly takes it for one.
"""

import asyncio
import time
from collections.abc import Awaitable, Iterable
from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.browser.serving import until

GS = "\x1d"
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
F8 = {"key": "F8", "code": "F8", "windowsVirtualKeyCode": 119}
"""What many scanners press for the separator of a GS1 code."""
WIRED = 0.002
"""Seconds between two keys of a wired scanner."""
SETTLED = "!window.backdockKeys || performance.now() - window.backdockKeys.since > 150"
"""A scan that comes as soon as its page may have begun before it, and is asked for again (see burst.js)."""


def burst(page: Page, text: str, gap: float = WIRED) -> None:
    """Press the keys of `text`, then Enter, all at once, on the page that has the focus and has had it for a while.

    They bear times `gap` seconds apart.
    """
    until(page, SETTLED)
    session = page.context.new_cdp_session(page)
    began = time.time()
    press_all = [_press(session, key, began + gap * number) for number, key in enumerate(_keys(text))]
    session._sync(_all(press_all))
    session.detach()


def burst_in_time(page: Page, text: str, gap: float) -> None:
    """Press the keys of `text`, then Enter, `gap` seconds apart, whatever the page does meanwhile; never early."""
    session = page.context.new_cdp_session(page)
    began, pressed = time.time(), []
    for number, key in enumerate(_keys(text)):
        due = began + gap * number
        page.wait_for_timeout(max(0, 1000 * (due - time.time())))
        pressed.append(asyncio.ensure_future(_press(session, key, due), loop=session._loop))
    session._sync(_all(pressed))
    session.detach()


async def _all(pressed: Iterable[Awaitable[None]]) -> None:
    await asyncio.gather(*pressed)


async def _press(session: CDPSession, key: dict[str, Any], at: float) -> None:
    """Send both events of a key with the time of day they bear, in seconds."""
    events = [{**event, "timestamp": at} for event in _pressed(key)]
    await asyncio.gather(*(session._impl_obj.send("Input.dispatchKeyEvent", event, None) for event in events))


def _keys(text: str) -> tuple[dict[str, Any], ...]:
    return (*map(_key, text), ENTER)


def _key(character: str) -> dict[str, Any]:
    if character == GS:
        return F8
    code = f"Digit{character}" if character.isdigit() else f"Key{character.upper()}" if character.isalpha() else ""
    return {"key": character, "code": code, "windowsVirtualKeyCode": ord(character.upper()), "text": character}


def _pressed(key: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"type": "keyDown" if "text" in key else "rawKeyDown", **key}, {"type": "keyUp", **key, "text": ""}
