"""Keeping what parties are owed in step with the goods, in the transaction of the act that changed them.

What is due is computed anew from what stands (`domain.refunds.due`), and the difference to what was posted before is
posted: closing a receipt, grading, grading again, undo and a vendor's word all come to this one verb. Whoever restates
holds the authorization's row, so that of two at once the second sees what the first posted.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.models import Settlement, table_of
from app.db.queries import policies
from app.db.queries import settling as queries
from app.db.queries.settling import SettlingLine
from app.domain.journal import Account, EntryKind, JournalEntry, Leg
from app.domain.money import NOTHING
from app.domain.refunds import PAYS, Due, Terms, due
from app.services.acting import Act
from app.services.charging import restate_charges
from app.services.posting import post
from app.services.refunding import Key, add_to_open, lock_papers, tell_due

SETTLEMENT = table_of(Settlement)


@dataclass(frozen=True, slots=True)
class Change:
    """By how much what is owed for a receipt line changes."""

    line_id: UUID
    gross: Decimal
    fee: Decimal


def restate_receipt(session: Session, act: Act, receipt_id: UUID, event_id: UUID | None = None) -> None:
    """Post what is owed now for all lines of a receipt: call it when the receipt is closed, reopened or matched."""
    restate(session, act, queries.lines_of_receipt(session, act.site_id, receipt_id), event_id)


def restate_paper(session: Session, act: Act, paper_id: UUID) -> None:
    """Post what is owed now for all that came under an authorization."""
    restate(session, act, queries.lines_of_paper(session, act.site_id, paper_id))


def restate(session: Session, act: Act, line_ids: Collection[UUID], event_id: UUID | None = None) -> None:
    """Post what is owed now for receipt lines; `event_id` is the event of the goods that changed it, if one did."""
    papers = queries.papers_of(session, act.site_id, line_ids) if line_ids else []
    if not papers:
        return
    lock_papers(session, act, papers)
    found = queries.lines(session, act.site_id, line_ids)
    terms = _terms(session, act, found)
    changes: dict[Key, list[Change]] = defaultdict(list)
    for line in found:
        _restate(session, act, line, terms[_asked_on(act, line)], changes)
    for key in sorted(changes, key=lambda each: (each.authorization_id, each.resolution, each.currency)):
        _accrue(session, act, key, changes[key], event_id)
    restate_charges(session, act, papers, event_id)


def _terms(session: Session, act: Act, found: Iterable[SettlingLine]) -> dict[date, Terms]:
    days = {_asked_on(act, line) for line in found}
    return {day: policies.terms_in_force(session, act.site_id, day) for day in days}


def _asked_on(act: Act, line: SettlingLine) -> date:
    """What was promised is what held on the day of asking, as for eligibility."""
    return line.asked_at.astimezone(ZoneInfo(act.by.time_zone)).date()


def _restate(session: Session, act: Act, line: SettlingLine, terms: Terms, changes: dict[Key, list[Change]]) -> None:
    owed, posted = due(line.facts, terms), line.posted
    key = Key(line.authorization_id, line.party_id, line.facts.resolution, line.price.currency)
    if posted is None and not owed.units:
        return
    before = Key(posted.authorization_id, posted.party_id, posted.resolution, posted.price.currency) if posted else key
    gross, fee = (posted.gross, posted.fee) if posted else (NOTHING, NOTHING)
    if before == key:
        changes[key].append(Change(line.id, owed.gross - gross, owed.fee - fee))
        if posted and (owed.units, owed.gross, owed.fee) == (posted.units, gross, fee):
            return
    else:
        changes[before].append(Change(line.id, -gross, -fee))
        changes[key].append(Change(line.id, owed.gross, owed.fee))
    _keep(session, act, line, owed, terms)


def _keep(session: Session, act: Act, line: SettlingLine, owed: Due, terms: Terms) -> None:
    stands = {
        "authorization_id": line.authorization_id, "party_id": line.party_id, "resolution": line.facts.resolution,
        "price": line.price.amount, "currency": line.price.currency, "is_list_price": line.price.is_list,
        "units": owed.units, "gross": owed.gross, "fee": owed.fee, "approve_from": owed.approve_from,
        "terms_version": terms.version, "changed_at": act.now,
    }  # fmt: skip
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    fresh = {"site_id": act.site_id, "receipt_line_id": line.id, "reason": ""}
    session.execute(
        insert(SETTLEMENT)
        .values(**fresh, **stands)
        .on_conflict_do_update(index_elements=["site_id", "receipt_line_id"], set_=stands)
    )


def _accrue(session: Session, act: Act, key: Key, changes: list[Change], event_id: UUID | None) -> None:
    net = sum((change.gross - change.fee for change in changes), NOTHING)
    moves = [change for change in changes if change.gross or change.fee]
    if not moves or key.resolution not in PAYS:
        return
    refund_id = add_to_open(session, act, key, net)
    tell_due(session, act, key, refund_id, net)
    legs = [leg for change in moves for leg in _legs(change)]
    post(session, act, JournalEntry(
        EntryKind.REFUND_ACCRUED, key.currency, tuple(legs), key.authorization_id, key.party_id, refund_id,
        event_id=event_id,
    ))  # fmt: skip


def _legs(change: Change) -> tuple[Leg, ...]:
    return (
        Leg(Account.RETURNS_EXPENSE, change.gross, change.line_id),
        Leg(Account.RESTOCKING_INCOME, -change.fee, change.line_id),
        Leg(Account.CUSTOMER_PAYABLE, change.fee - change.gross, change.line_id),
    )
