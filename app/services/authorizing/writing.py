"""Writing an authorization down, and changing what it says until it is approved."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Party, table_of
from app.db.queries import authorization
from app.db.queries.authorization import Paper
from app.domain import authorizing
from app.domain.authorizing import Detail, Draft, DraftLine, PaperAct
from app.domain.errors import Refused
from app.domain.evidence import paired
from app.domain.messages import authorizing as say
from app.domain.messages.core import Said
from app.domain.transitions import AuthorizationState, Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.authorizing.deciding import check_complete
from app.services.authorizing.evidencing import release
from app.services.authorizing.guarding import Seen, change, facts, may_change
from app.services.authorizing.history import tell
from app.services.authorizing.judged import submit_judged
from app.services.authorizing.numbering import next_number

PAPER, LINE, PARTY = table_of(Authorization), table_of(AuthorizationLine), table_of(Party)


def create(session: Session, act: Act, paper_id: UUID, draft: Draft, *, submit: bool = False) -> Answered[UUID]:
    """Write a new authorization under `paper_id`, as a draft, or submitted at once when nothing is lacking."""
    return answer(session, act, lambda: write_new(session, act, paper_id, draft, submit))


def write_new(session: Session, act: Act, paper_id: UUID, draft: Draft, submit: bool) -> Outcome[UUID]:
    """Do what `create` does, within an act that does more."""
    paper = draw_up(session, act, paper_id, draft)
    if submit:
        check_complete(paper.number, draft)
    said = submit_judged(session, act, paper) if submit else Said(say.CREATED, facts(paper))
    return Outcome(said, result=paper_id)


def draw_up(session: Session, act: Act, paper_id: UUID, draft: Draft) -> Paper:
    """Write a new draft under `paper_id`, as a part of an act that is answered as a whole."""
    _check(draft)
    number = next_number(session, act.site_id)
    head: dict[str, Any] = {"site_id": act.site_id, "id": paper_id, "number": number, "program": draft.program}
    made = {"state": AuthorizationState.DRAFT, "created_at": act.now, "version": 0}
    session.execute(sa.insert(PAPER).values(**head, **made, **_columns(draft)))
    write_lines(session, act.site_id, paper_id, draft.lines)
    tell(session, act, paper_id, PaperAct.CREATED)
    return _read(session, act, paper_id)


def edit(session: Session, act: Act, seen: Seen, draft: Draft, *, submit: bool = False) -> Answered[UUID]:
    """Let the authorization say what `draft` says; `submit` then submits it. Its program and number stay."""
    return answer(session, act, lambda: _edit(session, act, seen, draft, submit))


def _edit(session: Session, act: Act, seen: Seen, draft: Draft, submit: bool) -> Outcome[UUID]:
    paper = may_change(session, act, seen, Move.EDIT)
    _check(draft)
    if submit or paper.state is not AuthorizationState.DRAFT:
        check_complete(paper.number, draft)
    differs = _rewrite(session, act, paper, draft)
    if submit and paper.state is AuthorizationState.DRAFT:
        return Outcome(submit_judged(session, act, _read(session, act, paper.id)), result=paper.id)
    said = facts(_read(session, act, paper.id))
    return Outcome(Said(say.EDITED if differs else say.UNCHANGED, said), result=paper.id)


def _rewrite(session: Session, act: Act, paper: Paper, draft: Draft) -> bool:
    """Write what differs, and tell whether anything does: saving the same again is no act."""
    columns = _columns(draft)
    stored = paper.as_draft()
    stay = paired(stored.lines, draft.lines)
    rewrites = _lines_differ(stored.lines, draft.lines, stay)
    if not rewrites and _columns(stored) == columns:
        return False
    before, after = [_said(line) for line in stored.lines], [_said(line) for line in draft.lines]
    also = [("lines", before, after)] if rewrites else []
    change(session, act, paper, Move.EDIT, PaperAct.EDITED, also=also, **columns)
    if rewrites:
        _rewrite_lines(session, act, paper, draft.lines, stay)
    return True


def _lines_differ(before: tuple[DraftLine, ...], after: tuple[DraftLine, ...], stay: list[UUID | None]) -> bool:
    if [line.id for line in before] != stay:
        return True
    return any(
        _line_columns(was) != _line_columns(was) | _line_columns(now) for was, now in zip(before, after, strict=True)
    )


def _rewrite_lines(
    session: Session, act: Act, paper: Paper, lines: tuple[DraftLine, ...], stay: list[UUID | None]
) -> None:
    """Write `lines` over those that are there: each that stays keeps its id, with all that stands on it."""
    mine = sa.and_(LINE.c.site_id == act.site_id, LINE.c.authorization_id == paper.id)
    for gone in {line.id for line in paper.lines} - set(stay):
        release(session, act.site_id, gone)
        session.execute(sa.delete(LINE).where(mine, LINE.c.id == gone))
    for position, (line_id, line) in enumerate(zip(stay, lines, strict=True), start=1):
        if line_id:
            session.execute(
                sa.update(LINE).where(mine, LINE.c.id == line_id).values(position=position, **_line_columns(line))
            )
        else:
            write_lines(session, act.site_id, paper.id, (line,), position)


def _said(line: DraftLine) -> list[Any]:
    """Return a line as the history keeps it."""
    expiry = line.expiry.isoformat() if line.expiry else ""
    named = [line.product.sku, line.quantity, line.reason.value, line.lot, expiry, line.serial]
    return [*named, line.claim, line.asset_type]


def _check(draft: Draft) -> None:
    if faults := authorizing.wrong(draft):
        raise Refused(say.WRONG, count=len(faults))


def _columns(draft: Draft) -> dict[str, Any]:
    texts: dict[str, Any] = {detail.value: draft.details.get(detail, "") for detail in Detail}
    return {
        **texts,
        "party_id": draft.party_id,
        "language": draft.language,
        "expected_on": draft.expected_on,
        "expires_on": draft.expires_on,
    }


def write_lines(session: Session, site_id: UUID, paper_id: UUID, lines: tuple[DraftLine, ...], first: int = 1) -> None:
    """Insert the lines of an authorization in order, numbered from `first`."""
    unsaid: dict[str, Any] = {"condition": frozenset(), "evidence_to_follow": frozenset()}
    rows = [
        {
            "site_id": site_id, "id": new_id(), "authorization_id": paper_id, "position": position,
            **unsaid, **_line_columns(line),
        }
        for position, line in enumerate(lines, start=first)
    ]  # fmt: skip
    if rows:
        session.execute(sa.insert(LINE), rows)


def _line_columns(line: DraftLine) -> dict[str, Any]:
    """Return what a line says, by column; what it does not say is not in it."""
    columns: dict[str, Any] = {
        "product_id": line.product.id, "quantity": line.quantity, "lot": line.lot, "expiry": line.expiry,
        "serial": line.serial, "reason": line.reason, "claim": line.claim, "asset_type": line.asset_type,
    }  # fmt: skip
    said = {"condition": line.condition, "evidence_to_follow": line.evidence_to_follow}
    return {**columns, **{name: value for name, value in said.items() if value is not None}}


def _read(session: Session, act: Act, paper_id: UUID) -> Paper:
    paper = authorization.one(session, act.site_id, paper_id)
    assert paper is not None, "it was written just now"
    return paper
