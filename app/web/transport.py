"""What the pages of transport share: how they reckon, what they showed, what was answered."""

from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from app.db.queries import trips
from app.domain.collecting import Freight, Terms
from app.domain.vocabulary import Role
from app.services.transporting import Seen
from app.web import current

METRES = 1000
DESK = frozenset({Role.OFFICE, Role.SUPERVISOR})
"""Who plans transport; others of the office look on."""


def terms(session: Session) -> Terms:
    """Return what planning reckons with here: the settings of the server, the currency of the site."""
    settings = current.settings()
    return Terms(
        road_factor=settings.road_factor,
        cost_per_km=settings.cost_per_km,
        currency=trips.home(session, current.principal().site_id).currency,
        reach=settings.detour_km * METRES,
        trailer=trailer(),
    )


def trailer() -> Freight:
    """Return what one inbound load takes."""
    found: Freight = current_app.extensions["backdock"].trailer
    return found


def seen(thing_id: UUID) -> Seen:
    """Return a request or load with the version that the form's page showed. Raises BadRequest without one."""
    version = current.form().get("version", "")
    if not (version.isascii() and version.isdecimal() and len(version) < 9):
        raise BadRequest("not a version")
    return Seen(thing_id, int(version))
