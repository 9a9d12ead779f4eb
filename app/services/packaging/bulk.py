"""Bulk material by pieces or by weight: so much to a party, so much back from it."""

from decimal import Decimal

from sqlalchemy.orm import Session

from app.db.queries import packaging as queries
from app.db.queries.packaging import Balance, Type
from app.db.queries.parties import Named
from app.domain import deposits
from app.domain.epcis import Boundary, EventKind
from app.domain.errors import Question, Refused
from app.domain.messages import packaging as say
from app.domain.messages.core import Money, Param, Said, Word
from app.domain.packaging import MOST_IN_BULK, WAYS, CountedBy, PackagingCondition, PackagingMove, PackagingWork, share
from app.services.acting import Act, Outcome
from app.services.packaging.booking import Movement, book, of_bulk
from app.services.packaging.screen import Screen


def take(session: Session, act: Act, screen: Screen, of_type: Type, quantity: int | None) -> Outcome[None]:
    """Issue or take back `quantity` of a type; without one, ask for it."""
    if of_type.counted_by is CountedBy.ASSET:
        raise Refused(say.ONE_BY_ONE, name=of_type.said, text=act.text)
    if screen.work is PackagingWork.TEND:
        raise Refused(say.NOT_TENDED, name=of_type.said)
    party = queries.party_by_id(session, screen.party_id)
    if party is None:
        raise Refused(say.PARTY_FIRST, text=act.text)
    if quantity is None:
        question = Question(say.HOW_MUCH, of_type.code, name=of_type.said, unit=Word(of_type.unit))
        raise question.keeping(screen.asking(of_type.code).pending())
    if not 1 <= quantity <= MOST_IN_BULK:
        raise Refused(say.NO_QUANTITY, text=str(quantity), most=MOST_IN_BULK, name=of_type.said)
    queries.lock_party(session, party.id)
    out = queries.balance(session, act.site_id, party.id, of_type.id)
    do = _issue if screen.work is PackagingWork.ISSUE else _take_back
    return do(session, act, screen, party, of_type, quantity, out)


def _issue(
    session: Session, act: Act, screen: Screen, party: Named, of_type: Type, quantity: int, out: Balance
) -> Outcome[None]:
    terms = of_type.terms
    deposit = terms.charged(quantity, of_type.counted_by)
    event_id = book(
        session, act, EventKind.PACKAGING_ISSUED, of_bulk(of_type, quantity, Boundary.STORE, Boundary.PARTY), (),
        [Movement(PackagingMove.ISSUED, party.id, of_type, quantity, deposit)],
        [deposits.charge(party.id, deposit, terms.currency)],
    )  # fmt: skip
    said = {**_facts(party, of_type, quantity, out.quantity + quantity), "deposit": Money(deposit, terms.currency)}
    return Outcome(Said(say.BULK_ISSUED, said), event_id, screen.asking().pending())


def _take_back(
    session: Session, act: Act, screen: Screen, party: Named, of_type: Type, quantity: int, out: Balance
) -> Outcome[None]:
    terms, condition = of_type.terms, screen.condition
    held = held_for(party, of_type, quantity, out)
    credited = terms.credited(held, condition)
    is_scrap = condition is PackagingCondition.BEYOND_REUSE
    back = Movement(PackagingMove.RETURNED, party.id, of_type, -quantity, -held, credited, condition=condition)
    target = Boundary.TRANSFORMED if is_scrap else Boundary.STORE
    event_id = book(
        session, act, EventKind.PACKAGING_RETURNED, of_bulk(of_type, quantity, Boundary.PARTY, target), (), [back],
        [deposits.credit(party.id, held, credited, terms.currency)],
    )  # fmt: skip
    place = queries.place_of(session, act.site_id, WAYS[condition].zone)
    said: dict[str, Param] = {
        **_facts(party, of_type, quantity, out.quantity - quantity), "condition": Word(condition.value),
        "credited": Money(credited, terms.currency), "place": place.code if place else "-",
    }  # fmt: skip
    return Outcome(Said(say.BULK_BACK, said), event_id, screen.asking().pending())


def held_for(party: Named, of_type: Type, quantity: int, out: Balance) -> Decimal:
    """Return the deposit that `quantity` of what a party has carries. Raises Refused for more than it has."""
    if quantity > out.quantity:
        raise Refused(say.MORE_THAN_OUT, **_facts(party, of_type, quantity, out.quantity))
    return share(out.deposit, quantity, out.quantity, of_type.terms.currency)


def _facts(party: Named, of_type: Type, quantity: int, balance: int) -> dict[str, Param]:
    return {
        "party": party.name, "name": of_type.said, "quantity": quantity, "unit": Word(of_type.unit),
        "balance": balance,
    }  # fmt: skip
