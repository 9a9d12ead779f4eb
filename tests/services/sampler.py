"""An inspector who draws samples, as the browser would play one, and what was agreed about them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, table_of
from app.db.queries import sampling as queries
from app.domain.sampling import Aql
from app.services import sampling
from app.services.acting import Act, Answered
from app.services.sampling import Screen
from app.services.sampling.agreeing import Wish
from tests.factories import NOW, Floor
from tests.services.dock import shown


class Sampler:
    """An inspector who draws units of one carton. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, plate: str, operator: str = "inspector") -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(getattr(floor, operator), "B-02")
        carton = table_of(Carton)
        with floor.database.reading() as session:
            found: UUID = session.execute(sa.select(carton.c.id).where(carton.c.lpn == plate)).scalar_one()
        self.screen = Screen(found)

    def scan(self, text: str) -> str:
        return self.do(sampling.scan, text)

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def do(self, verb: Callable[[Session, Act, Screen], Answered[None]], text: str = "") -> str:
        act = act_of(self.floor, self.by, text)
        with self.floor.database.unit_of_work() as session:
            answered = verb(session, act, self.screen)
        self.screen = replace(self.screen, unit=str(answered.pending.get("unit", "")))
        return said_of(answered)


def act_of(floor: Floor, by: object, text: str = "") -> Act:
    return Act(by, sampling.SCOPE, str(new_id()), NOW, {"text": text}, text=text)  # type: ignore[arg-type]


def said_of(answered: Answered[None]) -> str:
    message = answered.said.message
    params = {name: shown(value) for name, value in answered.said.params.items()}
    return " | ".join(part.format(**params) for part in (message.title, message.say, message.next))


def agree(floor: Floor, aql: Aql | None = Aql.P6_5, sku: str = "", party: UUID | None = None) -> str:
    with floor.database.unit_of_work() as session:
        wish = Wish(party or floor.northline.id, sku, aql)
        return said_of(sampling.keep_aql(session, act_of(floor, floor.principal(floor.supervisor)), wish))


def lots(floor: Floor) -> list[str]:
    with floor.database.reading() as session:
        rows = queries.listed(session, floor.site.id, queries.Wanted())
    return [
        f"{row.lot} {row.state} {row.drawn}/{row.sample} {row.defective}>{row.accept} {row.severity}" for row in rows
    ]
