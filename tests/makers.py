"""Small makers of rows for tests. Each adds its row to the session, flushes and returns it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import (
    Authorization,
    AuthorizationLine,
    Base,
    Carton,
    Checklist,
    Device,
    Location,
    Operator,
    Pack,
    Party,
    Product,
    Shipment,
    ShipmentLine,
    Site,
    Tracking,
)
from app.domain.identifiers import check_digit
from app.domain.principals import Principal, PrincipalKind, Station
from app.domain.transitions import AuthorizationState, CartonState, ChecklistState
from app.domain.vocabulary import (
    Category,
    DeviceKind,
    LocationKind,
    PartyKind,
    Program,
    ReasonCode,
    Role,
    Zone,
)

NOW = datetime(2026, 11, 22, 20, 32, tzinfo=UTC)
"""The instant at which the rows of a test floor were made; tests count their own times from it."""

TODAY = NOW.date()

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What an authorization expects, or what a shipment delivered: base units of one product."""

    product: Product
    quantity: int = 1
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    reason: ReasonCode = ReasonCode.OVERSTOCK
    claim: str = ""


def a_site(session: Session, code: str = "LAREDO") -> Site:
    """Make a building in Laredo, Texas."""
    return made(
        session,
        Site(id=new_id(), code=code, name=f"{code.title()} returns", time_zone="America/Chicago", currency="USD",
             language="en"),
    )  # fmt: skip


def an_operator(
    session: Session,
    site: Site,
    roles: Iterable[Role] = (Role.DOCK,),
    badge: str = "2231",
    name: str = "M. Ortega",
    language: str = "en",
    pin_hash: str = "",
) -> Operator:
    """Make an operator; without `pin_hash` nobody can sign in as this one."""
    words = ",".join(sorted(role.value for role in roles))
    return made(
        session,
        Operator(id=new_id(), site_id=site.id, badge=badge, name=name, roles=words, language=language,
                 pin_hash=pin_hash),
    )  # fmt: skip


def a_device(session: Session, site: Site, station: Location | None = None, name: str = "Tablet 1") -> Device:
    """Make a tablet; its token cannot be presented, since only its digest is kept."""
    return made(
        session,
        Device(id=new_id(), site_id=site.id, kind=DeviceKind.TABLET, name=name,
               token_digest=new_id().hex.ljust(64, "0"), station_id=station.id if station else None),
    )  # fmt: skip


def a_location(
    session: Session, site: Site, code: str, kind: LocationKind, zone: Zone | None = None, capacity: int = 12
) -> Location:
    """Make a place; `code` is its barcode."""
    return made(
        session,
        Location(id=new_id(), site_id=site.id, code=code, kind=kind, zone=zone, capacity=capacity,
                 name={"en": f"Place {code}", "es": f"Lugar {code}"},
                 way={"en": "Aisle 4, on the left", "es": "Pasillo 4, a la izquierda"}, arrow="left"),
    )  # fmt: skip


def a_party(session: Session, kind: PartyKind = PartyKind.CUSTOMER, name: str = "Northline Pharmacy") -> Party:
    """Make a company or person goods come from or go to."""
    return made(session, Party(id=new_id(), kind=kind, name=name))


def a_product(
    session: Session,
    owner: Party,
    *,
    sku: str = "",
    gtin: str = "",
    name: str = "",
    category: Category = Category.FOOD,
    unit_cost: str = "5.00",
    list_price: str = "10.00",
    vendor: Party | None = None,
    warranty_months: int = 0,
    **flags: bool,
) -> Product:
    """Make a product; `flags` are the tracked, data_bearing, medical and hazardous columns. GTIN: see `a_gtin`."""
    id = new_id()
    sku = sku or f"SKU-{id.hex[-8:].upper()}"
    return made(
        session,
        Product(id=id, owner_id=owner.id, vendor_id=vendor.id if vendor else None, sku=sku, gtin=gtin,
                name={"en": name or sku, "es": name or sku}, category=category, unit_cost=Decimal(unit_cost),
                list_price=Decimal(list_price), currency="USD", weight_grams=200, warranty_months=warranty_months,
                **flags),
    )  # fmt: skip


def a_gtin(item: int, indicator: int = 0) -> str:
    """Return the GTIN-14 of item reference `item` (up to 99999) under the demonstration prefix 9521234."""
    digits = f"{indicator}9521234{item:05d}"
    return digits + check_digit(digits)


def an_sscc(serial: int) -> str:
    """Return the SSCC numbered `serial` (up to 999999999) under the demonstration prefix 9521234."""
    digits = f"19521234{serial:09d}"
    return digits + check_digit(digits)


def a_pack(session: Session, product: Product, code: str, quantity: int) -> Pack:
    """Make a pack: `code`, a GTIN-14 or a code assigned on the floor, stands for `quantity` of `product`."""
    return made(session, Pack(id=new_id(), code=code, product_id=product.id, quantity=quantity))


