"""Work orders in the office over HTTP: listed, read, planned, cancelled, exported; what they yield."""

import pytest
from flask.testing import FlaskClient

from tests.factories import Floor
from tests.services.bench import BenchWork
from tests.services.workshop import Workshop, a_battery, a_contractor, a_drill
from tests.web.office import band, do, send
from tests.web.pages import page_of

DRILL = "Cordless drill 18 V kit"


@pytest.fixture
def address(supervisor: FlaskClient, floor: Floor) -> str:
    """The page of the only order, of a drill that waits in the workshop."""
    a_drill(floor)
    return str(page_of(supervisor.get("/work-orders")).all("a", **{"class": "code"})[0]["href"])


def test_orders_are_listed_by_what_is_asked(supervisor: FlaskClient, floor: Floor, address: str) -> None:
    party = a_contractor(floor)
    listed = page_of(supervisor.get("/work-orders?state=open&find=dr7-2048")).text
    assert f"T-0412 open normal {DRILL} DR7-204815 1 Repair, Clean, Re-pack - $0.00 $25.51" in listed
    for query in ("state=done", f"contractor={party.id}", "find=nothing", "category=food"):
        assert "Nothing fits" in page_of(supervisor.get(f"/work-orders?{query}")).text
    csv = supervisor.get("/work-orders/export.csv?category=tools").get_data(as_text=True)
    assert f"open,normal,,DRL-18V,{DRILL},L2608,DR7-204815,1,C,T-0412,W-03,," in csv
    assert supervisor.get("/work-orders/018f0000-0000-7000-8000-000000000001").status_code == 404


def test_one_order_tells_all_it_went_through(supervisor: FlaskClient, floor: Floor, address: str) -> None:
    battery, work = a_battery(floor), Workshop(floor)
    work.scans("T-0412", "CMD-REPAIR")
    work.works(20).scans(f"01{battery.gtin}10B77", "CMD-FINISH", "CMD-CONFIRM", "CMD-CONFIRM")
    bench = BenchWork(floor)
    bench.scans("T-0412", "DR7-204815")
    bench.says_more(function=5, cosmetics=7).scan("T-0500")
    page = page_of(supervisor.get(address)).text
    assert "Repair finished J. Park 20 25 Clean left out - 0 6" in page
    assert "Battery 18 V B77 1 $14.50" in page
    assert "Before the work $13.82 $39.33 $10.00 - - $15.51 As it stands $13.82" in page
    assert "As found C 1 Rework" in page
    assert "Graded again" in page
    assert "Part used: Repair J. Park" in page
    lines = supervisor.get(f"{address}/operations.csv").get_data(as_text=True).splitlines()
    assert [line.partition(",")[2] for line in lines][1:3] == [
        "Repair,finished,25,20,J. Park,,,,,,", "Clean,left out,6,0,,,,,,,",
    ]  # fmt: skip
    assert lines[-1].endswith("B77,,1,14.5,USD")
    figures = page_of(supervisor.get("/work-orders/yields?by=operation")).text
    assert "First-pass yield 100 % of 1 unit Cost per unit $22.50 Margin" in figures
    assert "Repair 1 1 100 % 1 of 1 20.0 $8.00 $14.50 $22.50" in figures
    csv = supervisor.get("/work-orders/yields/export.csv").get_data(as_text=True)
    assert f"Product,DRL-18V,{DRILL}," in csv


def test_the_office_writes_the_plan(supervisor: FlaskClient, address: str) -> None:
    page = page_of(supervisor.get(address))
    bench = next(each["value"] for each in page.all("option") if each["value"])
    told = do(supervisor, address, "plan", bench=bench, priority="urgent")
    assert band(told).startswith("OK Planned R")
    assert "urgent" in page_of(supervisor.get("/rework")).text
    step = told.all("input", name="operation")[0]["value"]
    assert "Clean is planned before Repair." in do(supervisor, address, "sequence", operation=step).text
    assert band(do(supervisor, address, "cancellation", reason="No parts")).startswith("OK Cancelled")
    page = page_of(supervisor.get(address))
    assert "Cancelled: No parts A. Novak" in page.text
    assert band(do(supervisor, address, "reopening")).startswith("OK Planned again")
    for fields in ({"version": "x", "priority": "urgent"}, {"version": "0", "priority": "soon"}):
        assert send(supervisor, f"{address}/plan", fields).status_code == 400
