"""Handing goods to a recycler, on either database: weighed into streams, gone for good, certified, told as figures."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, MaterialStream, Product, table_of
from app.db.queries import certificates, streams
from app.db.queries.streams import Wanted
from app.domain.certificates import Fate
from app.domain.streams import DIVERTED
from app.domain.vocabulary import Program
from app.services import certifying
from app.services.certifying import Held
from app.services.recycling import StreamDraft
from tests.factories import NOW, Floor
from tests.services.bench import assert_ledger_holds, events, goods, state
from tests.services.dock import shown
from tests.services.forklift import Forklift, kinds
from tests.services.holder import lock
from tests.services.recycler import METALS, PLASTICS, REST, Recycler, graded_to_recycle


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
        f"Ended already | D. Silva ended what was in carton T-0412 at {when}: recycling CE-000001"
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
