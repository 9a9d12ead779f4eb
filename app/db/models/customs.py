"""Temporary imports: entries with what they brought in, which authorizations come under them, what discharges them."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, instant, key, money, ref, within_site, word
from app.domain.customs import DischargeKind, DischargeMethod, TariffUnit
from app.domain.transitions import CustomsEntryState, DischargeState


class CustomsEntry(Base, table=True):
    """One pedimento, by its 15 digits; customs office and patent are part of them.

    `warned_at` is the least number of days left at which somebody was warned, None before the first warning.
    """

    __table_args__ = (sa.UniqueConstraint("site_id", "number"), sa.Index(None, "site_id", "state", "due_on"))

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(15)
    entry_key: str = chars(2)
    state: CustomsEntryState = word(CustomsEntryState)
    cleared_on: date
    due_on: date
    owner_id: UUID = ref("party.id")
    currency: str = chars(3)
    rectified_by: str = chars(15)
    warned_at: int | None = Field(default=None)
    created_at: datetime = instant()
    changed_at: datetime = instant()
    changed_by: UUID = ref("operator.id")
    version: int = 0


class CustomsLine(Base, table=True):
    """What an entry brought in of one product; `tariff_quantity` is in pieces or grams, `value` is of all of it."""

    __table_args__ = (
        *within_site({"entry_id": "customs_entry"}),
        sa.UniqueConstraint("site_id", "entry_id", "product_id"),
        sa.Index(None, "site_id", "fraction"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    entry_id: UUID = ref()
    position: int
    product_id: UUID = ref("product.id")
    fraction: str = chars(8)
    nico: str = chars(2)
    quantity: int = Field(description="base units: the commercial quantity")
    tariff_quantity: int
    tariff_unit: TariffUnit = word(TariffUnit)
    value: Decimal = money()
    origin: str = chars(2)
    method: DischargeMethod = word(DischargeMethod)


class CustomsPaper(Base, table=True):
    """An authorization whose goods come under an entry; it may name several."""

    __table_args__ = (
        *within_site({"authorization_id": "authorization", "entry_id": "customs_entry"}),
        sa.Index(None, "site_id", "entry_id"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    authorization_id: UUID = key()
    entry_id: UUID = key()


class Discharge(Base, table=True):
    """A document by which goods left the regime: an exit, a change of regime, a donation, a destruction."""

    __table_args__ = (sa.UniqueConstraint("site_id", "kind", "number"), sa.Index(None, "site_id", "dated"))

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: DischargeKind = word(DischargeKind)
    number: str = chars(40)
    dated: date
    state: DischargeState = word(DischargeState)
    recorded_at: datetime = instant()
    recorded_by: UUID = ref("operator.id")
    voided_at: datetime | None = instant(optional=True)
    voided_by: UUID | None = ref("operator.id", optional=True)
    why_void: str = chars(200)


class DischargeLine(Base, table=True):
    """Goods that a document covers, by the receipt line they came in on, and the entry line that it discharges.

    The two differ where the fraction is discharged first in, first out.
    """

    __table_args__ = (
        *within_site(
            {"discharge_id": "discharge", "receipt_line_id": "receipt_line", "customs_line_id": "customs_line"}
        ),
        sa.Index(None, "site_id", "discharge_id"),
        sa.Index(None, "site_id", "receipt_line_id"),
        sa.Index(None, "site_id", "customs_line_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    discharge_id: UUID = ref()
    receipt_line_id: UUID = ref()
    customs_line_id: UUID = ref()
    quantity: int = Field(description="base units")
