"""Closing a carton and closing the receipt with its differences."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, Receipt, table_of
from app.db.queries import cartons, receipts
from app.domain.epcis import BizStep, Disposition, EpcisAction, EventKind
from app.domain.errors import Question, Refused
from app.domain.identifiers import tail
from app.domain.ledger import Change, Entry, about_carton
from app.domain.messages import pallets
from app.domain.messages import receiving as say
from app.domain.messages.core import Param, Said, Units
from app.domain.pending import Pending
from app.domain.receipts import Board, OpenCarton
from app.domain.receiving import Ask
from app.domain.transitions import CartonState, Move, ReceiptState, moved
from app.domain.vocabulary import ExceptionKind, TallyKind
from app.domain.webhooks import WebhookKind
from app.services import accruing
from app.services.acting import Act, Outcome
from app.services.excepting import raise_exception
from app.services.moving import Standing, move_carton
from app.services.receiving.against_notice import told_against_notice
from app.services.receiving.booking import transactions
from app.services.receiving.opening import still_open
from app.services.recording import record
from app.services.tallying import tally
from app.services.webhooks.outbox import put, put_authorization

RECEIPT, PAPER = table_of(Receipt), table_of(Authorization)


def close_carton(session: Session, act: Act, board: Board) -> Outcome[Board]:
    """Close the open carton and say where to put it; an empty one was opened in error and is cancelled."""
    carton = still_open(session, act, board, Refused(say.NO_CARTON_TO_CLOSE))
    known = cartons.standing_by_id(session, act.site_id, carton.id)
    assert known is not None, "the board names it"
    standing = Standing(known.id, known.lpn, known.state, known.version)
    if not carton.units:
        return _cancel(session, act, board, standing)
    return _receive(session, act, board, carton, standing)


def _cancel(session: Session, act: Act, board: Board, standing: Standing) -> Outcome[Board]:
    changes = move_carton(session, act, standing, Move.CANCEL)
    event_id = record(session, act, _closed(board, standing, changes, ()))
    facts: dict[str, Param] = {"lpn": standing.lpn, "tail": tail(standing.lpn)}
    said = told_against_notice(session, act, board, standing, facts) or Said(say.CARTON_CANCELLED, facts)
    return Outcome(said, event_id, result=receipts.board(session, act.site_id, board.receipt_id))


def _receive(session: Session, act: Act, board: Board, carton: OpenCarton, standing: Standing) -> Outcome[Board]:
    place_id, place = cartons.staging_place(session, act.site_id) or (act.station_id, "")
    changes = move_carton(session, act, standing, Move.CLOSE, location_id=place_id)
    tally(session, act, TallyKind.CARTONS_RECEIVED, 1)
    entry = replace(_closed(board, standing, changes, ((TallyKind.CARTONS_RECEIVED, 1),)), biz_location=place_id)
    event_id = record(session, act, entry)
    facts: dict[str, Param] = {"lpn": carton.lpn, "tail": tail(carton.lpn), "place": place or "-"}
    said = told_against_notice(session, act, board, standing, {**facts, "units": Units(carton.units)})
    after = receipts.board(session, act.site_id, board.receipt_id)
    return Outcome(said or Said(say.CARTON_CLOSED, {**facts, "units": carton.units}), event_id, result=after)


def _closed(
    board: Board, standing: Standing, changes: tuple[Change, ...], tallies: tuple[tuple[TallyKind, int], ...]
) -> Entry:
    return Entry(
        kind=EventKind.CARTON_CLOSED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.RECEIVING,
        disposition=Disposition.RETURNED,
        items=(about_carton(standing.id, standing.lpn),),
        biz_transactions=transactions(board),
        changes=changes,
        detail={"tally": [list(each) for each in tallies]},
    )


def close_receipt(session: Session, act: Act, board: Board, accepted: frozenset[Ask]) -> Outcome[Board]:
    """Close the receipt once its cartons are closed; differences must have been read and accepted first."""
    still_open = [carton.lpn for carton in board.cartons if carton.state is CartonState.RECEIVING]
    if still_open:
        raise Refused(say.CARTONS_STILL_OPEN, receipt=board.receipt, lpns=", ".join(still_open))
    if board.declared:
        raise Refused(pallets.STILL_DECLARED, receipt=board.receipt, units=Units(board.declared))
    differs = bool(board.over or board.short or board.held)
    facts: dict[str, Param] = {"over": board.over, "short": board.short, "held": board.held}
    if differs and Ask.DIFFERENCES not in accepted:
        question = Question(say.DIFFERENCES, Ask.DIFFERENCES, number=board.number, **facts)
        raise question.keeping(Pending(board.receipt, ask=Ask.DIFFERENCES).to_json())
    changes = tuple(change for part in board.parts for change in _close(session, act, part))
    event_id = record(session, act, _receipt_closed(board, changes))
    for part in board.parts:
        accruing.restate_receipt(session, act, part.receipt_id, event_id)
        _tell_differences(session, act, part)
    after = receipts.board(session, act.site_id, board.receipt_id)
    return Outcome(_said(board, facts, differs), event_id, result=after)


def _tell_differences(session: Session, act: Act, board: Board) -> None:
    """Put the differences of one authorization, or of a blind receipt, before the supervisors."""
    if board.over or board.short or board.held:
        facts: dict[str, Param] = {"over": board.over, "short": board.short, "held": board.held}
        params = {**facts, "number": board.number, "party": board.party}
        raise_exception(session, act, ExceptionKind.DIFFERENCES, params, board.receipt_id)


def _close(session: Session, act: Act, board: Board) -> tuple[Change, ...]:
    session.execute(
        sa.update(RECEIPT)
        .where(RECEIPT.c.site_id == act.site_id, RECEIPT.c.id == board.receipt_id)
        .values(state=moved(board.state, Move.CLOSE), closed_at=act.now, closed_by=act.by.operator_id)
    )
    changes = (Change("receipt", board.receipt_id, "state", board.state, ReceiptState.CLOSED),)
    _tell_closed(session, act, board)
    if board.paper is None:
        return changes
    after = moved(board.paper.state, Move.CLOSE)
    session.execute(
        sa.update(PAPER).where(PAPER.c.site_id == act.site_id, PAPER.c.id == board.paper.id).values(state=after)
    )
    put_authorization(session, act.site_id, (board.paper.id, board.paper.number), (board.paper.state, after), act.now)
    return (*changes, Change("authorization", board.paper.id, "state", board.paper.state, after))


def _tell_closed(session: Session, act: Act, board: Board) -> None:
    paper_id = str(board.paper.id) if board.paper else None
    news = {"receipt_id": str(board.receipt_id), "number": board.receipt, "authorization_id": paper_id}
    put(session, act.site_id, WebhookKind.RECEIPT_CLOSED, news, act.now)


def _receipt_closed(board: Board, changes: tuple[Change, ...]) -> Entry:
    return Entry(
        kind=EventKind.RECEIPT_CLOSED,
        action=EpcisAction.OBSERVE,
        biz_step=BizStep.ACCEPTING,
        disposition=Disposition.RETURNED,
        items=tuple(about_carton(carton.id, carton.lpn) for carton in board.cartons),
        biz_transactions=transactions(board),
        changes=changes,
    )


def _said(board: Board, facts: dict[str, Param], differs: bool) -> Said:
    if differs:
        return Said(say.CLOSED_WITH_DIFFERENCES, {**facts, "receipt": board.receipt})
    return Said(say.CLOSED, {"receipt": board.receipt, "units": board.units(), "cartons": len(board.cartons)})
