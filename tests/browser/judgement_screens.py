"""The walk through what goods are judged by, for those who look at every screen."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.db.models import Carton, table_of
from app.domain.transitions import CartonState
from tests.browser.live import House, Tablet


def at_the_judgement(tablet: Tablet, house: House) -> Iterator[str]:
    """Draft a checklist, try it, write a question with mistakes and its defects; draft a grade table."""
    tablet.open("/")
    tablet.sign_in("2007")
    tablet.open("/checklists?category=electronics")
    yield "checklists: the list"
    tablet.tap_first("main form .primary")
    draft = tablet.page.url.partition("?")[0].removeprefix(house.address)
    tablet.open(f"{draft}?set=all:pass")
    yield "checklists: a draft that is tried"
    tablet.open(f"{draft}/questions/3")
    tablet.page.locator("#key").fill("Battery!")
    tablet.tap_first(".foot .primary")
    yield "checklists: a question with faults"
    tablet.open(f"{draft}/words")
    yield "checklists: defects and places"
    tablet.open("/grade-tables")
    tablet.tap_first("main form .primary")
    yield "grade tables: a draft"
    tablet.open("/grading-quality")
    yield "grading quality"
    tablet.open("/grading")
    plate = _graded(house)
    tablet.scan(plate)
    yield "bench: graded already"
    tablet.scan(plate)
    yield "bench: graded again"
    tablet.scan("CMD-UNDO")


def _graded(house: House) -> str:
    """Return the plate of a carton that is graded and waits for its route."""
    carton = table_of(Carton)
    lone = (carton.c.state == CartonState.GRADED, carton.c.parent_id.is_(None), ~carton.c.is_pallet)
    with house.database.reading() as session:
        return str(session.execute(sa.select(carton.c.lpn).where(*lone).order_by(carton.c.lpn)).scalars().first())
