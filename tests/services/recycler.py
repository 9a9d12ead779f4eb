"""Whoever weighs goods into streams and hands them over, as the browser would play one; and goods that wait for it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import streams
from app.domain.certificates import Fate
from app.domain.vocabulary import DispositionCode, PartyKind
from app.exchange.documents import certificate
from app.services import recycling
from app.services.acting import Act, Answered
from app.services.recycling import HandOver, StreamDraft
from tests.factories import NOW, Floor, a_party
from tests.services.bench import BenchWork, received
from tests.services.dock import gs1, shown
from tests.services.holder import carton_id

PLASTICS = StreamDraft("PLASTICS", {"en": "Plastics", "es": "Plásticos"}, Fate.BACK_TO_PRODUCTION)
METALS = StreamDraft("METALS", {"en": "Metals", "es": "Metales"}, Fate.RECYCLED)
REST = StreamDraft("REST", {"en": "Rest", "es": "Resto"}, Fate.LANDFILL)


class Recycler:
    """Someone at R-01 who weighs and hands over. Every verb returns the verdict as `title | say | next`."""

    def __init__(self, floor: Floor, operator: str = "router") -> None:
        self.floor, self.seconds = floor, count(1)
        self.by = floor.principal(getattr(floor, operator), "R-01")
        self.answered: Answered[UUID] | None = None
        with floor.database.unit_of_work() as session:
            self.verde = a_party(session, PartyKind.RECYCLER, "Verde Recycling").id

    def save(self, *drafts: StreamDraft) -> str:
        for draft in drafts:
            act = self.act()
            said = self._do(act, lambda session, act=act, draft=draft: recycling.save_stream(session, act, draft))  # type: ignore[misc]
        return said

    def scan(self, text: str) -> str:
        act = self.act(text)
        return self._do(act, lambda session: recycling.scan(session, act))

    def hand_over(self, lpn: str, client_id: str = "", recycler: bool = True, **grams: str) -> str:
        with self.floor.database.reading() as session:
            ids = {each.code: each.id for each in streams.of_site(session, self.floor.site.id)}
        weighed = {ids[code.upper()]: text for code, text in grams.items()}
        asked = HandOver(carton_id(self.floor, lpn), weighed, self.verde if recycler else None, "Polímeros del Norte")
        act = self.act("", client_id)
        return self._do(act, lambda session: recycling.hand_over(session, act, asked, certificate.papers))

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by, scope=recycling.SCOPE, client_id=client_id or str(new_id()),
            now=NOW + timedelta(hours=6, seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
        )  # fmt: skip

    def _do(self, act: Act, verb: Callable[[Session], Answered[UUID]]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = verb(session)
        message, params = self.answered.said.message, self.answered.said.params
        told = {name: shown(value) for name, value in params.items()}
        return " | ".join(part.format(**told) for part in (message.title, message.say, message.next))


def graded_to_recycle(floor: Floor, tote: str = "T-0412", *, carton: int = 4618) -> str:
    item = gs1(floor.vitamin, "10D9T", "270331")
    bench = BenchWork(floor, "supervisor")
    bench.scans(received(floor, item, item, carton=carton), item)
    bench.says_more(quantity=2, code=DispositionCode.RECYCLE, reason="Agreed").scans("CMD-GRADE-D", tote, "CMD-CLOSE")
    return tote
