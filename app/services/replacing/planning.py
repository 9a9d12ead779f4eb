"""Planning a replacement, changing what was planned, and giving one up that has not left."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Replacement, table_of
from app.db.queries import authorization, products, replacements
from app.db.queries.authorization import Paper
from app.db.queries.replacing import Replaceable
from app.domain.authorizing import PaperAct
from app.domain.errors import Refused
from app.domain.messages import replacing as say
from app.domain.messages.core import Message, Params, Said, Units, Word
from app.domain.money import NOTHING
from app.domain.products import Product
from app.domain.refunds import Resolution
from app.domain.transitions import Move, ReplacementState
from app.domain.webhooks import WebhookKind
from app.services.acting import Act, Answered, Outcome, answer
from app.services.replacing.guarding import (
    REASON,
    Seen,
    change,
    check_role,
    facts,
    line_of,
    paper_for,
    replacement,
    today,
    write_down,
)
from app.services.webhooks.outbox import put

REPLACEMENT = table_of(Replacement)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to go out for which line: how many base units, under which order, due on which day.

    `product` is the SKU or GTIN of another product, empty for the same. In advance it may leave before the goods come.
    """

    line_id: UUID
    quantity: int
    due_on: date
    order: str = ""
    product: str = ""
    is_advance: bool = False


def plan(session: Session, act: Act, replacement_id: UUID, paper_id: UUID, wish: Wish) -> Answered[UUID]:
    """Plan that goods go out for a line: what is accepted of it or, in advance, what was promised."""
    return answer(session, act, lambda: _plan(session, act, replacement_id, paper_id, wish))


def _plan(session: Session, act: Act, replacement_id: UUID, paper_id: UUID, wish: Wish) -> Outcome[UUID]:
    check_role(act)
    paper = paper_for(session, act, paper_id, is_advance=wish.is_advance)
    line = _line(session, act, paper, wish)
    product = _product(session, line, wish)
    number = f"{paper.number}-S{len(replacements.of_paper(session, act.site_id, paper.id)) + 1}"
    _check(act, paper, line, wish)
    _insert(session, act, paper, line, product, wish, {"id": replacement_id, "number": number})
    write_down(session, act, paper.id, number, PaperAct.REPLACEMENT_PLANNED)
    _tell(session, act, paper, product, wish, {"replacement_id": str(replacement_id), "number": number})
    said: Params = {
        "number": number, "party": paper.party, "units": Units(wish.quantity), "product": product.said,
        "paper": paper.number, "due": wish.due_on,
    }  # fmt: skip
    if not wish.is_advance:
        return Outcome(Said(say.PLANNED, said), result=replacement_id)
    days = line.term.advance_days if line.term else 0
    return Outcome(Said(say.PLANNED_IN_ADVANCE, {**said, "days": days}), result=replacement_id)


def _line(session: Session, act: Act, paper: Paper, wish: Wish) -> Replaceable:
    found = line_of(session, act, paper.id, wish.line_id)
    if found:
        return found
    on_paper = next((each for each in paper.lines if each.id == wish.line_id), None)
    if on_paper is None:
        raise Refused(say.UNKNOWN)
    resolution = authorization.resolution_of(session, act.site_id, on_paper.id, paper.program)
    raise Refused(say.NOT_REPLACED, product=on_paper.product.said, resolution=Word(resolution.value))


def _product(session: Session, line: Replaceable, wish: Wish) -> Product:
    text = wish.product.strip().upper()
    if not text:
        return line.product
    codes = [text, text.zfill(14)] if text.isdigit() and len(text) <= 14 else [text]
    found = [each.product for each in products.by_codes(session, codes) if each.quantity == 1]
    own = [each for each in found if each.owner_id == line.product.owner_id] or found
    if not own:
        raise Refused(say.NO_PRODUCT, text=wish.product.strip()[:40])
    if line.resolution is Resolution.REPAIR_AND_RETURN and own[0].id != line.product.id:
        raise Refused(say.NOT_ANOTHER, product=line.product.said, other=own[0].said)
    return own[0]


