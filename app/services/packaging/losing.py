"""What a party will not bring back is written off, its deposit kept. What turns up is taken in all the same."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import packaging as queries
from app.domain import deposits
from app.domain.epcis import Boundary, EventKind
from app.domain.errors import Refused
from app.domain.messages import packaging as say
from app.domain.messages.core import Money, Params, Said, Word
from app.domain.packaging import MOST_IN_BULK, CountedBy, PackagingMove
from app.domain.transitions import AssetState, Move, allows
from app.services.acting import Act, Answered, Outcome, answer
from app.services.packaging.booking import Movement, book, move_asset, of_asset, of_bulk
from app.services.packaging.bulk import held_for
from app.services.packaging.guarding import check_role


def lose(session: Session, act: Act, asset_id: UUID) -> Answered[UUID]:
    """Write one asset off that a party has."""
    return answer(session, act, lambda: _lose(session, act, asset_id))


def _lose(session: Session, act: Act, asset_id: UUID) -> Outcome[UUID]:
    check_role(act)
    asset = queries.asset_by_id(session, act.site_id, asset_id)
    if asset is None:
        raise Refused(say.UNKNOWN)
    if not allows(asset.state, Move.LOSE) or asset.party_id is None:
        raise Refused(say.NOT_OUT, grai=asset.grai, state=Word(asset.state.value), since=asset.since)
    queries.lock_party(session, asset.party_id)
    held, currency = queries.deposit_of(session, act.site_id, asset.id), asset.type.terms.currency
    changes = move_asset(session, act, asset, Move.LOSE)
    event_id = book(
        session, act, EventKind.PACKAGING_LOST, of_asset(asset, AssetState.LOST), changes,
        [Movement(PackagingMove.LOST, asset.party_id, asset.type, -1, -held, asset_id=asset.id)],
        [deposits.keep(asset.party_id, held, currency)],
    )  # fmt: skip
    said: Params = {"what": asset.grai, "party": asset.party, "deposit": Money(held, currency)}
    return Outcome(Said(say.WRITTEN_OFF, said), event_id, result=asset_id)


def lose_bulk(session: Session, act: Act, party_id: UUID, type_id: UUID, quantity: int) -> Answered[UUID]:
    """Write bulk material off that a party has, in pieces or grams."""
    return answer(session, act, lambda: _lose_bulk(session, act, party_id, type_id, quantity))


def _lose_bulk(session: Session, act: Act, party_id: UUID, type_id: UUID, quantity: int) -> Outcome[UUID]:
    check_role(act)
    party, of_type = queries.party_by_id(session, party_id), queries.type_by_id(session, type_id)
    if party is None or of_type is None or of_type.counted_by is CountedBy.ASSET:
        raise Refused(say.UNKNOWN)
    if quantity < 1:
        raise Refused(say.NO_QUANTITY, text=str(quantity), most=MOST_IN_BULK, name=of_type.said)
    queries.lock_party(session, party_id)
    out = queries.balance(session, act.site_id, party_id, type_id)
    held = held_for(party, of_type, quantity, out)
    event_id = book(
        session, act, EventKind.PACKAGING_LOST, of_bulk(of_type, quantity, Boundary.PARTY, Boundary.ADJUSTED), (),
        [Movement(PackagingMove.LOST, party_id, of_type, -quantity, -held)],
        [deposits.keep(party_id, held, of_type.terms.currency)],
    )  # fmt: skip
    said: Params = {"what": of_type.said, "party": party.name, "deposit": Money(held, of_type.terms.currency)}
    return Outcome(Said(say.WRITTEN_OFF, said), event_id, result=party_id)
