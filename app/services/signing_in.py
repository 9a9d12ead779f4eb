"""Badge and PIN: who stands in front of the screen.

The PIN is checked between two transactions, because argon2 takes longer than every other writer may wait.
"""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import FloorException, Operator, Scan, table_of
from app.db.queries import operators
from app.db.queries.operators import Held, Holder
from app.domain.errors import Refused
from app.domain.identifiers import BadgeCode, IdentifierError, is_digits
from app.domain.messages.core import Said, params_to_json
from app.domain.messages.signing_in import BADGE_READ, BUSY, NOT_A_BADGE, PIN_LOCKED, UNKNOWN_BADGE, WRONG_PIN
from app.domain.own_codes import REDACTED
from app.domain.vocabulary import ExceptionKind
from app.services import stationing

OPERATOR, SCAN, EXCEPTION = table_of(Operator), table_of(Scan), table_of(FloorException)

WRONG_PINS = 5
LOCKED_FOR = timedelta(minutes=5)
PIN_LENGTHS = range(4, 9)

# OWASP's smallest argon2id setting; two at once keep the memory of a sign-in rush under 40 MiB.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_HASHING = threading.BoundedSemaphore(2)
_PATIENCE_SECONDS = 5.0
# The hash of a random secret nobody kept, checked when the badge is unknown, so that this takes as long as a wrong PIN.
_NO_ONES_HASH = "$argon2id$v=19$m=19456,t=2,p=1$iGSc/8PXyNG54Qw5fC9ugQ$D2tLIFb0HBpP4dwLPLUcQp1Ep1XrNqRErvIPE+EnLOo"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One badge with one PIN, at a device that is known or not yet."""

    site_id: UUID
    badge: str
    pin: str
    device: Held | None


@dataclass(frozen=True, slots=True)
class Entered:
    """A right PIN. `device_token` is set when the browser was made a device by this and must keep it."""

    holder: Holder
    device_token: str | None


def hash_pin(pin: str) -> str:
    """Return the argon2id hash of a PIN of 4 to 8 digits. Raises ValueError for any other text."""
    if not (is_digits(pin) and len(pin) in PIN_LENGTHS):
        raise ValueError("a PIN has four to eight digits")
    with _turn():
        return _HASHER.hash(pin)


def mark(pin_hash: str) -> str:
    """Return the short fingerprint by which a session knows that the PIN has been changed since."""
    return hashlib.sha256(pin_hash.encode()).hexdigest()[:16]


def identify(
    session: Session, site_id: UUID, text: str, source: str, device: Held | None, now: datetime
) -> Holder | Said:
    """Return who holds the scanned or typed badge, or the refusal. Keeps the scan, without the badge's number."""
    badge = _badge(text)
    found = operators.holder(session, site_id, badge) if badge else None
    said = Said(BADGE_READ if found else UNKNOWN_BADGE if badge else NOT_A_BADGE)
    _keep_scan(session, site_id, REDACTED if badge else "", source, said, device, now)
    return found or said


def _badge(text: str) -> str | None:
    typed = text.strip()
    try:
        return BadgeCode.parse(f"BADGE-{typed}" if is_digits(typed) else typed).value
    except IdentifierError:
        return None


def _keep_scan(
    session: Session, site_id: UUID, text: str, source: str, said: Said, device: Held | None, now: datetime
) -> None:
    session.execute(
        sa.insert(SCAN).values(
            site_id=site_id,
            id=new_id(),
            client_id="",
            operator_id=None,
            device_id=device.id if device else None,
            station_id=device.station_id if device else None,
            text=text,
            symbology="",
            source=source,
            verdict=said.message.key,
            milliseconds=0,
            scanned_at=now,
        )
    )


def sign_in(database: Database, attempt: Attempt, now: datetime) -> Entered | Said:
    """Check badge and PIN; a fifth wrong PIN locks the badge and tells the supervisor.

    A refusal is returned, not raised: what it counted must be kept.
    """
    with database.reading() as session:
        known = operators.holder(session, attempt.site_id, attempt.badge)
    if known and (until := known.locked(now)):
        return Said(PIN_LOCKED, {"until": until})
    try:
        is_right = _proves(known.pin_hash if known else _NO_ONES_HASH, attempt.pin)
    except Refused as busy:
        return busy.said
    with database.unit_of_work() as session:
        return _judge(session, attempt, is_right, now)


def _proves(pin_hash: str, pin: str) -> bool:
    with _turn():
        try:
            return _HASHER.verify(pin_hash, pin)
        except (VerificationError, InvalidHashError):
            return False


@contextmanager
def _turn() -> Iterator[None]:
    if not _HASHING.acquire(timeout=_PATIENCE_SECONDS):
        raise Refused(BUSY)
    try:
        yield
    finally:
        _HASHING.release()


def _judge(session: Session, attempt: Attempt, is_right: bool, now: datetime) -> Entered | Said:
    # Read again under lock: of a hundred PINs tried at once, those judged after the fifth wrong one learn nothing.
    holder = operators.holder(session, attempt.site_id, attempt.badge, for_update=True)
    if holder is None:
        return Said(WRONG_PIN)
    if until := holder.locked(now):
        return Said(PIN_LOCKED, {"until": until})
    if not is_right:
        return _count_wrong(session, holder, attempt.device, now)
    session.execute(sa.update(OPERATOR).where(OPERATOR.c.id == holder.id).values(failed_pins=0, locked_until=None))
    return Entered(holder, stationing.take_up(session, holder.site_id, attempt.device, now))


def _count_wrong(session: Session, holder: Holder, device: Held | None, now: datetime) -> Said:
    counted = sa.update(OPERATOR).where(OPERATOR.c.id == holder.id).values(failed_pins=OPERATOR.c.failed_pins + 1)
    wrong = session.execute(counted.returning(OPERATOR.c.failed_pins)).scalar_one()
    if wrong < WRONG_PINS:
        return Said(WRONG_PIN)
    until = now + LOCKED_FOR
    session.execute(sa.update(OPERATOR).where(OPERATOR.c.id == holder.id).values(failed_pins=0, locked_until=until))
    _tell_supervisor(session, holder, device, until, now)
    return Said(PIN_LOCKED, {"until": until})


def _tell_supervisor(session: Session, holder: Holder, device: Held | None, until: datetime, now: datetime) -> None:
    session.execute(
        sa.insert(EXCEPTION).values(
            site_id=holder.site_id,
            id=new_id(),
            kind=ExceptionKind.PIN_LOCKED,
            params=params_to_json({"until": until}),
            station_id=device.station_id if device else None,
            raised_at=now,
            raised_by=holder.id,
        )
    )