def _check(act: Act, paper: Paper, line: Replaceable, wish: Wish, was_due: date | None = None) -> None:
    if wish.is_advance and not line.may_go_first:
        raise Refused(say.NO_ADVANCE, paper=paper.number, product=line.product.said)
    if wish.due_on < today(act) and wish.due_on != was_due:
        raise Refused(say.PAST_DAY, day=wish.due_on, today=today(act))
    room = line.room
    left = room.left(is_advance=wish.is_advance)
    if not 1 <= wish.quantity <= left:
        raise Refused(
            _too_many(wish), asked=wish.quantity, product=line.product.said, left=Units(left), promised=room.quantity,
            accepted=room.accepted, given=room.units_given,
        )  # fmt: skip


def _too_many(wish: Wish) -> Message:
    return say.WRONG_IN_ADVANCE if wish.is_advance else say.WRONG_QUANTITY


def _insert(
    session: Session, act: Act, paper: Paper, line: Replaceable, product: Product, wish: Wish, own: dict[str, Any]
) -> None:
    advance: dict[str, Any] = {"is_advance": wish.is_advance}
    if wish.is_advance and line.term:
        advance |= {"advance_days": line.term.advance_days, "charge_percent": int(line.term.advance_charge)}
    session.execute(sa.insert(REPLACEMENT).values(
        site_id=act.site_id, **own, authorization_id=paper.id, authorization_line_id=line.id, party_id=paper.party_id,
        resolution=line.resolution, product_id=product.id, quantity=wish.quantity, order=wish.order.strip()[:40],
        due_on=wish.due_on, state=ReplacementState.PLANNED, list_price=line.product.list_price,
        currency=line.product.currency, charged=NOTHING, opened_at=act.now, opened_by=act.by.operator_id,
        changed_at=act.now, changed_by=act.by.operator_id, **advance,
    ))  # fmt: skip


def _tell(session: Session, act: Act, paper: Paper, product: Product, wish: Wish, own: dict[str, Any]) -> None:
    """Queue that something is to be shipped, for the system that ships."""
    goods = {"product_id": str(product.id), "sku": product.sku, "quantity": wish.quantity}
    when = {"order": wish.order.strip()[:40], "due_on": wish.due_on.isoformat(), "is_advance": wish.is_advance}
    to = {"authorization_id": str(paper.id), "party_id": str(paper.party_id)}
    put(session, act.site_id, WebhookKind.REPLACEMENT_DUE, {**own, **to, **goods, **when}, act.now)


def edit(session: Session, act: Act, seen: Seen, wish: Wish) -> Answered[UUID]:
    """Change what is to go out: how much, what, when, under which order. Its line, and whether it goes first, stay."""
    return answer(session, act, lambda: _edit(session, act, seen, wish))


def _edit(session: Session, act: Act, seen: Seen, wish: Wish) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.EDIT)
    paper = paper_for(session, act, found.authorization_id, is_advance=found.is_advance)
    whole = replace(wish, line_id=found.authorization_line_id, is_advance=found.is_advance)
    line = _line(session, act, paper, whole)
    others = tuple(each for each in line.room.given if each.id != found.id)
    product = _product(session, line, whole)
    _check(act, paper, replace(line, room=replace(line.room, given=others)), whole, found.due_on)
    said = {"quantity": whole.quantity, "order": whole.order.strip()[:40], "due_on": whole.due_on}
    change(session, act, found, Move.EDIT, PaperAct.REPLACEMENT_CHANGED, product_id=product.id, **said)
    _tell(session, act, paper, product, whole, {"replacement_id": str(found.id), "number": found.number})
    told: Params = {
        **facts(found), "units": Units(whole.quantity), "product": product.said, "due": whole.due_on,
    }  # fmt: skip
    return Outcome(Said(say.CHANGED, told), result=found.id)


def cancel(session: Session, act: Act, seen: Seen, reason: str) -> Answered[UUID]:
    """Give a replacement up that has not left, and say why."""
    return answer(session, act, lambda: _cancel(session, act, seen, reason.strip()[:REASON]))


def _cancel(session: Session, act: Act, seen: Seen, reason: str) -> Outcome[UUID]:
    found = replacement(session, act, seen, Move.CANCEL)
    if not reason:
        raise Refused(say.NEEDS_REASON, number=found.number)
    change(session, act, found, Move.CANCEL, PaperAct.REPLACEMENT_CANCELLED, reason=reason)
    return Outcome(Said(say.CANCELLED, {**facts(found), "reason": reason}), result=found.id)
