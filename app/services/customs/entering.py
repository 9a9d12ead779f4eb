"""Writing an entry down, rectifying it, and cancelling one under which nothing came."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import CustomsEntry, CustomsLine, CustomsPaper, table_of
from app.db.queries import customs
from app.db.queries.customs import Entry
from app.domain.customs import EntryDraft, EntryLine, Pedimento, other_methods, wrong
from app.domain.errors import Refused
from app.domain.messages import customs as say
from app.domain.messages.core import Said, Units
from app.domain.transitions import CustomsEntryState, Move
from app.services.acting import Act, Answered, Outcome, answer
from app.services.customs.guarding import SeenEntry, change, check_role, facts, may_change
from app.services.transporting.guarding import lock_site

ENTRY, LINE, LINK = table_of(CustomsEntry), table_of(CustomsLine), table_of(CustomsPaper)


def enter(session: Session, act: Act, entry_id: UUID, draft: EntryDraft) -> Answered[UUID]:
    """Write a new entry with what it brought in."""
    return answer(session, act, lambda: _enter(session, act, entry_id, draft))


def _enter(session: Session, act: Act, entry_id: UUID, draft: EntryDraft) -> Outcome[UUID]:
    check_role(act)
    lock_site(session, act)  # of two entries, the second sees which method the first gave to a fraction
    _check(session, act, draft)
    if customs.id_of(session, act.site_id, draft.number.value):
        raise Refused(say.KNOWN, entry=str(draft.number))
    session.execute(
        sa.insert(ENTRY).values(
            site_id=act.site_id, id=entry_id, number=draft.number.value, state=CustomsEntryState.OPEN,
            rectified_by="", created_at=act.now, changed_at=act.now, changed_by=act.by.operator_id, version=0,
            **_says(draft),
        )
    )  # fmt: skip
    for position, line in enumerate(draft.lines, start=1):
        _add(session, act, entry_id, position, line)
    return Outcome(Said(say.KEPT, facts(_read(session, act, entry_id))), result=entry_id)


def _check(session: Session, act: Act, draft: EntryDraft, entry_id: UUID | None = None) -> None:
    today = act.now.astimezone(ZoneInfo(act.by.time_zone)).date()
    faults = {**wrong(draft, today), **other_methods(draft, customs.methods(session, act.site_id, entry_id))}
    if faults:
        raise Refused(say.WRONG, count=len(faults))


def _says(draft: EntryDraft) -> dict[str, Any]:
    return {
        "entry_key": draft.key, "cleared_on": draft.cleared_on, "due_on": draft.due_on, "owner_id": draft.owner_id,
        "currency": draft.currency,
    }  # fmt: skip


def _add(session: Session, act: Act, entry_id: UUID, position: int, line: EntryLine) -> None:
    own = {"site_id": act.site_id, "id": new_id(), "entry_id": entry_id, "product_id": line.product.id}
    session.execute(sa.insert(LINE).values(**own, position=position, **_columns(line)))


def _columns(line: EntryLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in EntryLine.__dataclass_fields__ if name != "product"}


def rectify(session: Session, act: Act, seen: SeenEntry, draft: EntryDraft, by: Pedimento | None) -> Answered[UUID]:
    """Let an entry say what `draft` says; once goods came under it, only a rectification `by` another entry does."""
    return answer(session, act, lambda: _rectify(session, act, seen, draft, by))


def _rectify(session: Session, act: Act, seen: SeenEntry, draft: EntryDraft, by: Pedimento | None) -> Outcome[UUID]:
    lock_site(session, act)
    entry = may_change(session, act, seen)
    move = Move.RECTIFY if entry.received else Move.EDIT
    entry = may_change(session, act, seen, move)
    _check(session, act, draft, entry.id)
    if entry.received and by is None:
        raise Refused(say.NEEDS_RECTIFICATION, entry=entry.said, units=Units(entry.received))
    _check_enough(entry, draft)
    change(session, act, entry, move, **_says(draft), warned_at=None, **({"rectified_by": by.value} if by else {}))
    _write_lines(session, act, entry, draft)
    return Outcome(Said(say.RECTIFIED, facts(_read(session, act, entry.id))), result=entry.id)


def _check_enough(entry: Entry, draft: EntryDraft) -> None:
    """Raise Refused where the entry would bring in less than came under it, or than documents account for."""
    says = {line.product.id: line.quantity for line in draft.lines}
    for each in entry.lines:
        product, least = each.line.product, max(each.received, each.discharged)
        if says.get(product.id, 0) < least:
            units = Units(says.get(product.id, 0))
            raise Refused(
                say.BELOW_RECEIVED, entry=entry.said, product=product.said, units=units, received=Units(least)
            )


def _write_lines(session: Session, act: Act, entry: Entry, draft: EntryDraft) -> None:
    """Change lines in place: goods and documents refer to them. A product that falls out had neither."""
    known = {each.line.product.id: each.id for each in entry.lines}
    kept = {line.product.id for line in draft.lines}
    gone = [line_id for product_id, line_id in known.items() if product_id not in kept]
    session.execute(sa.delete(LINE).where(LINE.c.site_id == act.site_id, LINE.c.id.in_(gone)))
    for position, line in enumerate(draft.lines, start=1):
        if line.product.id in known:
            mine = (LINE.c.site_id == act.site_id, LINE.c.id == known[line.product.id])
            session.execute(sa.update(LINE).where(*mine).values(position=position, **_columns(line)))
        else:
            _add(session, act, entry.id, position, line)


def cancel(session: Session, act: Act, seen: SeenEntry) -> Answered[UUID]:
    """Cancel an entry under which nothing came; authorizations no longer name it."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _cancel(session: Session, act: Act, seen: SeenEntry) -> Outcome[UUID]:
    entry = may_change(session, act, seen, Move.CANCEL)
    if entry.received:
        raise Refused(say.GOODS_CAME, entry=entry.said, units=Units(entry.received))
    change(session, act, entry, Move.CANCEL)
    session.execute(sa.delete(LINK).where(LINK.c.site_id == act.site_id, LINK.c.entry_id == entry.id))
    return Outcome(Said(say.CANCELLED, facts(entry)), result=entry.id)


def _read(session: Session, act: Act, entry_id: UUID) -> Entry:
    entry = customs.one(session, act.site_id, entry_id)
    assert entry is not None, "it was written just now"
    return entry
