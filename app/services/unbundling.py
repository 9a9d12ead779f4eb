"""The part of undo that is about sale bundles: only an open one is changed, and no carton loses the one it is in."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries import bundles
from app.domain.epcis import EventKind
from app.domain.errors import Refused
from app.domain.messages.floor import UNDO_TOO_LATE
from app.services.acting import Act
from app.services.bundling.guarding import claim_open


def claim(session: Session, act: Act, event: Any) -> None:
    """Claim the bundle that an act added to or took from. Raises Refused when it is offered by now, or built on."""
    if event.kind not in (EventKind.BUNDLE_FILLED, EventKind.BUNDLE_REDUCED):
        return
    (bundle_id,) = (UUID(each["id"]) for each in event.biz_transactions if each["type"] == "bundle")
    bundle = claim_open(session, act, bundle_id)
    begun = any(change[0] == "sale_bundle" for change in event.detail["changes"])
    own = {change[1] for change in event.detail["changes"]}
    others = [each for each in bundles.parts(session, act.site_id, bundle_id) if str(each.id) not in own]
    if begun and others:
        raise Refused(UNDO_TOO_LATE, who=bundle.changed_by, when=bundle.changed_at)
