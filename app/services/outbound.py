"""Outbound loads in the office: planned, changed, cancelled, and closed by the proof of delivery.

Every verb is one act, answered once (see `services.acting`), guarded by the version that its screen showed. What goes
on a load and when it departs is the floor's (`services.loading`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import OutboundLoad, Shipment, table_of
from app.db.queries import destroyers, loading, outbound
from app.db.queries.outbound import Outbound
from app.domain.errors import Overtaken, Refused
from app.domain.messages import outbound as say
from app.domain.messages.core import Params, Said, Word
from app.domain.outbound import PREFIX, LoadDraft, check_taker
from app.domain.transitions import Move, OutboundState, allows, moved
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act, Answered, Outcome, answer
from app.services.routing.calendar import today
from app.services.transporting.guarding import next_number

SCOPE = "outbound"
OUTBOUND, SHIPMENT = table_of(OutboundLoad), table_of(Shipment)


@dataclass(frozen=True, slots=True)
class Seen:
    """A load as the screen showed it when the operator decided."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of delivery: who signed it, on which day."""

    delivered_on: date
    received_by: str
    note: str = ""


def plan(session: Session, act: Act, load_id: UUID, draft: LoadDraft) -> Answered[UUID]:
    """Write a new load under `load_id`."""
    return answer(session, act, lambda: _plan(session, act, load_id, draft))


def _plan(session: Session, act: Act, load_id: UUID, draft: LoadDraft) -> Outcome[UUID]:
    number = next_number(session, act, OUTBOUND, PREFIX)
    party = _party(session, draft)
    row = {
        "site_id": act.site_id, "id": load_id, "number": number, "state": OutboundState.PLANNED, "seal": "",
        "record": {}, "papers": {}, "digest": "", "handling_units": 0, "units": 0, "grams": 0, "received_by": "",
        "note": "", "created_at": act.now, "changed_at": act.now, "changed_by": act.by.operator_id, "version": 0,
    }  # fmt: skip
    session.execute(sa.insert(OUTBOUND).values(**row, **_told(draft)))
    return Outcome(Said(say.PLANNED, {"load": number, "party": party, "day": draft.planned_on}), result=load_id)


def _party(session: Session, draft: LoadDraft) -> str:
    taker = outbound.taker(session, draft.party_id)
    if taker is None:
        raise Refused(say.WHICH_PARTY)
    check_taker(draft.code, taker.kind, taker.name)
    if draft.code is DispositionCode.DESTROY and not destroyers.is_certified(session, draft.party_id, draft.planned_on):
        raise Refused(say.NO_CERTIFICATE, party=taker.name, day=draft.planned_on)
    return taker.name


def _told(draft: LoadDraft) -> dict[str, Any]:
    return {
        "party_id": draft.party_id, "code": draft.code, "planned_on": draft.planned_on,
        "carrier_id": draft.carrier_id, "trailer": draft.trailer.strip().upper(), "dock_id": draft.dock_id,
    }  # fmt: skip


def edit(session: Session, act: Act, seen: Seen, draft: LoadDraft) -> Answered[UUID]:
    """Let a load say what `draft` says; once loading has begun its party and code stay."""
    return answer(session, act, lambda: _edit(session, act, seen, draft))


def _edit(session: Session, act: Act, seen: Seen, draft: LoadDraft) -> Outcome[UUID]:
    load = _found(session, act, seen, Move.EDIT)
    if load.state is not OutboundState.PLANNED and (load.party_id, load.code) != (draft.party_id, draft.code):
        raise Refused(say.BEGUN, load=load.number, party=load.party)
    _party(session, draft)
    _move(session, act, load, Move.EDIT, **_told(draft))
    return Outcome(Said(say.EDITED, {"load": load.number}), result=load.id)


def cancel(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Let a load not go; refused while goods are on it."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _cancel(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    load = _found(session, act, seen, Move.CANCEL)
    on_it = loading.cartons_on(session, act.site_id, load.id)
    if on_it:
        raise Refused(say.NOT_EMPTY, load=load.number, lpn=on_it[0].lpn)
    _move(session, act, load, Move.CANCEL)
    return Outcome(Said(say.CANCELLED, {"load": load.number}), result=load.id)


def deliver(session: Session, act: Act, seen: Seen, proof: Proof) -> Answered[UUID]:
    """Close a departed load by its proof of delivery."""
    return answer(session, act, lambda: _deliver(session, act, seen, proof))


def _deliver(session: Session, act: Act, seen: Seen, proof: Proof) -> Outcome[UUID]:
    load = _found(session, act, seen, Move.DELIVER)
    if not proof.received_by.strip():
        raise Refused(say.WHO_TOOK_IT)
    assert load.departed_at is not None, "it has departed"
    since, until = load.departed_at.astimezone(ZoneInfo(act.by.time_zone)).date(), today(act)
    if not since <= proof.delivered_on <= until:
        raise Refused(say.DAY_TO_COME, load=load.number, day=proof.delivered_on, since=since, today=until)
    told = {"received_by": proof.received_by.strip()[:120], "note": proof.note.strip()[:240]}
    _move(session, act, load, Move.DELIVER, delivered_on=proof.delivered_on, **told)
    back = (SHIPMENT.c.site_id == act.site_id, SHIPMENT.c.number == load.number)
    session.execute(sa.update(SHIPMENT).where(*back).values(delivered_on=proof.delivered_on))
    facts: Params = {"load": load.number, "who": told["received_by"], "party": load.party, "day": proof.delivered_on}
    return Outcome(Said(say.DELIVERED, facts), result=load.id)


def _found(session: Session, act: Act, seen: Seen, move: Move) -> Outbound:
    """Return the load, locked. Raises Refused where `move` is not open to it, Overtaken when another changed it."""
    load = outbound.locked(session, act.site_id, seen.id)
    if load is None:
        raise Refused(say.UNKNOWN)
    if load.version != seen.version:
        raise Overtaken(say.OVERTAKEN, who=load.changed_by or "Backdock", load=load.number, when=load.changed_at)
    if not allows(load.state, move):
        raise Refused(say.NOT_NOW, load=load.number, state=Word(load.state.value), move=Word(move.value))
    return load


def _move(session: Session, act: Act, load: Outbound, move: Move, **columns: Any) -> None:
    session.execute(
        sa.update(OUTBOUND)
        .where(OUTBOUND.c.site_id == act.site_id, OUTBOUND.c.id == load.id)
        .values(
            state=moved(load.state, move), version=load.version + 1, changed_at=act.now,
            changed_by=act.by.operator_id, **columns,
        )
    )  # fmt: skip
