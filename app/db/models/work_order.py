"""Rework and refurbishing: what is done to goods, how long it took, which parts it took."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, money, ref, within_site, word
from app.domain.reworking import OperationKind, Priority
from app.domain.transitions import OperationState, WorkOrderState
from app.domain.vocabulary import DispositionCode
from app.domain.work_plans import PlanAct


class WorkOrder(Base, table=True):
    """The work on one line of goods. Amounts are per unit and stay as they were when it was drawn up.

    `as_is` is what a unit brings without the work, `expected` what it brings after it, the work not yet paid for;
    `rate` is what an hour of labour costs. `charged` is what a contractor asked for all of it. `number` is what labels
    call it; `bench_id` and `priority` are a plan that binds nobody on the floor.
    """

    __table_args__ = (
        *within_site({"carton_id": "carton", "carton_line_id": "carton_line"}),
        sa.Index(None, "site_id", "carton_id"),
        sa.Index(None, "site_id", "carton_line_id"),
        sa.Index(None, "site_id", "state", "state_since"),
        sa.Index(None, "site_id", "number"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    number: str = chars(20)
    carton_id: UUID = ref()
    carton_line_id: UUID = ref()
    product_id: UUID = ref("product.id")
    code: DispositionCode = word(DispositionCode)
    quantity: int = Field(description="base units: pieces or grams")
    given_up: int = Field(default=0, description="base units that were given up out of it, and are not in `quantity`")
    state: WorkOrderState = word(WorkOrderState)
    state_since: datetime = instant()
    drawn_up_at: datetime = instant()
    bench_id: UUID | None = ref("location.id", optional=True)
    priority: Priority = word(Priority)
    contractor_id: UUID | None = ref("party.id", optional=True)
    as_is: Decimal = money()
    expected: Decimal = money()
    rate: Decimal = money()
    charged: Decimal = money()
    currency: str = chars(3)
    version: int = 0


class Operation(Base, table=True):
    """One thing that is done to the goods of an order, its `position` from 1 on the planned one.

    `seconds` is the labour of what has ended; `since` runs.
    """

    __table_args__ = (
        *within_site({"work_order_id": "work_order"}),
        sa.UniqueConstraint("site_id", "work_order_id", "kind"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    work_order_id: UUID = ref()
    kind: OperationKind = word(OperationKind)
    position: int
    state: OperationState = word(OperationState)
    planned_minutes: int
    seconds: int = 0
    since: datetime | None = instant(optional=True)
    operator_id: UUID | None = ref("operator.id", optional=True)


class PartUsed(Base, table=True):
    """A part that went into the goods of an order. Ones taken back stay, with the time of the undo."""

    __table_args__ = (
        *within_site({"work_order_id": "work_order"}),
        sa.Index(None, "site_id", "work_order_id"),
        sa.Index(None, "site_id", "event_id"),
        sa.CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    work_order_id: UUID = ref()
    event_id: UUID = ref()
    product_id: UUID = ref("product.id")
    lot: str = chars(40)
    serial: str = chars(40)
    quantity: int
    unit_cost: Decimal = money()
    currency: str = chars(3)
    used_at: datetime = instant()
    used_by: UUID = ref("operator.id")
    undone_at: datetime | None = instant(optional=True)


class WorkOrderEvent(Base, table=True):
    """One act of the office on an order: paper has a history of its own. `changes` are (field, before, after)."""

    __table_args__ = (*within_site({"work_order_id": "work_order"}), sa.Index(None, "site_id", "work_order_id"))

    site_id: UUID = Field(primary_key=True)
    id: UUID = key()
    work_order_id: UUID = ref()
    act: PlanAct = word(PlanAct)
    at: datetime = instant()
    operator_id: UUID = ref("operator.id")
    client_id: str = chars(36)
    changes: list[Any] = document()
    reason: str = chars(200)
