"""One asset by its GRAI: issued to the party that is chosen, taken back from whoever has it, washed or repaired."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import packaging as queries
from app.db.queries.packaging import Asset
from app.db.queries.parties import Named
from app.db.queries.routing import Place
from app.domain import deposits
from app.domain.epcis import EventKind
from app.domain.errors import FloorError, Question, Refused
from app.domain.identifiers import tail
from app.domain.journal import JournalEntry
from app.domain.ledger import Change
from app.domain.messages import packaging as say
from app.domain.messages.core import Message, Money, Param, Said, Word
from app.domain.packaging import (
    WAYS,
    CountedBy,
    PackagingCondition,
    PackagingMove,
    PackagingWork,
    Way,
    is_wash_due,
)
from app.domain.transitions import AssetState, Move, allows, moved
from app.services.acting import Act, Outcome
from app.services.packaging.booking import Movement, book, move_asset, of_asset
from app.services.packaging.screen import Screen

NO_PLACE = "-"


def take(session: Session, act: Act, screen: Screen, grai: str) -> Outcome[None]:
    """Do with one asset what the screen is for."""
    asset = queries.asset_by_grai(session, act.site_id, grai)
    if asset is None:
        raise Refused(say.NOT_OURS, text=grai)
    match screen.work:
        case PackagingWork.ISSUE:
            return _issue(session, act, screen, asset)
        case PackagingWork.TEND:
            return _tend(session, act, screen, asset)
        case PackagingWork.TAKE_BACK:
            return _take_back(session, act, screen, asset)


def take_from_holder(session: Session, act: Act, screen: Screen, grai: str) -> Outcome[None]:
    """Take an asset back from the party that has it, though another one brings it."""
    asset = queries.asset_by_grai(session, act.site_id, grai)
    if asset is None or asset.state is not AssetState.ISSUED:
        return take(session, act, screen.asking(), grai)
    return _back(session, act, screen, asset)


def _facts(asset: Asset) -> dict[str, Param]:
    return {
        "name": asset.type.said, "grai": asset.grai, "tail": tail(asset.grai), "since": asset.since,
        "state": Word(asset.state.value),
    }  # fmt: skip


def _issue(session: Session, act: Act, screen: Screen, asset: Asset) -> Outcome[None]:
    party = queries.party_by_id(session, screen.party_id)
    if party is None:
        raise Refused(say.PARTY_FIRST, text=asset.grai)
    if not allows(asset.state, Move.ISSUE):
        raise _not_issued(asset, party)
    queries.lock_party(session, party.id)
    terms = asset.type.terms
    changes = move_asset(
        session, act, asset, Move.ISSUE, party_id=party.id, location_id=None, trips=asset.trips + 1
    )  # fmt: skip
    deposit = terms.charged(1, CountedBy.ASSET)
    event_id = book(
        session, act, EventKind.PACKAGING_ISSUED, of_asset(asset, AssetState.ISSUED), changes,
        [Movement(PackagingMove.ISSUED, party.id, asset.type, 1, deposit, asset_id=asset.id)],
        [deposits.charge(party.id, deposit, terms.currency)],
    )  # fmt: skip
    said = {**_facts(asset), "party": party.name, "deposit": Money(deposit, terms.currency)}
    return Outcome(Said(say.ISSUED, said), event_id, screen.asking().pending())


def _not_issued(asset: Asset, party: Named) -> FloorError:
    if asset.state is not AssetState.ISSUED:
        return Refused(say.NOT_READY, **_facts(asset))
    if asset.party_id == party.id:
        return Refused(say.ALREADY_WITH, **_facts(asset), party=party.name)
    return Refused(say.WITH_ANOTHER, **_facts(asset), holder=asset.party)


def _take_back(session: Session, act: Act, screen: Screen, asset: Asset) -> Outcome[None]:
    match asset.state:
        case AssetState.ISSUED if screen.party_id and screen.party_id != asset.party_id:
            brings = queries.party_by_id(session, screen.party_id)
            question = Question(
                say.OF_ANOTHER, asset.grai, **_facts(asset), holder=asset.party, party=brings.name if brings else "-"
            )
            raise question.keeping(screen.asking(asset.grai).pending())
        case AssetState.ISSUED:
            return _back(session, act, screen, asset)
        case AssetState.LOST:
            return _found(session, act, screen, asset)
        case AssetState.SCRAPPED:
            raise Refused(say.NOT_NOW, **_facts(asset))
        case _:
            raise Refused(say.ALREADY_HERE, **_facts(asset))


def _back(session: Session, act: Act, screen: Screen, asset: Asset) -> Outcome[None]:
    held = queries.deposit_of(session, act.site_id, asset.id)
    return _comes_in(session, act, screen, asset, held, ())


def _found(session: Session, act: Act, screen: Screen, asset: Asset) -> Outcome[None]:
    """Take in what was written off: what the party had lost is with it again, and then comes back."""
    kept = queries.deposit_of(session, act.site_id, asset.id, lost=True)
    party_id = _holder(asset)
    again = Movement(PackagingMove.LOST, party_id, asset.type, 1, kept, asset_id=asset.id)
    entry = deposits.keep(party_id, -kept, asset.type.terms.currency)
    return _comes_in(session, act, screen, asset, kept, ((again, entry),))


def _comes_in(
    session: Session,
    act: Act,
    screen: Screen,
    asset: Asset,
    held: Decimal,
    before: tuple[tuple[Movement, JournalEntry], ...],
) -> Outcome[None]:
    terms, condition, party_id = asset.type.terms, screen.condition, _holder(asset)
    queries.lock_party(session, party_id)
    way, place, changes = _carry(session, act, asset, condition)
    credited = terms.credited(held, condition)
    back = Movement(
        PackagingMove.RETURNED, party_id, asset.type, -1, -held, credited, asset_id=asset.id, condition=condition
    )  # fmt: skip
    event_id = book(
        session, act, EventKind.PACKAGING_RETURNED, of_asset(asset, moved(asset.state, way.move)), changes,
        [*(movement for movement, _ in before), back],
        [*(entry for _, entry in before), deposits.credit(party_id, held, credited, terms.currency)],
        screen.receipt_id,
    )  # fmt: skip
    said: dict[str, Param] = {
        **_facts(asset), "party": asset.party, "condition": Word(condition.value), "place": _code(place),
        "credited": Money(credited, terms.currency), "trips": asset.trips,
    }  # fmt: skip
    return Outcome(Said(_said(asset, condition, way), said), event_id, screen.asking().pending())


def _holder(asset: Asset) -> UUID:
    assert asset.party_id is not None, "what is issued or lost has a party"
    return asset.party_id


def _said(asset: Asset, condition: PackagingCondition, way: Way) -> Message:
    if asset.state is AssetState.LOST:
        return say.FOUND
    is_washed_by_count = condition is PackagingCondition.GOOD and way.move is Move.WASH
    return say.BACK_TO_WASH if is_washed_by_count else say.BACK


def _carry(
    session: Session, act: Act, asset: Asset, condition: PackagingCondition
) -> tuple[Way, Place | None, tuple[Change, ...]]:
    """Move an asset to where its condition leads; a wash that is done starts its trips anew."""
    due = condition is PackagingCondition.GOOD and is_wash_due(_trips(asset), asset.type.wash_after)
    way = WAYS[PackagingCondition.DIRTY if due else condition]
    place = queries.place_of(session, act.site_id, way.zone)
    changes = move_asset(
        session, act, asset, way.move, party_id=None, location_id=place.id if place else None, trips=_trips(asset)
    )  # fmt: skip
    return way, place, changes


def _trips(asset: Asset) -> int:
    return 0 if asset.state is AssetState.WASHING else asset.trips


def _code(place: Place | None) -> str:
    return place.code if place else NO_PLACE


def _tend(session: Session, act: Act, screen: Screen, asset: Asset) -> Outcome[None]:
    """Send what was washed or repaired on by its condition; what is found in bad order on the rack likewise."""
    way = WAYS[screen.condition]
    if asset.state is AssetState.ISSUED:
        raise Refused(say.WITH_ANOTHER, **_facts(asset), holder=asset.party)
    if asset.state in (AssetState.LOST, AssetState.SCRAPPED):
        raise Refused(say.NOT_NOW, **_facts(asset))
    if not allows(asset.state, way.move):
        raise Refused(say.ALREADY_HERE, **_facts(asset))
    way, place, changes = _carry(session, act, asset, screen.condition)
    after: AssetState = moved(asset.state, way.move)
    event_id = book(session, act, EventKind.PACKAGING_TENDED, of_asset(asset, after), changes)
    said = {**_facts(replace(asset, state=after)), "place": _code(place), "material": Word(asset.type.material.value)}
    message = say.SCRAPPED if after is AssetState.SCRAPPED else say.TENDED
    return Outcome(Said(message, said), event_id, screen.asking().pending())
