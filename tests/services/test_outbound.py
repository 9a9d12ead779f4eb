"""Outbound loads in the office, on either database: who changes what until when."""

from datetime import date, timedelta

import sqlalchemy as sa

from app.db.models import Party, table_of
from app.domain.approvals import Approver
from app.domain.vocabulary import DispositionCode, PartyKind, Role
from app.services import outbound
from app.services.outbound import Seen
from tests.factories import TODAY, Floor, a_party
from tests.services.loader import LIQUIDATE, TO_VENDOR, Loader, Planner, a_liquidator, a_vendor, decided

OUT = "OUT-000001"


def test_a_load_is_planned_to_whom_takes_its_goods(floor: Floor) -> None:
    planner, buyer = Planner(floor), a_liquidator(floor)
    assert planner.plan(buyer) == (
        "OUT-000001 | OUT-000001 goes to Second Dock on 2026-11-22. | Print its sheet: its code opens the load on the"
        " floor"
    )
    assert planner.plan(buyer, DispositionCode.DONATE) == (
        "Other party | Second Dock is: liquidator. Expected for goods under the code donate: charity. Nothing was kept."
        " | Choose another party, or another code"
    )
    assert planner.edit(OUT, a_vendor(floor), TO_VENDOR) == "Saved | OUT-000001 is kept as it is written here."
    assert (planner.load().party, planner.load().trailer) == ("Meridian Labs", "XX-1")
    assert planner.cancel(OUT, version=0) == (
        "A. Novak was first | A. Novak changed OUT-000001 at 04:32:03. Nothing was changed here."
        " | Look at it as it is now, and decide again"
    )
    planner.cancel(OUT)
    nowhere = planner.do(lambda session, act: outbound.cancel(session, act, Seen(buyer, 0)))
    assert nowhere == (
        "No such load | This site has no such load. Nothing was changed. | Look for it in the list of outbound loads"
    )
    assert planner.edit(OUT, buyer) == (
        "Not any more | OUT-000001 is cancelled, so this is not possible: edit. Nothing was changed."
        " | Look at it as it is now, or plan another load"
    )


def test_once_loading_has_begun_party_and_code_stay_until_it_is_delivered(floor: Floor) -> None:
    planner, buyer = Planner(floor), a_liquidator(floor)
    planner.plan(buyer)
    at = Loader(floor)
    at.scans(OUT, decided(floor, LIQUIDATE, place="L-01"))
    assert planner.edit(OUT, a_vendor(floor), TO_VENDOR) == (
        "Loading has begun | OUT-000001 takes goods to Second Dock already: its party and code stay. Nothing was"
        " changed. | Plan another load for others, or cancel this one once nothing is on it"
    )
    assert planner.edit(OUT, buyer).startswith("Saved")
    at.scans("CMD-CLOSE", "CMD-CONFIRM", "CMD-CONFIRM")
    assert planner.deliver(OUT, on=TODAY - timedelta(days=9)) == (
        "Which day? | OUT-000001 left on 2026-11-22, and today is 2026-11-22: it cannot have been taken over on"
        " 2026-11-13. | Enter the day that the proof of delivery names"
    )
    assert planner.deliver(OUT, by=" ") == "Who took it over? | Say who signed the proof of delivery."
    assert planner.deliver(OUT).startswith("Closed")
    assert (planner.load().received_by, planner.load().note) == ("L. Ortiz", "one tote dented")


def test_what_is_destroyed_elsewhere_goes_to_who_may_do_it_and_is_approved(floor: Floor) -> None:
    planner, party = Planner(floor), table_of(Party)
    with floor.database.unit_of_work() as session:
        firm = a_party(session, PartyKind.RECYCLER, "Verde Recycling").id
    assert planner.plan(firm, DispositionCode.DESTROY) == (
        "Not certified | Verde Recycling has no certificate as a destroyer that is good on 2026-11-22. Nothing was"
        " kept. | Enter its certificate on the page of the party, or choose another party"
    )

    def certified(until: date) -> None:
        with floor.database.unit_of_work() as session:
            values = {"destroyer_number": "NAID-7", "destroyer_until": until}
            session.execute(sa.update(party).where(party.c.id == firm).values(**values))

    certified(TODAY)
    planner.plan(firm, DispositionCode.DESTROY)
    tote = decided(floor, DispositionCode.DESTROY, place="X-01")
    certified(TODAY - timedelta(days=1))
    at = Loader(floor)
    assert at.scans(OUT, tote, "CMD-CLOSE", "S-1", "CMD-CONFIRM") == (
        "Not certified | Verde Recycling has no certificate as a destroyer that is good on 2026-11-22. OUT-000001 does"
        " not depart. | Have the office enter the new certificate, or take the goods off"
    )
    certified(TODAY)
    at.scans("CMD-CLOSE", "S-1", "CMD-CONFIRM")
    assert planner.load().state.value == "loading", at.says  # somebody has to approve it
    at.approver = Approver(floor.supervisor.id, frozenset({Role.SUPERVISOR}), floor.supervisor.name)
    at.scans("CMD-CLOSE", "S-1", "CMD-CONFIRM")
    assert planner.load().state.value == "departed"
