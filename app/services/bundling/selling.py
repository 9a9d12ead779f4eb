"""What the office does with a sale bundle: offers it, sells it, opens it again, gives it up."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import bundle_lines, bundles, pallets
from app.db.queries.bundles import OneBundle
from app.domain.approvals import ApprovalAct, Extent
from app.domain.bundles import BundleLine, below
from app.domain.errors import Refused
from app.domain.ledger import Change
from app.domain.messages import bundling as say
from app.domain.messages.core import Params, Said
from app.domain.money import NOTHING
from app.domain.transitions import BundleState, CartonState, Move, moved
from app.services import approving
from app.services.acting import Act, Answered, Outcome, answer
from app.services.approving import Request
from app.services.bundling import writing
from app.services.bundling.checking import check_parts
from app.services.bundling.guarding import Seen, a_bundle, change, facts
from app.services.routing.calendar import today
from app.services.settling.amounts import amount_of


@dataclass(frozen=True, slots=True)
class Price:
    """To whom, and for how much as entered, for all of the bundle."""

    buyer_id: UUID | None
    amount: str


def offer(session: Session, act: Act, seen: Seen, price: Price) -> Answered[UUID]:
    """Offer the bundle as it stands to a liquidator; goods, prices and estimates are frozen from now on."""
    return answer(session, act, lambda: _offer(session, act, seen, price))


def sell(session: Session, act: Act, seen: Seen, price: Price) -> Answered[UUID]:
    """Note who buys the bundle that was offered, and for how much; far below the estimate it is approved."""
    return answer(session, act, lambda: _sell(session, act, seen, price))


def reopen(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Open the bundle again: nobody wants it as it is, or the buyer does not take it after all."""
    return answer(session, act, lambda: _reopen(session, act, seen))


def cancel(session: Session, act: Act, seen: Seen) -> Answered[UUID]:
    """Give the bundle up; its cartons are part of none any more."""
    return answer(session, act, lambda: _cancel(session, act, seen))


def _offer(session: Session, act: Act, seen: Seen, price: Price) -> Outcome[UUID]:
    found = a_bundle(session, act, seen, Move.OFFER)
    buyer, asking = _buyer(session, price, found), amount_of(price.amount, found.currency)
    _lock_parts(session, act, found)
    check_parts(session, act, found)
    lines = bundle_lines.now(session, act.site_id, found.id, today(act))
    if not lines:
        raise Refused(say.EMPTY, number=found.number)
    writing.freeze(session, act, found.id, lines)
    estimate = sum((line.estimate for line in lines), NOTHING)
    columns = {
        "state": moved(found.state, Move.OFFER), "buyer_id": price.buyer_id, "asking": asking, "estimate": estimate,
        "list_total": sum((line.list_total for line in lines), NOTHING), "offered_at": act.now,
    }  # fmt: skip
    change(session, act, found, **columns)
    money = {"amount": found.money(asking), "estimate": found.money(estimate)}
    return Outcome(Said(say.OFFERED, {**facts(found), "party": buyer, **money}), result=found.id)


def _buyer(session: Session, price: Price, found: OneBundle) -> str:
    named = dict(bundles.liquidators(session)).get(price.buyer_id) if price.buyer_id else None
    if named is None:
        raise Refused(say.NO_BUYER, number=found.number)
    return named


def _lock_parts(session: Session, act: Act, found: OneBundle) -> None:
    pallets.lock(session, act.site_id, [each.id for each in bundles.parts(session, act.site_id, found.id)])


def _sell(session: Session, act: Act, seen: Seen, price: Price) -> Outcome[UUID]:
    found = a_bundle(session, act, seen, Move.SELL)
    buyer, agreed = _buyer(session, price, found), amount_of(price.amount, found.currency)
    _lock_parts(session, act, found)
    check_as_offered(session, act, found)
    _check_price(session, act, found, agreed)
    state = moved(found.state, Move.SELL)
    change(session, act, found, state=state, buyer_id=price.buyer_id, agreed=agreed, sold_at=act.now)
    said: Params = {**facts(found), "party": buyer, "amount": found.money(agreed)}
    return Outcome(Said(say.SOLD, said), result=found.id)


def check_as_offered(session: Session, act: Act, found: OneBundle) -> None:
    """Raise Refused when the goods of the bundle are not those, or not where, they were when it was offered."""
    offered = bundle_lines.frozen(session, act.site_id, found.id)
    standing = bundle_lines.now(session, act.site_id, found.id, today(act))
    if lpn := _differing(offered, standing) or _differing(standing, offered):
        raise Refused(say.GOODS_CHANGED, number=found.number, lpn=lpn)
    try:
        check_parts(session, act, found)
    except Refused as refusal:
        raise Refused(say.GOODS_CHANGED, number=found.number, lpn=str(refusal.said.params["lpn"])) from None


def _differing(these: Collection[BundleLine], those: Collection[BundleLine]) -> str:
    known = {line.stands_for for line in those}
    return next((line.lpn for line in these if line.stands_for not in known), "")


def _check_price(session: Session, act: Act, found: OneBundle, agreed: Decimal) -> None:
    percent = below(agreed, found.estimate)
    if percent:
        request = Request(ApprovalAct.SELL_BELOW_ESTIMATE, found.number, Extent(percent=percent), found.id)
        approving.check(session, act, request)


def _reopen(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = a_bundle(session, act, seen, Move.REOPEN)
    if found.proceeds:
        raise Refused(say.HAS_PAYMENTS, number=found.number, total=found.money(found.proceeds))
    _check_on_no_load(session, act, found)
    writing.thaw(session, act, found.id)
    gone = dict.fromkeys(("asking", "agreed", "estimate", "list_total"), NOTHING)
    nobody = {"buyer_id": None, "offered_at": None, "sold_at": None}
    change(session, act, found, state=moved(found.state, Move.REOPEN), **gone, **nobody)
    return Outcome(Said(say.REOPENED, facts(found)), result=found.id)


def _check_on_no_load(session: Session, act: Act, found: OneBundle) -> None:
    """Raise Refused when a carton was loaded meanwhile; none is from now on, since they are locked."""
    _lock_parts(session, act, found)
    parts = bundles.parts(session, act.site_id, found.id)
    if loaded := next((each.lpn for each in parts if each.state is CartonState.LOADED), ""):
        raise Refused(say.LOADED, number=found.number, lpn=loaded)


def _cancel(session: Session, act: Act, seen: Seen) -> Outcome[UUID]:
    found = a_bundle(session, act, seen, Move.CANCEL)
    ids = [each.id for each in bundles.parts(session, act.site_id, found.id)]
    locked = pallets.lock(session, act.site_id, ids)
    change(session, act, found, state=moved(found.state, Move.CANCEL))
    gone = Change("sale_bundle", found.id, "state", BundleState.OPEN, BundleState.CANCELLED)
    event_id = writing.release(session, act, found.id, locked.values(), gone) if locked else None
    return Outcome(Said(say.CANCELLED, facts(found)), event_id, result=found.id)
