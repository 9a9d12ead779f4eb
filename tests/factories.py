"""What service tests start from: one site that is ready to receive, grade and route, and the makers of its rows.

`make_floor(database)` makes the site; its `Floor` names every row of it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.models import Authorization, Carton, Device, Location, Operator, Pack, Party, Product, Site
from app.domain.principals import Principal
from app.domain.vocabulary import Category, LocationKind, PartyKind, Program, ReasonCode, Role, Zone
from tests.makers import (
    NOW,
    TODAY,
    ExpectedLine,
    a_checklist,
    a_device,
    a_gtin,
    a_location,
    a_pack,
    a_party,
    a_product,
    a_quarantine,
    a_shipment,
    a_site,
    acting_as,
    an_authorization,
    an_operator,
    an_sscc,
)
from tests.rule_makers import a_rule

__all__ = [
    "NOW",
    "PLACES",
    "TODAY",
    "ExpectedLine",
    "Floor",
    "a_checklist",
    "a_device",
    "a_gtin",
    "a_location",
    "a_pack",
    "a_party",
    "a_product",
    "a_quarantine",
    "a_rule",
    "a_shipment",
    "a_site",
    "acting_as",
    "an_authorization",
    "an_operator",
    "an_sscc",
    "make_floor",
]


@dataclass(frozen=True, slots=True)
class Floor:
    """A site ready for work. RMA-104418 expects 24 + 12 vitamins of two lots, 6 omegas and 18 zincs: 60 units.

    All four lots were shipped to Northline; zinc lot Z0392A was shipped to Harbor & Pine only. RMA-104502 expects
    one drill by serial. The shirt is on no paper and tracks nothing; `vitamin_case` holds 12.
    """

    database: Database
    site: Site
    company: Party
    northline: Party
    harbor: Party
    dock_worker: Operator
    inspector: Operator
    router: Operator
    supervisor: Operator
    tablet: Device
    places: dict[str, Location]
    quarantine: Carton
    vitamin: Product
    omega: Product
    zinc: Product
    drill: Product
    shirt: Product
    vitamin_case: Pack
    trade_return: Authorization
    warranty: Authorization

    def principal(self, operator: Operator, at: str = "D-04") -> Principal:
        """Return `operator` with the tablet in hand, standing at the place coded `at`."""
        return acting_as(operator, self.site, self.places[at], self.tablet)


PLACES: tuple[tuple[str, LocationKind, Zone | None], ...] = (
    ("D-04", LocationKind.DOCK, None),
    ("G-01", LocationKind.STAGING, None),
    ("B-02", LocationKind.BENCH, None),
    ("F-01", LocationKind.FORKLIFT, None),
    ("S-01", LocationKind.RACK, Zone.STOCK),
    ("W-03", LocationKind.RACK, Zone.WORKSHOP),
    ("W-04", LocationKind.RACK, Zone.WORKSHOP),
    ("V-01", LocationKind.RACK, Zone.VENDOR),
    ("L-01", LocationKind.OUTBOUND, Zone.LIQUIDATION),
    ("N-01", LocationKind.OUTBOUND, Zone.DONATION),
    ("R-01", LocationKind.OUTBOUND, Zone.RECYCLING),
    ("X-01", LocationKind.CAGE, Zone.DESTRUCTION),
    ("C-01", LocationKind.OUTBOUND, Zone.CUSTOMER),
    ("Q-01", LocationKind.CAGE, Zone.QUARANTINE),
)


def make_floor(database: Database) -> Floor:
    """Make the site that most service tests start from, in one transaction."""
    with database.unit_of_work() as session:
        return _floor(database, session)


def _floor(database: Database, session: Session) -> Floor:
    site = a_site(session)
    places = {code: a_location(session, site, code, kind, zone) for code, kind, zone in PLACES}
    company = a_party(session, PartyKind.CLIENT, "Rio Bravo Supply")
    northline, harbor = a_party(session), a_party(session, name="Harbor & Pine Retail")
    vitamin, omega, zinc = (_supplement(session, company, *supplement) for supplement in _SUPPLEMENTS)
    drill, shirt = _drill(session, company), _shirt(session, company)
    trade, claimed = _trade_lines(vitamin, omega, zinc), _claimed_lines(drill)
    a_shipment(session, site, northline, trade, "SH-1")
    a_shipment(session, site, northline, claimed, "SH-2")
    a_shipment(session, site, harbor, [ExpectedLine(zinc, 30, "Z0392A", date(2027, 6, 30))], "SH-3")
    for category in Category:
        a_checklist(session, category)
    return Floor(
        database=database,
        site=site,
        company=company,
        northline=northline,
        harbor=harbor,
        dock_worker=an_operator(session, site),
        inspector=an_operator(session, site, [Role.INSPECTOR], "2304", "J. Park"),
        router=an_operator(session, site, [Role.ROUTER], "2412", "D. Silva", "es"),
        supervisor=an_operator(session, site, [Role.SUPERVISOR], "2007", "A. Novak"),
        tablet=a_device(session, site, places["D-04"]),
        places=places,
        quarantine=a_quarantine(session, site, places["Q-01"]),
        vitamin=vitamin,
        omega=omega,
        zinc=zinc,
        drill=drill,
        shirt=shirt,
        vitamin_case=a_pack(session, vitamin, a_gtin(101, indicator=1), 12),
        trade_return=an_authorization(session, site, northline, trade, credit_memo="CM-88210"),
        warranty=an_authorization(session, site, northline, claimed, "RMA-104502", Program.WARRANTY),
    )


_SUPPLEMENTS = (
    ("VIT-D3-120", 101, "Vitamin D3 1000 IU, 120 ct"),
    ("OMG-3-90", 218, "Omega-3 1200 mg, 90 ct"),
    ("ZNC-25-60", 325, "Zinc 25 mg, 60 ct"),
)


def _supplement(session: Session, owner: Party, sku: str, item: int, name: str) -> Product:
    return a_product(
        session, owner, sku=sku, gtin=a_gtin(item), name=name, lot_tracked=True, expiry_tracked=True
    )  # fmt: skip


def _drill(session: Session, owner: Party) -> Product:
    return a_product(
        session, owner, sku="DRL-18V", gtin=a_gtin(10077), name="Cordless drill 18 V kit", category=Category.TOOLS,
        unit_cost="52.00", list_price="89.00", warranty_months=24, lot_tracked=True, serial_tracked=True,
    )  # fmt: skip


def _shirt(session: Session, owner: Party) -> Product:
    return a_product(
        session, owner, sku="SHT-M", gtin=a_gtin(30100), name="Work shirt, M", category=Category.APPAREL
    )  # fmt: skip


def _trade_lines(vitamin: Product, omega: Product, zinc: Product) -> list[ExpectedLine]:
    return [
        ExpectedLine(vitamin, 24, "10D9T", date(2027, 3, 31)),
        ExpectedLine(vitamin, 12, "10F1C", date(2027, 5, 31)),
        ExpectedLine(omega, 6, "K7731", date(2027, 2, 28)),
        ExpectedLine(zinc, 18, "Z0415B", date(2027, 7, 31)),
    ]


def _claimed_lines(drill: Product) -> list[ExpectedLine]:
    reason = ReasonCode.WARRANTY_CLAIM
    return [ExpectedLine(drill, 1, "L2608", serial="DR7-204815", reason=reason, claim="Will not charge")]
