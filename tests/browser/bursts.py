"""A wedge scanner's burst of real keys, all sent at once: however busy this machine is, no key of it comes late.

Playwright's own keyboard waits for each key to be handled before it sends the next; on a loaded machine that is a
person's rhythm, and the page rightly takes it for one. The browser itself takes keys as fast as a scanner gives them.
"""

import asyncio
from typing import Any

from playwright.sync_api import Page

GS = "\x1d"
ENTER = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
F8 = {"key": "F8", "code": "F8", "windowsVirtualKeyCode": 119}
"""What many scanners press for the separator of a GS1 code."""


def burst(page: Page, text: str) -> None:
    """Press the keys of `text`, then Enter, on the page that has the focus."""
    session = page.context.new_cdp_session(page)
    presses = [event for key in (*map(_key, text), ENTER) for event in _pressed(key)]

    async def press_all() -> None:
        sent = [session._impl_obj.send("Input.dispatchKeyEvent", event, None) for event in presses]
        await asyncio.gather(*sent)

    session._sync(press_all())
    session.detach()


def _key(character: str) -> dict[str, Any]:
    if character == GS:
        return F8
    code = f"Digit{character}" if character.isdigit() else f"Key{character.upper()}" if character.isalpha() else ""
    return {"key": character, "code": code, "windowsVirtualKeyCode": ord(character.upper()), "text": character}


def _pressed(key: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    return {"type": "keyDown" if "text" in key else "rawKeyDown", **key}, {"type": "keyUp", **key, "text": ""}
