"""Outbound loads in the office, on either database: who changes what until when."""

from datetime import timedelta

from app.domain.vocabulary import DispositionCode
from app.services import outbound
from app.services.outbound import Seen
from tests.factories import TODAY, Floor
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
