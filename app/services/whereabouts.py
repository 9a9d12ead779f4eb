"""The proof about packaging: every asset is where the ledger has it, and parties have what it says they have."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import PackagingAsset, PackagingMovement, table_of
from app.domain.epcis import Boundary
from app.domain.packaging import PLACE_OF

ASSET, MOVEMENT = table_of(PackagingAsset), table_of(PackagingMovement)

Spot = tuple[Boundary, str]
"""Where an asset is; with a party, which one."""
_REGISTERED: Spot = (Boundary.STORE, "")
"""An asset that no event names is on the rack, where it was registered."""


class Whereabouts:
    """Where each asset is, and what each party has of each type, by the ledger."""

    def __init__(self) -> None:
        self.assets: dict[UUID, Spot] = {}
        self.parties: dict[tuple[UUID, str, UUID], int] = defaultdict(int)
        self.touched: dict[UUID, UUID] = {}

    def apply(self, event: dict[str, Any], item: dict[str, Any]) -> str:
        """Add one item that is about packaging. Returns why it cannot be, the empty string where it can."""
        party = next((each["id"] for each in event["biz_transactions"] if each["type"] == "party"), "")
        for place, sign in ((item["from_place"], -1), (item["to_place"], 1)):
            if place is Boundary.PARTY:
                self.parties[event["site_id"], party, item["packaging_type_id"]] += sign * item["quantity"]
        asset_id = item["asset_id"]
        if asset_id is None:
            return ""
        source, target = _spot(item["from_place"], party), _spot(item["to_place"], party)
        was = self.assets.get(asset_id, _REGISTERED)
        self.assets[asset_id], self.touched[asset_id] = target, event["id"]
        return "" if was == source else f"it takes asset {asset_id} from {source[0]}, and it was at {was[0]}"

    def compare(self, session: Session) -> tuple[UUID | None, str] | None:
        """Compare with the rows of the floor: the event that touched it last, and what does not agree."""
        return self._assets(session) or self._parties(session)

    def _assets(self, session: Session) -> tuple[UUID | None, str] | None:
        left = dict(self.assets)
        for row in session.execute(sa.select(ASSET.c.id, ASSET.c.grai, ASSET.c.state, ASSET.c.party_id)):
            spot = left.pop(row.id, _REGISTERED)
            if spot != _spot(Boundary(PLACE_OF[row.state]), str(row.party_id or "")):
                return self.touched.get(row.id), f"asset {row.grai} is {row.state}, the ledger has it at {spot[0]}"
        gone = next(iter(left), None)
        return (self.touched[gone], f"asset {gone} is gone, the ledger knows it") if gone else None

    def _parties(self, session: Session) -> tuple[UUID | None, str] | None:
        columns = (MOVEMENT.c.site_id, MOVEMENT.c.party_id, MOVEMENT.c.type_id)
        rows = session.execute(sa.select(*columns, sa.func.sum(MOVEMENT.c.quantity)).group_by(*columns))
        moved = {(site, str(party), of): int(quantity) for site, party, of, quantity in rows}
        for key in sorted({*moved, *self.parties}, key=str):
            if moved.get(key, 0) != self.parties.get(key, 0):
                told = f"party {key[1]} has {moved.get(key, 0)} of {key[2]}, the ledger says {self.parties.get(key, 0)}"
                return None, told
        return None


def _spot(place: Boundary, party: str) -> Spot:
    return place, party if place is Boundary.PARTY else ""
