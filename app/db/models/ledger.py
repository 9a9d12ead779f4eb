"""The ledger: events never change. Beside it, the answers given and the raw scans."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, expiry, instant, key, ref, within_site, word
from app.domain.epcis import BizStep, Boundary, Disposition, EpcisAction, ErrorReason, EventKind, ItemRole

_UNDOES = sa.text("undoes_event_id IS NOT NULL")
_OF_AN_ASSET = sa.text("asset_id IS NOT NULL")
_OF_PACKAGING = sa.text("packaging_type_id IS NOT NULL")


class Event(Base, table=True):
    """One act on goods in EPCIS 2.0's words, written once with the change it records.

    `event_time` is the device's time corrected by its offset and never after `record_time`. `detail` holds ids and
    states only. `digest` is the SHA-256 of the canonical bytes (see `services.recording`).
    """

    __table_args__ = (
        sa.Index(None, "site_id", "client_id"),
        sa.Index("uq_event_undoes_event_id", "site_id", "undoes_event_id", unique=True,
                 sqlite_where=_UNDOES, postgresql_where=_UNDOES),
    )  # fmt: skip

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: EventKind = word(EventKind)
    action: EpcisAction = word(EpcisAction)
    biz_step: BizStep = word(BizStep)
    disposition: Disposition = word(Disposition)
    device_time: datetime | None = instant(optional=True)
    event_time: datetime = instant()
    record_time: datetime = instant()
    zone: str = Field(max_length=6, description="offset from UTC, such as -06:00")
    read_point: UUID | None = ref("location.id", optional=True)
    biz_location: UUID | None = ref("location.id", optional=True)
    biz_transactions: list[Any] = document()
    operator_id: UUID = ref("operator.id")
    device_id: UUID | None = ref("device.id", optional=True)
    client_id: str = chars(36)
    undoes_event_id: UUID | None = ref(optional=True)
    error_reason: ErrorReason | None = word(ErrorReason, optional=True)
    detail: dict[str, Any] = document()
    digest: str = chars(64)


class EventItem(Base, table=True):
    """What an event moved: a positive quantity from one place to another, or a carton it concerns (role parent).

    Goods name their product; packaging names its type, and its asset where it has a GRAI.
    """

    __table_args__ = (
        *within_site({"event_id": "event"}),
        sa.Index(None, "site_id", "event_id"),
        sa.Index(None, "site_id", "from_line_id"),
        sa.Index(None, "site_id", "to_line_id"),
        sa.Index(None, "site_id", "to_carton_id"),
        sa.Index(None, "site_id", "product_id", "lot"),
        # few items are about packaging: the others need no place in these two
        sa.Index("ix_event_item_site_id_asset_id", "site_id", "asset_id",
                 sqlite_where=_OF_AN_ASSET, postgresql_where=_OF_AN_ASSET),
        sa.Index("ix_event_item_site_id_packaging_type_id", "site_id", "packaging_type_id",
                 sqlite_where=_OF_PACKAGING, postgresql_where=_OF_PACKAGING),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )  # fmt: skip

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    event_id: UUID = ref()
    position: int
    role: ItemRole = word(ItemRole)
    product_id: UUID | None = ref("product.id", optional=True)
    owner_id: UUID | None = ref("party.id", optional=True)
    lot: str = chars(40)
    expiry: date | None = expiry()
    serial: str = chars(40)
    lpn: str = Field(default="", max_length=30, description="SSCC or plate of a carton, GRAI of an asset")
    unit: str = Field(default="each", max_length=8)
    quantity: int
    from_place: Boundary = word(Boundary)
    from_carton_id: UUID | None = ref(optional=True)
    from_line_id: UUID | None = ref(optional=True)
    to_place: Boundary = word(Boundary)
    to_carton_id: UUID | None = ref(optional=True)
    to_line_id: UUID | None = ref(optional=True)
    receipt_line_id: UUID | None = ref(optional=True)
    packaging_type_id: UUID | None = ref("packaging_type.id", optional=True)
    asset_id: UUID | None = ref(optional=True)


class Answer(Base, table=True):
    """What one client id was answered. The key makes every act exactly-once; a replay reads this row.

    `verdict` is a message key, empty only inside the claiming transaction.
    """

    __table_args__ = (
        sa.Index(None, "site_id", "event_id"),
        sa.Index(None, "site_id", "operator_id", "scope", "event_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    scope: str = Field(max_length=20, primary_key=True)
    client_id: str = Field(max_length=36, primary_key=True)
    after: str = chars(36)
    request_hash: str = chars(64)
    verdict: str = Field(
        default="", max_length=60, description="message key; empty only inside the claiming transaction"
    )
    params: dict[str, Any] = document()
    pending: dict[str, Any] = document()
    event_id: UUID | None = ref(optional=True)
    operator_id: UUID = ref("operator.id")
    device_id: UUID | None = ref("device.id", optional=True)
    answered_at: datetime = instant()


class Scan(Base, table=True):
    """The raw text of every scan with its verdict; badge scans are stored redacted."""

    __table_args__ = (sa.Index(None, "site_id", "scanned_at"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    client_id: str = chars(36, index=True)
    operator_id: UUID | None = ref("operator.id", optional=True)
    device_id: UUID | None = ref("device.id", optional=True)
    station_id: UUID | None = ref("location.id", optional=True)
    text: str = Field(default="", sa_type=sa.Text)
    symbology: str = chars(3)
    source: str = chars(10)
    verdict: str = chars(60)
    milliseconds: int = 0
    scanned_at: datetime = instant()
