"""What vendors answered to claims, one in a row: for how much each gives credit, and by which note or payment.

Nothing means that the vendor gives nothing, and why is said. What a row says again changes nothing; another answer is
refused, because what was answered is never changed by a file.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from app.db.models import Claim, table_of
from app.db.queries import claims
from app.db.queries.claims import OneClaim
from app.db.queries.imports import Run
from app.domain.errors import Refused
from app.domain.importing import ImportVerdict
from app.domain.messages import money as say
from app.domain.messages.core import Word
from app.domain.money import rounded
from app.domain.transitions import ClaimState, Move
from app.services.acting import Act
from app.services.importing import settled
from app.services.importing.acting import clerk_act_of
from app.services.importing.records import Judged, Record
from app.services.settling.amounts import wrong_amount
from app.services.settling.claims import accept_now, reject_now
from app.services.settling.guarding import Seen, claim, reason_of
from app.services.settling.receivables import receive_now

CLAIM = table_of(Claim)


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare `records` with the claims of their numbers; `lock` keeps others from those."""
    act, numbers = clerk_act_of(session, run, run.created_at), [record.key for record in records]
    if lock:
        settled.lock(session, act, CLAIM, numbers)
    found = {each.number: each for each in claims.of(session, run.site_id, CLAIM.c.number.in_(numbers))}
    return settled.judged_by(lambda record: _judge(session, act, record, found), records)


def _judge(session: Session, act: Act, record: Record, found: Mapping[str, OneClaim]) -> Judged:
    asked = found.get(record.key)
    if asked is None:
        raise Refused(say.UNKNOWN_CLAIM, got=record.key)
    steps = _answer(session, act, record, asked) | _payment(record, asked)
    verdict = ImportVerdict.UPDATED if steps else ImportVerdict.UNCHANGED
    return Judged(record, verdict, id=asked.id, changes=steps and {**steps, "version": asked.version})


def _answer(session: Session, act: Act, record: Record, asked: OneClaim) -> dict[str, Decimal | str]:
    """Return the answer that is to be noted, nothing where it is known. Raises Refused."""
    credit: Decimal = record.head["amount"]
    if asked.decided_at:
        if asked.accepted != credit:
            raise Refused(say.ANSWERED_BEFORE, party=asked.party, accepted=asked.credit, number=asked.number)
        return {}
    claim(session, act, Seen(asked.id, asked.version), Move.ACCEPT)
    if credit > asked.amount or credit != rounded(credit, asked.currency):
        raise wrong_amount(f"{credit:f}", asked.currency, asked.amount)
    return {"credit": credit} if credit else {"reason": reason_of(str(record.head.get("reason", "")))}


def _payment(record: Record, asked: OneClaim) -> dict[str, Decimal | str]:
    """Return the payment that is to be noted, nothing where none is said or it is known. Raises Refused."""
    written, credit = str(record.head.get("payment", "")), record.head["amount"]
    if not written or (asked.state is ClaimState.PAID and asked.reference == written):
        return {}
    state = ClaimState.REJECTED if not credit else asked.state
    if state not in (ClaimState.SENT, ClaimState.ACCEPTED, ClaimState.PARTLY):
        raise Refused(say.NOT_NOW, number=asked.number, state=Word(state.value), move=Word(Move.PAY.value))
    return {"payment": written}


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write down what was judged as updated: the answer, then its payment."""
    act = clerk_act_of(session, run, now)
    for one in judged:
        if one.id and one.verdict is ImportVerdict.UPDATED:
            _write(session, act, Seen(one.id, one.changes["version"]), one)


def _write(session: Session, act: Act, seen: Seen, one: Judged) -> None:
    if "credit" in one.changes:
        accept_now(session, act, seen, f"{one.changes['credit']:f}")
    if "reason" in one.changes:
        reject_now(session, act, seen, one.changes["reason"])
    if "payment" in one.changes:
        answered = "credit" in one.changes
        receive_now(session, act, Seen(seen.id, seen.version + answered), one.changes["payment"])
