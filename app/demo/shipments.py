"""400 forward deliveries of the last 200 days: the ground on which lots and serials are checked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, cycle, groupby
from operator import itemgetter
from random import Random
from uuid import UUID

from app.db.ids import new_id
from app.db.models import Party, Shipment, ShipmentLine, Site
from app.demo.dates import days_before
from app.demo.parties import BUYS, WHITFIELD
from app.demo.products import Lot, Stocked
from app.demo.tables import table
from app.domain.money import rounded
from app.domain.vocabulary import Category

SHIPMENTS = 400
OLDEST_DAYS, NEWEST_DAYS = 200, 3
FRESH_DAYS = 40
"""Days of life that goods have left at delivery, at least."""
UNPRICED = 40
"""The oldest deliveries come from a system that did not say what was paid."""
DISCOUNT = Decimal("0.92")
"""What customers pay of the list price."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One line of a delivery before it is a row."""

    stocked: Stocked
    lot: Lot
    quantity: int
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What `party` got on `day`."""

    party: str
    day: date
    parcels: tuple[Parcel, ...]


def demo_deliveries(stocked: Mapping[str, Stocked], rng: Random, today: date) -> list[Delivery]:
    """Return all deliveries, oldest first; every lot of every product is in at least one."""
    story = _story(stocked, today)
    usual = _Usual(stocked, rng, today)
    return sorted([*story, *usual.deliveries(SHIPMENTS - len(story))], key=lambda delivery: delivery.day)


def _story(stocked: Mapping[str, Stocked], today: date) -> list[Delivery]:
    """Return what the tour needs delivered: one delivery per party and day of story_deliveries.csv."""
    together = groupby(table("story_deliveries"), key=itemgetter("party", "days"))
    return [
        Delivery(party, days_before(today, int(days)), tuple(_story_parcel(stocked[row["sku"]], row) for row in rows))
        for (party, days), rows in together
    ]


def _story_parcel(stocked: Stocked, row: Mapping[str, str]) -> Parcel:
    return Parcel(stocked, stocked.named[row["lot"]], int(row["quantity"]), row["serial"])


_MOST: dict[Category, int] = {
    Category.FOOD: 60,
    Category.MEDICAL: 40,
    Category.APPAREL: 40,
    Category.TOOLS: 12,
    Category.ELECTRONICS: 10,
    Category.PACKAGING: 40,
}
_MOST_AT_HOME = 3
_SERIALS_FROM = 310_000


class _Usual:
    """Draws everyday deliveries. Serial numbers run on through all of them."""

    def __init__(self, stocked: Mapping[str, Stocked], rng: Random, today: date) -> None:
        self.rng = rng
        self.today = today
        self.serials = count(_SERIALS_FROM)
        self.sold = {
            party: [one for one in stocked.values() if one.item.category in categories]
            for party, categories in BUYS.items()
        }
        self.due = [(one, lot) for one in stocked.values() for lot in one.lots]
        rng.shuffle(self.due)

    def deliveries(self, number: int) -> Iterator[Delivery]:
        """Yield `number` deliveries, in no order of days."""
        for _, (stocked, lot) in zip(range(number), cycle(self.due), strict=False):
            party = self.rng.choice([party for party, wanted in BUYS.items() if stocked.item.category in wanted])
            day = self._day(lot)
            parcels = [(stocked, lot), *self._beside(party, stocked, day)]
            yield Delivery(party, day, tuple(parcel for one, of in parcels for parcel in self._parcels(party, one, of)))

    def _day(self, lot: Lot) -> date:
        newest = days_before(self.today, NEWEST_DAYS)
        if lot.expiry:
            newest = min(newest, days_before(lot.expiry, FRESH_DAYS))
        oldest = days_before(self.today, OLDEST_DAYS)
        return oldest + timedelta(days=self.rng.randint(0, (newest - oldest).days))

    def _beside(self, party: str, first: Stocked, day: date) -> Iterator[tuple[Stocked, Lot]]:
        others = [one for one in self.sold[party] if one is not first]
        for one in self.rng.sample(others, self.rng.choice((0, 1, 1, 2, 3))):
            fresh = [lot for lot in one.lots if lot.expiry is None or days_before(lot.expiry, FRESH_DAYS) >= day]
            yield one, self.rng.choice(fresh)

    def _parcels(self, party: str, stocked: Stocked, lot: Lot) -> Iterator[Parcel]:
        most = _MOST_AT_HOME if party == WHITFIELD else _MOST[stocked.item.category]
        if not stocked.item.serial:
            yield Parcel(stocked, lot, self.rng.randint(1, most))
            return
        for _ in range(self.rng.randint(1, _MOST_AT_HOME)):
            yield Parcel(stocked, lot, 1, f"{stocked.item.serial}-{next(self.serials)}")


def shipment_rows(
    site: Site, parties: Mapping[str, Party], deliveries: Iterable[Delivery]
) -> tuple[list[Shipment], list[ShipmentLine]]:
    """Return shipments, numbered in the order of `deliveries`, and their lines."""
    shipments, lines = [], []
    for number, delivery in enumerate(deliveries, start=1):
        shipment = Shipment(
            site_id=site.id,
            id=new_id(),
            number=f"SH-{30000 + number}",
            order=f"SO-{76000 + number}",
            party_id=parties[delivery.party].id,
            delivered_on=delivery.day,
        )
        shipments.append(shipment)
        lines += [_line(site, shipment.id, parcel, number > UNPRICED) for parcel in delivery.parcels]
    return shipments, lines


def _line(site: Site, shipment_id: UUID, parcel: Parcel, is_priced: bool) -> ShipmentLine:
    product = parcel.stocked.product
    return ShipmentLine(
        site_id=site.id,
        id=new_id(),
        shipment_id=shipment_id,
        product_id=product.id,
        lot=parcel.lot.code,
        expiry=parcel.lot.expiry,
        serial=parcel.serial,
        quantity=parcel.quantity,
        unit_price=rounded(product.list_price * DISCOUNT, product.currency) if is_priced else None,
        currency=product.currency if is_priced else "",
    )
