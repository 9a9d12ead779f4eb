"""Several cartons on one certificate, and goods handed to a certified destroyer, on either database."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import CartonLine, Location, Product, table_of
from app.db.queries.destroyers import one
from app.domain.destroyers import Credential
from app.domain.vocabulary import PartyKind
from app.services import accrediting
from app.services.acting import Act
from app.services.destroying import checking
from tests.factories import NOW, Floor, a_party
from tests.services.bench import assert_ledger_holds, events, goods, state
from tests.services.destroyer import Destroyer, graded_to_destroy, in_the_cage
from tests.services.dock import shown
from tests.services.forklift import Forklift, kinds
from tests.services.stacker import ON, Stacker
from tests.services.test_destroying import holds, issued

FIRST, SECOND = "T-0412", "T-0413"
GOOD = Credential("NAID-4471", date(2027, 1, 31))


def two_in_the_cage(floor: Floor) -> None:
    in_the_cage(floor, FIRST)
    in_the_cage(floor, SECOND, 3, carton=4619)


def keep(floor: Floor, party_id: UUID, now: Credential, seen: str = "|", operator: str = "supervisor") -> str:
    act = Act(by=floor.principal(getattr(floor, operator)), scope="parties", client_id=str(new_id()), now=NOW)
    with floor.database.unit_of_work() as session:
        said = accrediting.accredit(session, act, party_id, seen, now).said
    told = {name: shown(value) for name, value in said.params.items()}
    return " | ".join(part.format(**told) for part in (said.message.title, said.message.say, said.message.next))


@pytest.fixture
def shredder(floor: Floor) -> UUID:
    """A firm whose certificate as a destroyer is good."""
    with floor.database.unit_of_work() as session:
        party_id = a_party(session, PartyKind.RECYCLER, "Segura Shredding").id
    keep(floor, party_id, GOOD)
    return party_id


def test_cartons_scanned_one_after_the_other_stand_on_one_certificate(floor: Floor, tmp_path: Path) -> None:
    two_in_the_cage(floor)
    destroyer = Destroyer(floor)
    destroyer.scan(FIRST)
    assert destroyer.scan(SECOND, FIRST) == (
        "Carton 0413 | 3 units in T-0413 go on the same certificate: 5 units in all."
        " | Scan another, or go on with these"
    )
    assert destroyer.scan(FIRST, f"{FIRST} {SECOND}") == (
        "On the list | Carton T-0412 is on the list already. | Scan another, or go on with these"
    )
    destroyer.photograph(FIRST, tmp_path)
    before = events(floor)
    assert destroyer.destroy(f"{FIRST} {SECOND}", floor.supervisor) == (
        "Destroyed | 5 units of carton T-0412, T-0413 are destroyed. Certificate CE-000001 states it."
        " | Print the certificate, or scan the next carton"
    )
    assert (goods(floor), [state(floor, lpn) for lpn in (FIRST, SECOND)]) == ([], ["closed", "closed"])
    assert (events(floor) - before, kinds(floor)[-1]) == (1, "goods_destroyed")
    (certificate,) = issued(floor)
    assert [(line.lpn, line.units) for line in certificate.record.lines] == [(FIRST, 2), (SECOND, 3)]
    (shot,) = certificate.papers["es"]["shots"]
    assert (shot["caption"], shot["digest"]) == ("Foto 1", certificate.record.pictures[0].digest)
    assert Destroyer(floor, "dock_worker").destroy(SECOND, floor.supervisor).startswith("Ended already | D. Silva")
    assert str(holds(floor)) == "Held(certificates=1)"
    assert_ledger_holds(floor)


def test_what_cannot_go_together_says_why(floor: Floor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_cage(floor, FIRST)
    graded_to_destroy(floor, SECOND, carton=4619)
    place = table_of(Location)
    with floor.database.unit_of_work() as session:
        cage = session.execute(sa.select(place).where(place.c.code == "X-01")).one()._asdict()
        session.execute(sa.insert(place).values({**cage, "id": new_id(), "code": "X-02"}))
    Forklift(floor).scans(SECOND, "X-02")
    destroyer = Destroyer(floor)
    destroyer.photograph(FIRST, tmp_path)
    monkeypatch.setattr(checking, "MOST", 1)
    assert destroyer.scan(SECOND, FIRST) == (
        "The list is full | Carton T-0413 was not added: the plates on a certificate are 1 at most."
        " | End what is on the list first, then scan it again"
    )
    monkeypatch.setattr(checking, "MOST", 20)
    assert destroyer.scan(SECOND, FIRST) == (
        "Another place | Carton T-0413 stands at X-02, what is on the list at X-01. One certificate is of one place."
        " | End what is on the list first, then scan it again"
    )
    assert destroyer.destroy(f"{FIRST} {SECOND}", floor.supervisor).startswith("Another place | ")
    assert issued(floor) == []


def test_a_pallet_and_a_carton_on_it_are_one_thing(floor: Floor, tmp_path: Path) -> None:
    for tote, number in ((FIRST, 4618), (SECOND, 4619)):
        graded_to_destroy(floor, tote, carton=number)
    Stacker(floor).scans(ON, FIRST, SECOND)
    Forklift(floor).scans(ON, "X-01")
    destroyer = Destroyer(floor)
    assert destroyer.scan(FIRST, ON).startswith("On the list | Carton T-0412 is on the list already.")
    destroyer.photograph(SECOND, tmp_path)
    assert destroyer.destroy(f"{SECOND} {FIRST}", floor.supervisor).startswith("Destroyed | 4 units of carton T-0413, ")
    assert [state(floor, lpn) for lpn in (FIRST, SECOND, ON)] == ["closed"] * 3
    assert_ledger_holds(floor)


def test_devices_with_data_on_them_go_into_the_custody_of_a_certified_destroyer(floor: Floor, shredder: UUID) -> None:
    plate, destroyer = in_the_cage(floor), Destroyer(floor)
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Product)).values(data_bearing=True))
        session.execute(sa.update(table_of(CartonLine)).values(serial="SN-1"))
    before = events(floor)
    assert destroyer.hand_over(plate, None) == (
        "Who takes it? | Nothing of carton T-0412 was handed over: the certified destroyer is missing."
        " | Choose the destroyer, then hand it over"
    )
    assert destroyer.hand_over(plate, shredder, person=" ") == (
        "Into whose hands? | Nothing of carton T-0412 was handed over: the name of the person who takes it is missing."
        " | Ask for the name, then hand it over"
    )
    assert destroyer.hand_over(plate, shredder, seal="") == (
        "Under which seal? | Nothing of carton T-0412 was handed over: the number on the seal is missing."
        " | Seal it, scan or type the number, then hand it over"
    )
    assert destroyer.hand_over(plate, shredder).startswith("Second person needed | destroy_goods, T-0412: ")
    assert events(floor) == before
    assert destroyer.hand_over(plate, shredder, by=floor.supervisor) == (
        "Handed over | 2 units of carton T-0412 went to Segura Shredding under seal SL-774. Certificate CE-000001"
        " states it. | Print the certificate, or scan the next carton"
    )
    assert (goods(floor), state(floor, plate), kinds(floor)[-1]) == ([], "closed", "custody_handed_over")
    (certificate,) = issued(floor)
    custody = certificate.record.custody
    assert custody and (custody.certificate, custody.until, custody.person) == ("NAID-4471", GOOD.until, "P. Ibarra")
    facts = dict(certificate.papers["en"]["facts"])
    assert (facts["Certified destroyer"], facts["Seal on the goods"]) == ("Segura Shredding", "SL-774")
    assert str(holds(floor)) == "Held(certificates=1)"
    assert_ledger_holds(floor)


def test_a_certificate_as_a_destroyer_lapses_and_is_kept_as_its_page_showed_it(floor: Floor, shredder: UUID) -> None:
    lapsed = Credential("NAID-4471", date(2026, 10, 1))
    assert keep(floor, shredder, lapsed, GOOD.mark) == (
        "Segura Shredding | It is a certified destroyer until 2026-10-01, by certificate NAID-4471."
        " | Goods may be handed into its custody to be destroyed"
    )
    assert Destroyer(floor).hand_over(in_the_cage(floor), shredder, by=floor.supervisor) == (
        "Certificate lapsed | Nothing of carton T-0412 was handed over: certificate NAID-4471 of Segura Shredding was"
        " good until 2026-10-01. | Choose another destroyer, or have the office enter the new certificate under Parties"
    )
    assert keep(floor, shredder, GOOD, GOOD.mark, "dock_worker") == (
        f"A. Novak was first | A. Novak changed the certificate of Segura Shredding as a destroyer at {shown(NOW)}."
        " Nothing was changed here. | Look at what it is now, then decide again"
    )
    assert keep(floor, shredder, lapsed, lapsed.mark) == (
        "Segura Shredding | Its certificate as a destroyer says that already. | Change it, or leave it"
    )
    assert keep(floor, shredder, Credential("NAID-4471"), lapsed.mark) == (
        "Not kept | A certificate as a destroyer has a number and a last day. One of them is missing."
        " | Enter both, or leave both empty"
    )
    assert keep(floor, shredder, Credential(), lapsed.mark).startswith(
        "Segura Shredding | It is no certified destroyer any more."
    )
    with floor.database.reading() as session:
        found = one(session, shredder)
    assert found and found.credential == Credential()
