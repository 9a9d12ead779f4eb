"""Handing goods to a recycler, on either database: weighed into streams, gone for good, certified, told as figures."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CartonLine, MaterialStream, Product, table_of
from app.db.queries import certificates, streams
from app.db.queries.streams import Wanted
from app.domain.certificates import Fate
from app.domain.streams import DIVERTED
from app.domain.vocabulary import DispositionCode, PartyKind, Program
from app.exchange.documents import certificate
from app.services import certifying, recycling
from app.services.acting import Act, Answered
from app.services.certifying import Held
from app.services.recycling import HandOver, StreamDraft
from tests.factories import NOW, Floor, a_party
from tests.services.bench import BenchWork, assert_ledger_holds, events, goods, received, state
from tests.services.dock import gs1, shown
from tests.services.forklift import Forklift, kinds
from tests.services.holder import carton_id, lock

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
            said = self._do(lambda session, act=act, draft=draft: recycling.save_stream(session, act, draft))  # type: ignore[misc]
        return said

    def scan(self, text: str) -> str:
        act = self.act(text)
        return self._do(lambda session: recycling.scan(session, act))

    def hand_over(self, lpn: str, client_id: str = "", recycler: bool = True, **grams: str) -> str:
        with self.floor.database.reading() as session:
            ids = {each.code: each.id for each in streams.of_site(session, self.floor.site.id)}
        weighed = {ids[code.upper()]: text for code, text in grams.items()}
        asked = HandOver(carton_id(self.floor, lpn), weighed, self.verde if recycler else None, "Polímeros del Norte")
        act = self.act("", client_id)
        return self._do(lambda session: recycling.hand_over(session, act, asked, certificate.papers))

    def act(self, text: str = "", client_id: str = "") -> Act:
        return Act(
            by=self.by, scope=recycling.SCOPE, client_id=client_id or str(new_id()),
            now=NOW + timedelta(hours=6, seconds=next(self.seconds)), content={"text": text}, text=text, source="wedge",
        )  # fmt: skip

    def _do(self, verb: Callable[[Session], Answered[UUID]]) -> str:
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


@pytest.fixture
def plate(floor: Floor) -> str:
    """The plate of a tote with two vitamins that stands in R-01."""
    tote = graded_to_recycle(floor)
    Forklift(floor).scans(tote, "R-01")
    return tote


def test_goods_go_out_by_streams_and_weights_with_a_certificate(floor: Floor, plate: str) -> None:
    recycler = Recycler(floor)
    assert recycler.save(PLASTICS, METALS, REST).startswith("Saved | Goods can be weighed into Rest now.")
    assert recycler.scan(plate) == (
        "Carton 0412 | 2 units in T-0412 at R-01 are to be recycled. | Weigh them into streams, then hand them over"
    )
    assert recycler.hand_over(plate, plastics="300", metals="60", rest="40") == (
        "Handed over | 2 units of carton T-0412 went to Verde Recycling. Certificate CE-000001 states it."
        " | Print the certificate, or scan the next carton"
    )
    assert (goods(floor), state(floor, plate), kinds(floor)[-1]) == ([], "closed", "goods_recycled")
    with floor.database.reading() as session:
        (row,) = certificates.listed(session, floor.site.id, certificates.Wanted())
        issued = certificates.one(session, floor.site.id, row.id)
        rows, figures = streams.recovered(session, floor.site.id, Wanted(program=Program.TRADE_RETURN))
        _none, others = streams.recovered(session, floor.site.id, Wanted(program=Program.WARRANTY))
        assert certifying.verify(session) == Held(1)
    assert issued
    says = issued.record
    assert (says.recycler, says.downstream, says.grams) == ("Verde Recycling", "Polímeros del Norte", 400)
    assert [(each.code, each.fate, each.grams) for each in says.streams] == [
        ("METALS", Fate.RECYCLED, 60), ("PLASTICS", Fate.BACK_TO_PRODUCTION, 300), ("REST", Fate.LANDFILL, 40),
    ]  # fmt: skip
    assert [(each.stream.code, each.grams) for each in rows] == [("PLASTICS", 300), ("METALS", 60), ("REST", 40)]
    assert (figures.certificates, figures.total, str(figures.percent(DIVERTED))) == (1, 400, "90.0")
    assert (others.certificates, others.total, others.percent(DIVERTED)) == (0, 0, None)
    assert_ledger_holds(floor)


def test_what_is_not_handed_over_says_why(floor: Floor) -> None:
    recycler, tote = Recycler(floor), graded_to_recycle(floor)
    recycler.save(PLASTICS)
    assert recycler.scan(tote) == (
        "Not in its place | Carton T-0412 is graded at B-02. Goods are handed to a recycler only from zone R."
        " | Route it there first, then scan it again"
    )
    assert recycler.scan("T-0999") == (
        "Unknown carton | No open carton here has the plate T-0999. What was handed over has its certificate."
        " | Scan another carton, or look under Certificates"
    )
    assert recycler.scan("R-01") == (
        "Scan a carton | Scanned R-01: place. Expected: the plate of a carton or pallet that stands in a place for"
        " recycling. | Scan the plate on what is to be recycled"
    )
    Forklift(floor).scans(tote, "R-01")
    before = events(floor)
    assert recycler.hand_over(tote) == (
        "Weigh it first | Nothing of carton T-0412 was handed over: no stream has a weight."
        " | Enter the grams of each stream, then hand it over"
    )
    assert recycler.hand_over(tote, plastics="4 kg") == (
        "Not a weight | Plastics: 4 kg is no weight. Nothing was handed over. | Enter whole grams"
    )
    assert recycler.hand_over(tote, recycler=False, plastics="400") == (
        "Who takes it? | Nothing of carton T-0412 was handed over: the recycler is missing."
        " | Choose the recycler, then hand it over"
    )
    lock(floor, "10D9T")
    assert recycler.scan(tote) == (
        "Not to be recycled | Carton T-0412 holds goods that are locked, or that were not decided to be recycled."
        " | Take those to where they belong, then scan it again"
    )
    assert events(floor) == before


def test_there_is_no_second_time_and_a_replay_is_answered(floor: Floor, plate: str) -> None:
    recycler, client_id = Recycler(floor), str(new_id())
    recycler.save(PLASTICS)
    first = recycler.hand_over(plate, client_id, plastics="400")
    assert recycler.hand_over(plate, client_id, plastics="400") == first
    assert recycler.answered
    when = shown(NOW + timedelta(hours=6, seconds=2))
    assert recycler.hand_over(plate, plastics="400") == (
        f"Handed over already | D. Silva handed over what was in carton T-0412 at {when}: certificate CE-000001"
        " states it. | Scan another carton, or look under Certificates"
    )


def test_data_never_goes_to_a_recycler(floor: Floor, plate: str) -> None:
    recycler = Recycler(floor)
    recycler.save(PLASTICS)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(data_bearing=True))
        session.execute(sa.update(table_of(CartonLine)).values(serial="SN-1"))
    assert recycler.hand_over(plate, plastics="400").startswith(
        "Data on it | Vitamin D3 1000 IU, 120 ct SN-1 in carton"
    )


def test_a_stream_is_changed_as_its_page_showed_it(floor: Floor) -> None:
    recycler = Recycler(floor)
    recycler.save(PLASTICS)
    assert recycler.save(PLASTICS) == (
        "Not saved | A stream needs a code of its own, of letters and digits, and a name. PLASTICS is taken, or is"
        " none. | Enter another code, and the name"
    )
    with floor.database.reading() as session:
        (stream,) = streams.of_site(session, floor.site.id)
    changed = StreamDraft("PLASTICS", {"en": "Plastics"}, Fate.RECYCLED, False, stream.id, stream.version)
    assert recycler.save(changed).startswith("Saved | ")
    when = shown(NOW + timedelta(hours=6, seconds=3))
    assert Recycler(floor, "supervisor").save(changed) == (
        f"Changed meanwhile | D. Silva changed the stream PLASTICS at {when}. Yours was not saved."
        " | Look at it again, then change it"
    )
    with floor.database.reading() as session:
        assert streams.of_site(session, floor.site.id, active=True) == []
        assert session.execute(sa.select(table_of(MaterialStream).c.fate)).scalar_one() is Fate.RECYCLED