def an_authorization(
    session: Session,
    site: Site,
    party: Party,
    lines: Iterable[ExpectedLine],
    number: str = "RMA-104418",
    program: Program = Program.TRADE_RETURN,
    state: AuthorizationState = AuthorizationState.IN_TRANSIT,
    purchase_order: str = "",
    credit_memo: str = "",
    tracking: str = "",
) -> Authorization:
    """Make an authorization with its lines, in the order given."""
    authorization = made(
        session,
        Authorization(site_id=site.id, id=new_id(), number=number, program=program, party_id=party.id, state=state,
                      purchase_order=purchase_order, credit_memo=credit_memo, created_at=NOW),
    )  # fmt: skip
    if tracking:
        tracked = {"site_id": site.id, "authorization_id": authorization.id}
        made(session, Tracking(**tracked, id=new_id(), number=tracking))
    for position, line in enumerate(lines, start=1):
        made(
            session,
            AuthorizationLine(site_id=site.id, id=new_id(), authorization_id=authorization.id, position=position,
                              product_id=line.product.id, quantity=line.quantity, lot=line.lot, expiry=line.expiry,
                              serial=line.serial, reason=line.reason, claim=line.claim),
        )  # fmt: skip
    return authorization


def a_shipment(
    session: Session,
    site: Site,
    party: Party,
    lines: Iterable[ExpectedLine],
    number: str = "SH-1",
    delivered_on: date = date(2026, 10, 2),
) -> Shipment:
    """Make a forward delivery to `party` with its lines."""
    shipment = made(
        session,
        Shipment(site_id=site.id, id=new_id(), number=number, order=f"SO-{number}", party_id=party.id,
                 delivered_on=delivered_on),
    )  # fmt: skip
    for line in lines:
        made(
            session,
            ShipmentLine(site_id=site.id, id=new_id(), shipment_id=shipment.id, product_id=line.product.id,
                         lot=line.lot, expiry=line.expiry, serial=line.serial, quantity=line.quantity),
        )  # fmt: skip
    return shipment


def a_quarantine(session: Session, site: Site, place: Location, lpn: str = "T-0901") -> Carton:
    """Make the carton that stands at a Q place and takes held lines."""
    return made(
        session,
        Carton(site_id=site.id, id=new_id(), lpn=lpn, state=CartonState.OPEN, state_since=NOW, location_id=place.id,
               is_quarantine=True),
    )  # fmt: skip


def a_check(key: str, en: str, es: str, axis: str, worst: int) -> dict[str, object]:
    """Return the row of a yes-or-no question that caps its axis when it fails."""
    options = [{"key": "pass"}, {"key": "fail", "axis": axis, "worst": worst}]
    return {"key": key, "ask": "check", "text": {"en": en, "es": es}, "options": options}


def a_checklist(session: Session, category: Category = Category.FOOD, *more: dict[str, object]) -> Checklist:
    """Make a checklist of one yes-or-no question on each axis, and whatever else is asked; two defects, two places."""
    questions = [
        a_check("works", "Works", "Funciona", "function", 2),
        a_check("clean", "Clean", "Limpio", "cosmetics", 4),
        *more,
    ]  # fmt: skip
    defects = [
        {"key": "dent", "text": {"en": "Dent", "es": "Golpe"}, "axis": "cosmetics", "worst": 6},
        {"key": "leak", "text": {"en": "Leak", "es": "Fuga"}, "axis": "function", "worst": 1},
    ]
    places = [
        {"key": "side", "text": {"en": "Side", "es": "Costado"}}, {"key": "lid", "text": {"en": "Lid", "es": "Tapa"}},
    ]  # fmt: skip
    return made(
        session,
        Checklist(id=new_id(), category=category, version=1, state=ChecklistState.ACTIVE, questions=questions,
                  defects=defects, places=places, changed_at=NOW),
    )  # fmt: skip


def acting_as(
    operator: Operator, site: Site, station: Location | None = None, device: Device | None = None
) -> Principal:
    """Return the principal that services take for an operator who stands at `station`."""
    return Principal(
        kind=PrincipalKind.OPERATOR,
        site_id=site.id,
        operator_id=operator.id,
        operator_name=operator.name,
        device_id=device.id if device else None,
        station=Station(station.id, station.code, station.name["en"], station.kind.value) if station else None,
        roles=frozenset(Role(word) for word in operator.roles.split(",") if word),
        language=operator.language,
        time_zone=site.time_zone,
    )


def made(session: Session, row: Row) -> Row:
    # Flushed one by one: the tables have foreign keys but no ORM relationships that would order the inserts.
    session.add(row)
    session.flush()
    return row
