"""Work orders of the workshop, as other systems see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.reworking import OperationKind, Priority
from app.domain.transitions import OperationState, WorkOrderState
from app.domain.vocabulary import DispositionCode, Grade
from app.domain.yields import By
from app.exchange.api.schemas import Amount, Resource, Units


class Operation(Resource):
    """One thing that is done to the goods of an order."""

    position: Annotated[int, Field(description="in the order in which they are planned")]
    kind: OperationKind
    state: OperationState
    planned_minutes: int
    seconds: Annotated[int, Field(description="the labour of what has ended")]


class Part(Resource):
    """What went into the goods."""

    product_id: UUID
    lot: str
    serial: str
    quantity: Units
    unit_cost: Amount
    used_at: datetime


class Regraded(Resource):
    """Units with their grade after the work, and where they go by it."""

    grade: Grade
    function: Annotated[int, Field(description="1 to 6")]
    cosmetics: Annotated[int, Field(description="1 to 9")]
    quantity: Units
    code: DispositionCode
    net_recovery: Annotated[Decimal, Field(description="decimal, per base unit")]
    inspected_at: datetime


class WorkOrder(Resource):
    """The work on one line of goods. Amounts are per unit and stay as they were when it was drawn up."""

    id: UUID
    number: Annotated[str, Field(description="as labels name it: AI (7020)")]
    state: WorkOrderState
    state_since: datetime
    code: DispositionCode
    product_id: UUID
    carton_id: UUID
    receipt_line_id: UUID
    lot: str
    serial: str
    grade: Annotated[Grade | None, Field(description="as found")]
    quantity: Units
    given_up: Annotated[int, Field(description="units that were given up out of it, and are not in quantity")]
    priority: Priority
    contractor_id: UUID | None
    as_is: Annotated[Decimal, Field(description="decimal, per unit: what it brings without the work")]
    expected: Annotated[Decimal, Field(description="decimal, per unit: what it should bring after it, not yet paid")]
    rate: Annotated[Decimal, Field(description="decimal, per hour of labour")]
    charged: Annotated[Decimal, Field(description="decimal, what a contractor asked for all of it")]
    currency: str
    drawn_up_at: datetime
    version: Annotated[int, Field(description="counts the changes")]
    lines: Annotated[list[Operation], Field(description="its operations")]
    parts: list[Part]
    regraded: Annotated[list[Regraded], Field(description="what was graded again")]


class Yield(Resource):
    """Figures of the orders that ended in a period: graded again, or given up. Amounts are of all units."""

    by: By
    key: Annotated[str, Field(description="SKU, category, operation or contractor; empty for what was done here")]
    since: date
    until: date
    orders: int
    units: Units
    first: Annotated[int, Field(description="units that were in the workshop for the first time")]
    passed: Annotated[int, Field(description="of those, the ones that may be sold or used after it: first-pass yield")]
    seconds: Annotated[int, Field(description="labour")]
    labour: Amount
    parts: Amount
    cost: Annotated[Decimal, Field(description="labour, parts and contractors")]
    margin: Annotated[Decimal, Field(description="what they bring, less what they brought as they were, less cost")]
    currency: str
