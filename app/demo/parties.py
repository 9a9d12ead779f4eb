"""The fourteen companies and people of the demo."""

from typing import Any

from app.db.ids import new_id
from app.db.models import Party
from app.demo.gs1 import gln
from app.domain.terms import PartyTier
from app.domain.vocabulary import Category, PartyKind

COMPANY = "Rio Bravo Supply"
CLIENT = "Alameda Outdoor"
NORTHLINE = "Northline Pharmacy"
HARBOR = "Harbor & Pine Retail"
SOL_Y_MAR = "Sol y Mar Tiendas"
CLEARWATER = "Clearwater Clinics"
WHITFIELD = "J. Whitfield"
HEALTH_VENDOR = "Meridian Health Labs"
POWER_VENDOR = "Kestrel Power Tools"
WORKSHOP = "Bravo Bench Repair"
LIQUIDATOR = "Second Dock Liquidators"
CHARITY = "Mesa Norte Food Bank"

_PARTIES: tuple[tuple[str, PartyKind], ...] = (
    (COMPANY, PartyKind.CLIENT),
    (CLIENT, PartyKind.CLIENT),
    (NORTHLINE, PartyKind.CUSTOMER),
    (HARBOR, PartyKind.CUSTOMER),
    (SOL_Y_MAR, PartyKind.CUSTOMER),
    (CLEARWATER, PartyKind.CUSTOMER),
    (WHITFIELD, PartyKind.CUSTOMER),
    (HEALTH_VENDOR, PartyKind.VENDOR),
    (POWER_VENDOR, PartyKind.VENDOR),
    ("Frontera Freight", PartyKind.CARRIER),
    ("Verde Recycling", PartyKind.RECYCLER),
    (LIQUIDATOR, PartyKind.LIQUIDATOR),
    (WORKSHOP, PartyKind.CONTRACTOR),
    (CHARITY, PartyKind.CHARITY),
)

_PRIVATE = {WHITFIELD}

# address, postal code, country, millionths of degrees north and east
_PLACES: dict[str, tuple[str, str, str, int, int]] = {
    NORTHLINE: ("2210 Commerce Street\nSan Antonio, TX", "78207", "US", 29_421_500, -98_519_800),
    CLEARWATER: ("815 East Houston Street\nSan Antonio, TX", "78205", "US", 29_426_900, -98_481_300),
    HARBOR: ("5400 Clinton Drive\nHouston, TX", "77020", "US", 29_757_300, -95_312_600),
    SOL_Y_MAR: ("Av. Ruiz Cortines 1500\nMonterrey, N.L.", "64400", "MX", 25_712_800, -100_341_900),
    WHITFIELD: ("19 Mesa Drive\nLaredo, TX", "78041", "US", 27_552_700, -99_490_100),
}

_TIERS = {
    NORTHLINE: PartyTier.PARTNER,
    CLEARWATER: PartyTier.PARTNER,
    HARBOR: PartyTier.LOYAL,
    SOL_Y_MAR: PartyTier.LOYAL,
}

BUYS: dict[str, tuple[Category, ...]] = {
    NORTHLINE: (Category.FOOD, Category.MEDICAL, Category.PACKAGING),
    HARBOR: (Category.FOOD, Category.APPAREL, Category.TOOLS, Category.PACKAGING),
    SOL_Y_MAR: (Category.FOOD, Category.APPAREL, Category.ELECTRONICS, Category.PACKAGING),
    CLEARWATER: (Category.MEDICAL, Category.ELECTRONICS, Category.PACKAGING),
    WHITFIELD: (Category.TOOLS, Category.ELECTRONICS, Category.APPAREL),
}
"""What each customer is delivered."""


def demo_parties() -> dict[str, Party]:
    """Return the parties by name; companies have a GLN, private people none."""
    return {
        name: Party(
            id=new_id(),
            kind=kind,
            name=name,
            gln="" if name in _PRIVATE else gln(90000 + number),
            tier=_TIERS.get(name, PartyTier.STANDARD),
            **_place(name),
        )
        for number, (name, kind) in enumerate(_PARTIES, start=1)
    }


def _place(name: str) -> dict[str, Any]:
    columns = ("address", "postal_code", "country", "latitude", "longitude")
    return dict(zip(columns, _PLACES.get(name, ("", "", "", None, None)), strict=True))
