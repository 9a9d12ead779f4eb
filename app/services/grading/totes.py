"""Destination totes: opened by the scan that fills them, chosen, closed."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Carton, table_of
from app.db.queries import grading as queries
from app.domain.disposition import DISPOSITION_OF
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Refused
from app.domain.identifiers import tail
from app.domain.inspection import Tote
from app.domain.ledger import Change, Entry, about_carton
from app.domain.messages import grading as say
from app.domain.messages import pallets
from app.domain.messages.core import Param, Said, Word
from app.domain.transitions import CartonState, Move
from app.domain.vocabulary import DispositionCode
from app.domain.worksheet import Worksheet
from app.services.acting import Act, Outcome
from app.services.grading.screen import Screen
from app.services.moving import Standing, move_carton, overtaken
from app.services.recording import record

CARTON = table_of(Carton)


# What goods under a code are called in the ledger, in CBV's words.
def find_or_open(session: Session, act: Act, plate: str, code: DispositionCode, new_id_: UUID | None) -> Tote:
    """Return the open carton with `plate`; a plate that stands nowhere becomes a new tote at this station."""
    known = queries.tote(session, act.site_id, plate)
    if known is None:
        _open(session, act, plate, code, new_id_ or new_id())
        known = queries.tote(session, act.site_id, plate)
    if known is None:  # the plate stands, and takes no goods itself
        raise Refused(pallets.IS_A_PALLET, lpn=plate)
    return known


def _open(session: Session, act: Act, plate: str, code: DispositionCode, tote_id: UUID) -> None:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    values: dict[str, Any] = {
        "site_id": act.site_id, "id": tote_id, "lpn": plate, "state": CartonState.OPEN, "state_since": act.now,
        "location_id": act.station_id, "code": code, "is_quarantine": False, "version": 0,
    }  # fmt: skip
    # Two benches may open the same plate at once: the second finds it open.
    session.execute(insert(CARTON).values(**values).on_conflict_do_nothing())


def bind(session: Session, act: Act, tote: Tote, code: DispositionCode) -> Tote:
    """Give an empty tote the code of the goods that go in: what it was for before it was emptied binds nobody."""
    if tote.contents is not None or tote.code is code:
        return tote
    where = (CARTON.c.site_id == act.site_id, CARTON.c.id == tote.id)
    session.execute(sa.update(CARTON).where(*where).values(code=code))
    return replace(tote, code=code)


def choose(session: Session, act: Act, sheet: Worksheet, plate: str) -> Outcome[Worksheet]:
    """Choose an open tote, so that a close command knows which."""
    tote = queries.tote(session, act.site_id, plate)
    assert tote is not None, "the caller has just found it"
    after = replace(sheet.next_item(), tote_id=tote.id)
    return Outcome(Said(say.TOTE_CHOSEN, _facts(tote)), pending=after.to_params(), result=after)


def _facts(tote: Tote) -> dict[str, Param]:
    return {"lpn": tote.lpn, "tail": tail(tote.lpn), "units": tote.units, "code": Word(str(tote.code))}


def close(session: Session, act: Act, screen: Screen) -> Outcome[Worksheet]:
    """Close the tote of the worksheet for routing; an empty one was opened in error and is cancelled."""
    sheet = screen.sheet
    tote = queries.tote_by_id(session, act.site_id, sheet.tote_id) if sheet.tote_id else None
    if tote is None or tote.is_quarantine:
        raise Refused(say.NO_TOTE_TO_CLOSE)
    standing = Standing(tote.id, tote.lpn, tote.state, tote.version)
    if not tote.is_open:
        raise overtaken(session, act, standing)
    changes = move_carton(session, act, standing, Move.CLOSE if tote.units else Move.CANCEL)
    event_id = record(session, act, closed(act, tote, changes))
    after = replace(sheet, tote_id=None)
    said = Said(say.TOTE_CLOSED if tote.units else say.TOTE_CANCELLED, _facts(tote))
    return Outcome(said, event_id, after.to_params(), after)


def closed(act: Act, tote: Tote, changes: tuple[Change, ...]) -> Entry:
    """Return the event of a carton that is closed for routing."""
    return Entry(
        kind=EventKind.TOTE_CLOSED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.PACKING,
        disposition=DISPOSITION_OF[tote.code] if tote.code else Disposition.UNKNOWN,
        items=(about_carton(tote.id, tote.lpn),),
        biz_location=act.station_id,
        changes=changes,
    )
