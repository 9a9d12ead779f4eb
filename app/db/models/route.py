"""Moves from where a carton is to where its disposition code sends it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, document, instant, key, ref, within_site, word
from app.domain.putting_away import Why
from app.domain.transitions import RouteState
from app.domain.vocabulary import DispositionCode


class Route(Base, table=True):
    """One move: started when a router scans the carton, confirmed by the scan of its place."""

    __table_args__ = (*within_site({"carton_id": "carton"}), sa.Index(None, "site_id", "carton_id"))

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    carton_id: UUID = ref()
    state: RouteState = word(RouteState)
    code: DispositionCode | None = word(DispositionCode, optional=True)
    from_location_id: UUID | None = ref("location.id", optional=True)
    to_location_id: UUID = ref("location.id")
    why: Why = word(Why)
    full_places: list[Any] = document()
    started_at: datetime = instant()
    started_by: UUID = ref("operator.id")
    placed_at: datetime | None = instant(optional=True)
    placed_by: UUID | None = ref("operator.id", optional=True)
