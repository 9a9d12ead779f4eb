"""Undo: an error declaration and the opposite items, allowed only while nothing later touched the same goods."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.epcis import EpcisAction, ErrorReason, EventKind
from app.domain.ledger import Change, Entry
from app.domain.messages import floor
from app.domain.messages.core import Said, Word
from app.domain.vocabulary import TallyKind
from app.services import accruing, departed, locking, unarriving, unbundling, unissuing, unmatching
from app.services.acting import Act, Outcome
from app.services.correcting.acts import UNDOABLE, event_of, items_of, last_undoable
from app.services.correcting.changes import restore
from app.services.correcting.checks import OF_A_RECEIPT, check, lock
from app.services.correcting.goods import give_back, opposite, set_aside_judgement
from app.services.recording import record
from app.services.tallying import tally

__all__ = ["UNDOABLE", "last_undoable", "undo"]


def undo(session: Session, act: Act, client_id: str) -> Outcome[Any]:
    """Take back the act that was answered under `client_id` in the same scope.

    Raises Refused when there is nothing to take back, when it was taken back already, or when later work stands on it.
    """
    event = event_of(session, act, client_id)
    items = items_of(session, act, event.id)
    unbundling.claim(session, act, event)
    lock(session, act, event, items)
    check(session, act, event, items)
    unmatching.check(session, act, event)
    unarriving.check(session, act, event)
    unissuing.check(session, act, event)
    departed.check(session, act, event)
    for item in items:
        give_back(session, act, item)
    changes = tuple(restore(session, act, event, change) for change in reversed(event.detail["changes"]))
    _take_off_tallies(session, act, event)
    set_aside_judgement(session, act, event)
    unmatching.give_back(session, act, event)
    locking.take_back(session, act, event.client_id)
    undone = record(session, act, _declaration(event, items, changes))
    unissuing.give_back(session, act, event, undone)
    _restate(session, act, event, items, undone)
    return Outcome(Said(floor.UNDONE, {"what": Word(event.kind.value)}), undone)


def _take_off_tallies(session: Session, act: Act, event: Any) -> None:
    for kind, amount in event.detail.get("tally", ()):
        tally(session, act, TallyKind(kind), -amount)


def _declaration(event: Any, items: list[Any], changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.UNDONE,
        action=EpcisAction.DELETE,
        biz_step=event.biz_step,
        disposition=event.disposition,
        items=tuple(opposite(item) for item in items),
        biz_transactions=tuple(event.biz_transactions),
        changes=changes,
        undoes=event.id,
        error_reason=ErrorReason.DID_NOT_OCCUR,
        detail=unmatching.opposite(event),
    )


def _restate(session: Session, act: Act, event: Any, items: list[Any], undone: UUID) -> None:
    """Post what is owed now that goods are no longer graded; before its receipt is closed nothing is owed."""
    if event.kind not in OF_A_RECEIPT:
        accruing.restate(session, act, {item.receipt_line_id for item in items if item.receipt_line_id}, undone)
