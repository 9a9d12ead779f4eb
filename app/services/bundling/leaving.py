"""What outbound loads ask of sale bundles: only what was sold leaves, to whom it was sold, as it was sold."""

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Carton, table_of
from app.db.queries import bundle_lines, bundles
from app.db.queries.bundles import OneBundle
from app.domain.errors import Refused
from app.domain.messages import bundling as say
from app.domain.messages.core import Word
from app.domain.transitions import BundleState, Move, moved
from app.services.acting import Act
from app.services.bundling.guarding import change
from app.services.routing.calendar import today

CARTON = table_of(Carton)


def lock(session: Session, act: Act, load_id: UUID) -> None:
    """Lock the bundles of what is on a load that is about to depart, before its cartons are locked."""
    of = (CARTON.c.site_id == act.site_id, CARTON.c.outbound_load_id == load_id, CARTON.c.bundle_id.is_not(None))
    for bundle_id in session.scalars(sa.select(CARTON.c.bundle_id).where(*of).distinct().order_by(CARTON.c.bundle_id)):
        bundles.one(session, act.site_id, bundle_id, lock=True)


def check_may_ride(session: Session, act: Act, load: str, party_id: UUID, carton_ids: Collection[UUID]) -> None:
    """Raise Refused for a carton of a bundle that is not sold, or not to that party, or not what was sold any more."""
    belong = bundles.of_cartons(session, act.site_id, carton_ids)
    for bundle_id in sorted({each.bundle_id for each in belong.values()}):
        bundle = bundles.one(session, act.site_id, bundle_id)
        assert bundle is not None, "its cartons name it"
        ours = {each.carton_id for each in belong.values() if each.bundle_id == bundle_id}
        _check_sold(session, act, load, party_id, bundle, ours)


def _check_sold(
    session: Session, act: Act, load: str, party_id: UUID, bundle: OneBundle, carton_ids: Collection[UUID]
) -> None:
    if bundle.state is not BundleState.SOLD:
        raise Refused(say.NOT_SOLD, number=bundle.number, state=Word(bundle.state.value), load=load)
    if bundle.buyer_id != party_id:
        raise Refused(say.OTHER_BUYER, number=bundle.number, party=bundle.buyer, load=load)
    sold = {each.stands_for for each in bundle_lines.frozen(session, act.site_id, bundle.id)}
    for each in bundle_lines.now(session, act.site_id, bundle.id, today(act)):
        if each.carton_id in carton_ids and each.stands_for not in sold:
            raise Refused(say.NOT_AS_SOLD, number=bundle.number, lpn=each.lpn, load=load)


def depart(session: Session, act: Act, carton_ids: Collection[UUID]) -> None:
    """Let bundles be gone of which nothing is left in the building; their cartons are closed by now."""
    belong = bundles.of_cartons(session, act.site_id, carton_ids)
    for bundle_id in sorted({each.bundle_id for each in belong.values()}):
        bundle = bundles.one(session, act.site_id, bundle_id)
        if bundle and not bundles.parts(session, act.site_id, bundle_id):
            change(session, act, bundle, state=moved(bundle.state, Move.DEPART), gone_at=act.now)
