"""A keyboard with an exact rhythm: the page's clock stands still between keys, however busy this machine is."""

from playwright.sync_api import Page


class Keys:
    """Keys for one page whose clock is stopped: a scanner's or a person's."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def type(self, text: str, gap: int, end: str | None = None) -> None:
        """Press the keys of `text` with `gap` ms before each, then `end` (Enter, Tab or nothing)."""
        for character in text:
            self.pause(gap)
            self._page.keyboard.press(character)
        if end:
            self.pause(gap)
            self._page.keyboard.press(end)

    def pause(self, milliseconds: int) -> None:
        """Let the page's time pass, with all that happens in it by itself."""
        if milliseconds:
            self._page.clock.run_for(milliseconds)
