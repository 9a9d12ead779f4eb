"""Which lots of a carton are judged by a sample, by which plan, and how far that has come."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import sampling as queries
from app.db.queries.sampling import Agreed, Key
from app.domain.errors import Refused
from app.domain.inspection import Bench, Claim, Goods
from app.domain.messages import sampling as say
from app.domain.messages.core import Params
from app.domain.sampled import SampledLot
from app.domain.sampling import plan, standing
from app.domain.transitions import SampleState


def sampled_lots(session: Session, site_id: UUID, bench: Bench) -> tuple[SampledLot, ...]:
    """Return the free, ungraded lots in the carton that a sample judges, in the order in which they were received."""
    claimed = {_key(each, each.claim): each for each in bench.goods if each.claim and not each.hold}
    agreed = queries.agreed(session, {each.claim.party_id for each in claimed.values() if each.claim})
    judged = {key: found for key, each in claimed.items() if (found := _agreed(agreed, each))}
    begun = queries.groups(session, site_id, judged.keys()) if judged else {}
    return tuple(
        _begun(session, site_id, key, claimed[key], begun[key])
        if key in begun
        else _planned(session, site_id, key, claimed[key], judged[key])
        for key in judged
    )


def _key(goods: Goods, claim: Claim) -> Key:
    return claim.authorization_id, goods.product.id, goods.lot


def _agreed(agreed: dict[tuple[UUID, UUID | None], Agreed], goods: Goods) -> Agreed | None:
    """Return what was agreed of the product, else of all products of its party."""
    party_id = goods.claim.party_id if goods.claim else None
    if party_id is None:
        return None
    return agreed.get((party_id, goods.product.id)) or agreed.get((party_id, None))


def _planned(session: Session, site_id: UUID, key: Key, goods: Goods, agreed: Agreed) -> SampledLot:
    claim, units = goods.claim, queries.units(session, site_id, key)
    assert claim is not None, "only goods of an authorization are judged so"
    before = queries.history(session, site_id, claim.party_id, goods.product.id)
    now = standing(before, may_reduce=agreed.may_reduce)
    found = plan(units, agreed.aql, now.severity)
    return SampledLot(
        claim.authorization_id, claim.number, claim.party_id, goods.product, goods.lot, units, agreed.aql, now.severity,
        found.sample, found.accept, is_stopped=now.is_stopped,
    )  # fmt: skip


def _begun(session: Session, site_id: UUID, key: Key, goods: Goods, row: Any) -> SampledLot:
    number = goods.claim.number if goods.claim else ""
    units = queries.units(session, site_id, key)
    return SampledLot(
        row.authorization_id, number, row.party_id, goods.product, goods.lot, units, row.aql, row.severity, row.sample,
        row.accept, row.state, row.drawn, row.bad, row.id,
    )  # fmt: skip


def check_whole(session: Session, site_id: UUID, bench: Bench) -> None:
    """Refuse to grade a carton as a whole while a lot in it is not accepted by its sample."""
    for lot in sampled_lots(session, site_id, bench):
        if lot.is_stopped:
            raise Refused(say.STOPPED, product=lot.product.said)
        if lot.state is SampleState.REJECTED:
            raise Refused(say.EVERY_UNIT, **facts(lot))
        if lot.state is SampleState.DRAWING:
            raise Refused(say.SAMPLE_FIRST, **facts(lot))


def facts(lot: SampledLot) -> Params:
    """Return what every sentence about a lot may name."""
    return {
        "product": lot.product.said, "lot": lot.lot or "-", "sample": lot.sample, "drawn": lot.drawn,
        "defective": lot.defective, "accept": lot.accept,
    }  # fmt: skip
