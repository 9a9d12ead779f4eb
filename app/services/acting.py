"""One act, answered exactly once.

The unit of work first claims the act's client id; the act runs inside a savepoint; a refusal undoes the act and is
itself kept. A replay is answered from the row, without acting.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Answer, Scan, table_of
from app.db.prepared import Prepared, PreparedInsert, savepoint
from app.domain.approvals import Approver
from app.domain.errors import FloorError, Replayed
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Params, Said, params_from_json, params_to_json
from app.domain.messages.floor import REPLAYED
from app.domain.own_codes import redacted
from app.domain.principals import Principal

ANSWER, SCAN = table_of(Answer), table_of(Scan)


@dataclass(frozen=True, slots=True)
class Act:
    """What someone asks for, with all its context: who, when, what was scanned and on which screen.

    `content` is the whole request as sent; its hash tells a replay from another act under the same client id.
    `approver` is whoever approved it with badge and PIN, if another did.
    """

    by: Principal
    scope: str
    client_id: str
    now: datetime
    content: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    after: str = ""
    device_time: datetime | None = None
    text: str = ""
    symbology: str = ""
    source: str = ""
    approver: Approver | None = None

    @property
    def site_id(self) -> UUID:
        """The building in which the act happens."""
        return self.by.site_id

    @property
    def station_id(self) -> UUID | None:
        """Where the operator stands."""
        return self.by.station.id if self.by.station else None


T = TypeVar("T")


@dataclass(frozen=True)
class Outcome(Generic[T]):
    """What a service says of an act: the sentence, the event it wrote, the question it leaves open.

    `result` is what the screen shows next, when the act knows it without reading again.
    """

    said: Said
    event_id: UUID | None = None
    pending: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    result: T | None = None


@dataclass(frozen=True)
class Answered(Generic[T]):
    """What a client id was answered, now or before. `result` is None for refusals and replays: read it again."""

    client_id: str
    said: Said
    event_id: UUID | None
    pending: Mapping[str, object]
    after: str = ""
    is_replay: bool = False
    result: T | None = None


def answer(session: Session, act: Act, do: Callable[[], Outcome[T]]) -> Answered[T]:
    """Do `act` once: claim its client id, run `do` in a savepoint, keep the verdict or the refusal.

    Raises Replayed when the client id was used for another content.
    """
    if not _claim(session, act):
        return _replay(session, act)
    try:
        with savepoint(session):
            outcome = do()
    except FloorError as error:
        outcome = Outcome(error.said, pending=error.pending)
    _settle(session, act, outcome)
    return Answered(act.client_id, outcome.said, outcome.event_id, outcome.pending, act.after, result=outcome.result)


def _claim(session: Session, act: Act) -> bool:
    row = {
        "site_id": act.site_id, "scope": act.scope, "client_id": act.client_id, "after": act.after,
        "request_hash": _hash(act), "verdict": "", "params": {}, "pending": {}, "operator_id": act.by.operator_id,
        "device_id": act.by.device_id, "answered_at": act.now,
    }  # fmt: skip
    return _CLAIM.one_or_none(session, row) is not None


_CLAIM = PreparedInsert(ANSWER, lambda insert: insert.on_conflict_do_nothing().returning(ANSWER.c.client_id))


def _replay(session: Session, act: Act) -> Answered[T]:
    stored = session.execute(sa.select(ANSWER).where(*_key(act.site_id, act.scope, act.client_id))).one()
    if stored.request_hash != _hash(act):
        raise Replayed(REPLAYED)
    return _answered(stored, is_replay=True)


def recall(session: Session, site_id: UUID, scope: str, client_id: str) -> Answered[Any] | None:
    """Return what `client_id` was answered, for a page that shows a verdict after a redirect."""
    stored = session.execute(sa.select(ANSWER).where(*_key(site_id, scope, client_id))).one_or_none()
    return _answered(stored, is_replay=True) if stored else None


def _answered(stored: "sa.Row[tuple[object, ...]]", is_replay: bool) -> Answered[T]:
    said = Said(CATALOGUE[stored.verdict], params_from_json(stored.params))
    return Answered(stored.client_id, said, stored.event_id, stored.pending, stored.after, is_replay)


def _settle(session: Session, act: Act, outcome: Outcome[T]) -> None:
    settled = {
        "of_site": act.site_id, "of_scope": act.scope, "of_client": act.client_id,
        "verdict": outcome.said.message.key, "params": params_to_json(_kept(outcome.said.params)),
        "pending": dict(outcome.pending), "event_id": outcome.event_id,
    }  # fmt: skip
    _SETTLE.run(session, settled)
    if act.text:
        _keep_scan(session, act, outcome)


_SETTLE = Prepared(
    sa.update(ANSWER)
    .where(
        ANSWER.c.site_id == sa.bindparam("of_site"),
        ANSWER.c.scope == sa.bindparam("of_scope"),
        ANSWER.c.client_id == sa.bindparam("of_client"),
    )
    .values({name: sa.bindparam(name) for name in ("verdict", "params", "pending", "event_id")})
)


def _kept(params: Params) -> Params:
    return {name: redacted(value) if isinstance(value, str) else value for name, value in params.items()}


def _keep_scan(session: Session, act: Act, outcome: Outcome[T]) -> None:
    elapsed = (act.now - act.device_time).total_seconds() if act.device_time else 0
    row = {
        "site_id": act.site_id, "id": new_id(), "client_id": act.client_id, "operator_id": act.by.operator_id,
        "device_id": act.by.device_id, "station_id": act.station_id, "text": redacted(act.text),
        "symbology": act.symbology, "source": act.source, "verdict": outcome.said.message.key,
        "milliseconds": max(0, min(int(elapsed * 1000), 2**31 - 1)), "scanned_at": act.now,
    }  # fmt: skip
    _KEEP_SCAN.run(session, row)


_KEEP_SCAN = Prepared(sa.insert(SCAN))


def _key(site_id: UUID, scope: str, client_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (ANSWER.c.site_id == site_id, ANSWER.c.scope == scope, ANSWER.c.client_id == client_id)


def _hash(act: Act) -> str:
    content = json.dumps({**act.content, "operator": str(act.by.operator_id)}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
