"""Giving an order to hold: every line that it is about is locked in the same transaction."""

from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.gates import close_gate
from app.db.ids import new_id
from app.db.models import HoldOrder, table_of
from app.db.queries import hold_orders, isolating
from app.db.queries.hold_orders import Order
from app.domain.epcis import BizStep, EpcisAction, EventKind
from app.domain.errors import Overtaken, Refused
from app.domain.hold_orders import LONGEST_WORDS, Draft, check
from app.domain.holds import Lock, disposition_of
from app.domain.ledger import Change, Entry
from app.domain.messages import isolating as say
from app.domain.messages.core import Said, Units
from app.domain.transitions import HoldOrderState
from app.domain.vocabulary import HoldScope
from app.services import accruing
from app.services.acting import Act, Outcome
from app.services.isolating.marking import Marked, mark, standing
from app.services.recording import record
from app.services.transporting.guarding import next_number

ORDER = table_of(HoldOrder)
NARROW = frozenset({HoldScope.LINE, HoldScope.CARTON})
"""Orders that are about what stands there now: without goods they hold nothing, and never will."""


def place(session: Session, act: Act, draft: Draft) -> Outcome[UUID]:
    """Write the order and lock what it is about. Raises Refused, and Overtaken when somebody gave the same order."""
    check(draft, act.by, act.now.astimezone(ZoneInfo(act.by.time_zone)).date())
    number = next_number(session, act, ORDER, "H-")  # of two who give the same order, the second sees the first
    if first := hold_orders.same(session, act.site_id, draft.about, draft.reason):
        raise Overtaken(say.HELD_ALREADY, who=first.who, when=first.placed_at, number=first.number)
    close_gate(session, act.site_id)
    pieces = standing(session, act.site_id, isolating.lines_of(act.site_id, draft.about))
    order = _write(session, act, draft, number)
    if draft.about.scope in NARROW and not pieces:
        raise Refused(say.NOTHING_THERE, what=order.what)
    marked = mark(session, act, pieces, Lock(draft.reason, draft.code, order.id))
    event_id = record(session, act, _entry(act, order, marked))
    accruing.restate(session, act, marked.receipt_lines, event_id)
    said = Said(say.HELD, {
        "number": number, "what": order.what, "units": Units(marked.units), "cartons": marked.cartons,
    })  # fmt: skip
    return Outcome(said, event_id, result=order.id)


def _write(session: Session, act: Act, draft: Draft, number: str) -> Order:
    order_id = new_id()
    session.execute(
        sa.insert(ORDER).values(
            site_id=act.site_id, id=order_id, number=number, state=HoldOrderState.ACTIVE, **draft.about.columns(),
            reason=draft.reason, words=draft.words.strip()[:LONGEST_WORDS], code=draft.code, until=draft.until,
            placed_at=act.now, placed_by=act.by.operator_id, ended_why=None, version=0,
        )
    )  # fmt: skip
    order = hold_orders.one(session, act.site_id, order_id)
    assert order is not None, "it was written just now"
    return order


def _entry(act: Act, order: Order, marked: Marked) -> Entry:
    # Taken back, an order is cancelled: its row stays for the ledger.
    given = Change("hold_order", order.id, "state", HoldOrderState.CANCELLED, HoldOrderState.ACTIVE)
    return Entry(
        kind=EventKind.HOLD_PLACED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.HOLDING,
        disposition=disposition_of(order.reason),
        items=marked.items,
        biz_location=act.station_id,
        biz_transactions=({"type": "hold_order", "id": str(order.id)},),
        changes=(given, *marked.changes),
    )
