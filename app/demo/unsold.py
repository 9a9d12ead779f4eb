"""What four chains had on their shelves yesterday, from when on it is unsold, and what two vendors take back of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from app.db.ids import new_id
from app.db.models import (
    Base,
    InventorySnapshot,
    Party,
    Product,
    Site,
    SnapshotLine,
    UnsoldLimit,
    UnsoldThresholds,
    VendorAgreement,
)
from app.demo.dates import at, days_before
from app.demo.parties import CLEARWATER, HARBOR, HEALTH_VENDOR, NORTHLINE, POWER_VENDOR, SOL_Y_MAR
from app.demo.products import Lot
from app.demo.shipments import Delivery
from app.domain.agreements import QuotaKind, QuotaPeriod
from app.domain.unsold import LIMIT_NAMES, Limits, Thresholds
from app.domain.vocabulary import Category
from app.services.unsold.judging import STOCK_FIELDS, judged_columns

PLACES = (NORTHLINE, HARBOR, SOL_Y_MAR, CLEARWATER)
LINES = 300
VERSION = 1

_C = Category
_LIMITS: dict[Category, Limits] = {
    # category                cover idle season life share
    _C.ELECTRONICS: Limits(120, 90, None, None, None),
    _C.APPAREL: Limits(150, 120, 14, None, None),
    _C.FOOD: Limits(75, 60, None, 60, 25),
    _C.MEDICAL: Limits(120, 90, None, 90, 25),
    _C.TOOLS: Limits(180, 120, None, None, None),
    _C.PACKAGING: Limits(None, 180, None, None, None),
}


def demo_unsold(
    site: Site, parties: Mapping[str, Party], deliveries: Iterable[Delivery], clerk: UUID, today: date
) -> list[list[Base]]:
    """Return the rows of all tables in the order in which they refer to each other; `clerk` wrote them."""
    snapshots = {
        name: InventorySnapshot(
            site_id=site.id,
            id=new_id(),
            place_id=parties[name].id,
            taken_on=days_before(today, 1),
            created_at=at(today, 6),
        )
        for name in PLACES
    }
    head = UnsoldThresholds(
        site_id=site.id, version=VERSION, id=new_id(), note="First written down",
        changed_at=at(days_before(today, 60), 16), changed_by=clerk,
    )  # fmt: skip
    limits = [
        UnsoldLimit(
            site_id=site.id, version=VERSION, category=each, **{name: getattr(of, name) for name in LIMIT_NAMES}
        )
        for each, of in _LIMITS.items()
    ]
    agreements = _agreements(parties, clerk, today)
    return [[head], [*limits], [*agreements], [*snapshots.values()], [*_lines(site, snapshots, deliveries)]]


def _agreements(parties: Mapping[str, Party], clerk: UUID, today: date) -> list[VendorAgreement]:
    signed: dict[str, Any] = {"changed_at": at(days_before(today, 90), 15), "changed_by": clerk}
    return [
        VendorAgreement(
            id=new_id(), number="VRA-26-01", vendor_id=parties[HEALTH_VENDOR].id, quota_kind=QuotaKind.UNITS, quota=600,
            period=QuotaPeriod.QUARTER, window_days=150, minimum=Decimal(50), fee_percent=10, credit_percent=90,
            note="Food and medical, unopened", **signed,
        ),
        VendorAgreement(
            id=new_id(), number="VRA-26-02", vendor_id=parties[POWER_VENDOR].id, categories=frozenset({_C.TOOLS}),
            quota_kind=QuotaKind.SHARE, quota=8, purchased=1_500, period=QuotaPeriod.YEAR,
            opens_on=date(today.year, 1, 1), ends_on=date(today.year + 1, 3, 31), minimum=Decimal(250), fee_percent=15,
            credit_percent=100, note="Tools alone; cases of their own packing", **signed,
        ),
    ]  # fmt: skip


@dataclass(slots=True)
class _Shelf:
    """What a place was delivered of one lot."""

    product: Product
    lot: Lot
    units: int
    latest: date


def _lines(
    site: Site, snapshots: Mapping[str, InventorySnapshot], deliveries: Iterable[Delivery]
) -> Iterable[SnapshotLine]:
    """Yield a part of what each place was delivered, some of it selling and some not."""
    draw, thresholds = Random(2), Thresholds(VERSION, _LIMITS)  # noqa: S311
    for (place, _sku, _lot), shelf in sorted(_shelves(deliveries).items())[:LINES]:
        snapshot = snapshots[place]
        said = dict.fromkeys(STOCK_FIELDS) | _stock(draw, shelf, snapshot.taken_on)
        judged = judged_columns(said, shelf.product.category, thresholds)
        columns: dict[str, Any] = {name: value for name, value in said.items() if name != "taken_on"}
        yield SnapshotLine(
            site_id=site.id, id=new_id(), snapshot_id=snapshot.id, product_id=shelf.product.id, lot=shelf.lot.code,
            season="Summer" if said["season_ends_on"] else "", **columns, **judged,
        )  # fmt: skip


def _shelves(deliveries: Iterable[Delivery]) -> dict[tuple[str, str, str], _Shelf]:
    shelves: dict[tuple[str, str, str], _Shelf] = {}
    for delivery in deliveries:
        for parcel in delivery.parcels if delivery.party in PLACES else ():
            product = parcel.stocked.product
            key = (delivery.party, product.sku, parcel.lot.code)
            shelf = shelves.setdefault(key, _Shelf(product, parcel.lot, 0, delivery.day))
            shelf.units += parcel.quantity
            shelf.latest = max(shelf.latest, delivery.day)
    return shelves


# Of what was delivered: the share on hand in tenths, the units a month that sell, the days since the last sale.
_HABITS = ((2, 6, 2), (3, 9, 1), (3, 4, 6), (5, 1, 20), (6, 0, 75), (7, 0, 130))


def _stock(draw: Random, shelf: _Shelf, taken_on: date) -> dict[str, Any]:
    tenths, pace, idle = draw.choice(_HABITS)
    sold_on = taken_on - timedelta(days=idle)
    is_summer = shelf.product.category is Category.APPAREL and draw.random() < 0.4
    return {
        "taken_on": taken_on,
        "on_hand": max(1, shelf.units * tenths // 10),
        "expiry": shelf.lot.expiry,
        "received_on": shelf.latest,
        "last_sold_on": sold_on if sold_on > shelf.latest else None,
        "sold_30": pace,
        "sold_90": pace * 3,
        "season_ends_on": date(taken_on.year, 9, 30) if is_summer else None,
    }
