"""A work order as the workshop sees it: the goods, what is to be done to them, what was done. No I/O."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from app.domain.messages.core import Words
from app.domain.pricing import NOTHING
from app.domain.products import Product
from app.domain.reworking import Account, OperationKind, Priority, Worth
from app.domain.transitions import CartonState, OperationState, WorkOrderState
from app.domain.vocabulary import Condition, DispositionCode, Grade, HoldReason

UNFINISHED = frozenset({WorkOrderState.OPEN, WorkOrderState.IN_WORK, WorkOrderState.AWAY})
"""Orders that are still to be worked on: what is planned."""
LEFT = frozenset({OperationState.PLANNED, OperationState.RUNNING, OperationState.PAUSED})
"""Operations that are still to be done or finished."""


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `seconds` is the labour of what has ended; while it runs, `since` and `who` say more."""

    id: UUID
    kind: OperationKind
    state: OperationState
    planned_minutes: int
    seconds: int = 0
    since: datetime | None = None
    position: int = 0
    who_id: UUID | None = None
    who: str = ""

    @property
    def runs(self) -> bool:
        """Tell whether somebody is at it."""
        return self.state is OperationState.RUNNING

    def seconds_at(self, now: datetime) -> int:
        """Return the labour up to `now`."""
        running = int((now - self.since).total_seconds()) if self.since else 0
        return self.seconds + max(0, running)

    def minutes_at(self, now: datetime) -> int:
        """Return the labour up to `now` in whole minutes."""
        return self.seconds_at(now) // 60


@dataclass(frozen=True, slots=True)
class Part:
    """What went into the goods."""

    product: Product
    lot: str
    serial: str
    quantity: int
    unit_cost: Decimal
    used_at: datetime
    who: str

    @property
    def cost(self) -> Decimal:
        """What all of it cost."""
        return self.unit_cost * self.quantity


@dataclass(frozen=True, slots=True)
class Order:
    """The work on one line: `quantity` base units alike in everything. `grade` and `condition` are as found.

    `given_up` units were in it too. `number` is what labels call it. `bench` is where it is planned, empty for any;
    `place` is where its carton stands.
    """

    id: UUID
    number: str
    state: WorkOrderState
    code: DispositionCode
    quantity: int
    given_up: int
    version: int
    carton_id: UUID
    lpn: str
    carton_state: CartonState
    line_id: UUID
    receipt_line_id: UUID
    product: Product
    lot: str
    expiry: date | None
    serial: str
    condition: frozenset[Condition]
    grade: Grade | None
    hold: HoldReason | None
    worth: Worth
    rate: Decimal
    charged: Decimal
    currency: str
    priority: Priority
    drawn_up_at: datetime
    state_since: datetime
    bench_id: UUID | None = None
    bench: str = ""
    place: str = ""
    contractor_id: UUID | None = None
    contractor: str = ""
    steps: tuple[Step, ...] = ()
    parts: tuple[Part, ...] = ()
    resale: Decimal | None = None

    def step(self, kind: OperationKind) -> Step | None:
        """Return the operation of that kind, also one that was left out."""
        return next((step for step in self.steps if step.kind is kind), None)

    @property
    def is_unfinished(self) -> bool:
        """Tell whether it is still to be worked on, here or by a contractor."""
        return self.state in UNFINISHED

    @property
    def running(self) -> tuple[Step, ...]:
        """The operations that somebody is at."""
        return tuple(step for step in self.steps if step.runs)

    @property
    def shown(self) -> tuple[Step, ...]:
        """The operations that count: without those left out."""
        return tuple(step for step in self.steps if step.state is not OperationState.LEFT_OUT)

    @property
    def left(self) -> tuple[Step, ...]:
        """The operations that are still to be done or finished."""
        return tuple(step for step in self.steps if step.state in LEFT)

    @property
    def left_words(self) -> Words:
        """The kinds of what is left."""
        return Words(tuple(step.kind.value for step in self.left))

    def account(self, now: datetime) -> Account:
        """Return what the work costs and gains as of `now`; what was planned does not hang on it."""
        return Account(
            quantity=self.quantity,
            given_up=self.given_up,
            worth=self.worth,
            rate=self.rate,
            currency=self.currency,
            planned_minutes=sum(step.planned_minutes for step in self.shown),
            seconds=sum(step.seconds_at(now) for step in self.steps),
            parts=sum((part.cost for part in self.parts), NOTHING),
            charged=self.charged,
            resale=NOTHING if self.state is WorkOrderState.SCRAPPED else self.resale,
        )
