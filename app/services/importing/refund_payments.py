"""How refunds were paid, one in a row: known again by its number. Paid again by the same payment is no change."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.db.models import Refund, table_of
from app.db.queries import refunds
from app.db.queries.imports import Run
from app.db.queries.refunds import OneRefund
from app.domain.errors import Refused
from app.domain.importing import ImportVerdict
from app.domain.messages import money as say
from app.domain.messages.core import Money
from app.domain.transitions import RefundState
from app.services.acting import Act
from app.services.importing import settled
from app.services.importing.acting import clerk_act_of
from app.services.importing.records import Judged, Record
from app.services.settling.guarding import Seen
from app.services.settling.refunds import check_payable, pay_now

REFUND = table_of(Refund)


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the refunds of their numbers; `lock` keeps others from those."""
    act, numbers = clerk_act_of(session, run, run.created_at), [record.key for record in records]
    if lock:
        settled.lock(session, act, REFUND, numbers)
    found = {each.number: each for each in refunds.of(session, run.site_id, REFUND.c.number.in_(numbers))}
    return settled.judged_by(lambda record: _judge(session, act, record, found), records)


def _judge(session: Session, act: Act, record: Record, found: Mapping[str, OneRefund]) -> Judged:
    owed = found.get(record.key)
    if owed is None:
        raise Refused(say.UNKNOWN_REFUND, got=record.key)
    amount, written = record.head.get("amount"), str(record.head["payment"])
    if amount is not None and amount != owed.money.amount:
        raise Refused(say.OTHER_AMOUNT, got=Money(amount, owed.currency), number=owed.number, amount=owed.money)
    if owed.state is RefundState.PAID and owed.reference == written:
        return Judged(record, ImportVerdict.UNCHANGED, id=owed.id)
    check_payable(session, act, Seen(owed.id, owed.version))
    return Judged(record, ImportVerdict.UPDATED, id=owed.id, changes={"payment": written, "version": owed.version})


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Pay what was judged as updated."""
    act = clerk_act_of(session, run, now)
    for one in judged:
        if one.id and one.verdict is ImportVerdict.UPDATED:
            pay_now(session, act, Seen(one.id, one.changes["version"]), one.changes["payment"])
