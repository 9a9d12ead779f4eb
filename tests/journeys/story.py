"""The main job as three people play it: receive RMA-104418, grade it into three totes, take each to its place.

Nothing here knows a language: what the screens say is written down, for a test to compare with whole sentences.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

import sqlalchemy as sa
from playwright.sync_api import Browser, Page

from app.db.models import Event, EventItem, Operator, table_of
from tests.browser.live import House, Tablet, new_tablet
from tests.browser.serving import until

EVENT, ITEM, OPERATOR = table_of(Event), table_of(EventItem), table_of(Operator)

VITAMIN, OTHER_LOT, OMEGA = "Vitamin D3, lot 10D9T", "Case of 12, lot 10F1C", "Omega-3, eight in a bag"
GRADES = (((VITAMIN,), "A", "T-0412"), ((OTHER_LOT,), "C", "T-0413"), ((OMEGA, OMEGA), "D", "T-0414"))
"""Omega is graded twice: six that were expected, then two that were over."""

WRONG_PLACE = "D-01"


@dataclass(frozen=True, slots=True)
class Crew:
    """Badges of who receives, who grades and who drives."""

    dock: str
    inspector: str
    driver: str

    def badges(self, line: str) -> str:
        """Return a line of the ledger with the badge in place of the role it starts with."""
        role, rest = line.split(" ", 1)
        return f"{getattr(self, role)} {rest}"


@dataclass
class Story:
    """One run of the journey. `scan_item` is how item codes reach the screen: a wedge, or a camera."""

    house: House
    tablet: Tablet
    crew: Crew
    scan_item: Callable[[str], None]
    told: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def scan(self, *texts: str) -> None:
        """Scan with the wedge, and write the verdict down."""
        for text in texts:
            self.tablet.scan(text)
            self._note()

    def items(self, *titles: str) -> None:
        """Scan items of the tour, and write the verdicts down."""
        for title in titles:
            self.scan_item(self.house.code(title))
            self._note()

    def _note(self) -> None:
        kind, *sentences = self.tablet.band()
        self.told.append(f"{kind}: {' | '.join(sentences)}")

    def receive(self) -> None:
        """Two lots of the vitamin, a bag of omega with two too many kept by the confirm code; then close all of it."""
        self._sign_in(self.crew.dock, "D-04")
        self.scan(self.house.code("Return of Northline"), self.house.code("Carton plate"))
        self.items(VITAMIN, OTHER_LOT)
        self.scan("CMD-CONFIRM")
        self.items(OMEGA)
        self.scan("CMD-CONFIRM", "CMD-CLOSE", "CMD-CLOSE", "CMD-CONFIRM")

    def grade(self) -> None:
        """One grade for each lot, into a tote of its own."""
        self._sign_in(self.crew.inspector, "B-02")
        self.scan(self.house.code("Carton plate"))
        for titles, grade, tote in GRADES:
            for title in titles:
                self.items(title)
                self.scan(f"CMD-GRADE-{grade}", tote)
            self.scan("CMD-CLOSE")

    def route(self) -> None:
        """Each tote to the place the screen names; the first is put down at a wrong one before."""
        self._sign_in(self.crew.driver, "F-01")
        self.tablet.open("/routes")
        self._take("T-0412")
        self.scan(WRONG_PLACE, self._place())
        for tote in ("T-0413", "T-0414"):
            self._take(tote)
            self.scan(self._place())

    def _take(self, tote: str) -> None:
        self.scan(tote)
        self.places.append(self.tablet.page.locator(".dest__place").inner_text())

    def _place(self) -> str:
        return self.places[-1]

    def _sign_in(self, badge: str, place: str) -> None:
        self.tablet.open("/")
        self.tablet.sign_in(badge)
        self.tablet.scan(place)


@dataclass(frozen=True, slots=True)
class WallDisplay:
    """The wall beside the floor, in a browser of its own, never reloaded."""

    page: Page

    @classmethod
    def hung(cls, browser: Browser, house: House) -> "WallDisplay":
        """Let the supervisor make a display, and open its address where nobody is signed in."""
        supervisor = new_tablet(browser, house, viewport={"width": 1280, "height": 800})
        supervisor.open("/")
        supervisor.sign_in("2007")
        supervisor.open("/cartons")
        supervisor.page.locator("#wall-name").fill("Hall 1")
        supervisor.page.locator("#wall-name + *, form:has(#wall-name) button").last.click()
        address = supervisor.page.locator(".address a").get_attribute("href")
        assert address
        supervisor.page.context.close()
        wall = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
        wall.goto(address)
        wall.evaluate("window.neverReloaded = true")
        return cls(wall)

    def figures(self) -> dict[str, int]:
        """Return cartons by stage, and units graded today."""
        found: list[int] = self.page.evaluate(FIGURES)
        return dict(zip(("receive", "grade", "route", "rework", "graded"), found, strict=True))

    def follows(self, before: dict[str, int], **changes: int) -> dict[str, int]:
        """Wait until the figures are those of `before` with `changes`, on the page that was opened at first."""
        wanted = {name: value + changes.get(name, 0) for name, value in before.items()}
        shown = f"JSON.stringify({FIGURES}) === '{list(wanted.values())}'.replaceAll(' ', '')"
        with suppress(AssertionError):  # a wall asks every two seconds, and a machine that also runs it all may be slow
            until(self.page, shown)
        until(self.page, shown)
        assert self.page.evaluate("window.neverReloaded") is True
        return wanted


FIGURES = """[...document.querySelectorAll('.stages b'), document.querySelector('.pace .figure text')]
    .map((figure) => Number(figure.textContent))"""


def last_event(house: House) -> str:
    """Return what the ledger ends with."""
    with house.database.reading() as session:
        return str(session.scalar(sa.select(sa.func.max(sa.cast(EVENT.c.id, sa.String)))))


def events_since(house: House, last: str) -> list[str]:
    """Return what the ledger has after `last`: whose act, what, and how many units it moved."""
    moved = sa.select(sa.func.coalesce(sa.func.sum(ITEM.c.quantity), 0)).where(
        ITEM.c.site_id == EVENT.c.site_id, ITEM.c.event_id == EVENT.c.id, ITEM.c.product_id.is_not(None)
    )
    query = (
        sa.select(OPERATOR.c.badge, EVENT.c.kind, moved.scalar_subquery())
        .join_from(EVENT, OPERATOR, OPERATOR.c.id == EVENT.c.operator_id)
        .where(sa.cast(EVENT.c.id, sa.String) > last)
        .order_by(EVENT.c.id)
    )
    with house.database.reading() as session:
        return [f"{badge} {kind.value} {int(quantity)}" for badge, kind, quantity in session.execute(query)]
