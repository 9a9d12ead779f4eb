"""The building: Laredo returns, its 25 places (places.csv), and the totes that stand in quarantine."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from app.db.ids import new_id
from app.db.models import Carton, Location, Site
from app.demo.gs1 import gln
from app.demo.tables import table
from app.domain.transitions import CartonState
from app.domain.vocabulary import LocationKind, Zone

SITE_CODE = "LAREDO"
TIME_ZONE = "America/Chicago"
CURRENCY = "USD"


def demo_site() -> Site:
    """Return the one site of the demo."""
    return Site(
        id=new_id(),
        code=SITE_CODE,
        name="Laredo returns",
        time_zone=TIME_ZONE,
        currency=CURRENCY,
        language="en",
        address="4410 Mines Road, Dock 4\nLaredo, TX 78045\nUnited States",
        gln=gln(900),
        latitude=27_636_900,
        longitude=-99_513_600,
        daily_target=120,
    )


def demo_places(site: Site) -> list[Location]:
    """Return the places of the site."""
    return [_place(site, row) for row in table("places")]


def _place(site: Site, row: Mapping[str, str]) -> Location:
    return Location(
        id=new_id(),
        site_id=site.id,
        code=row["code"],
        kind=LocationKind(row["kind"]),
        zone=Zone(row["zone"]) if row["zone"] else None,
        name={"en": row["name_en"], "es": row["name_es"]},
        way={"en": row["way_en"], "es": row["way_es"]},
        arrow=row["arrow"],
        capacity=int(row["capacity"]),
    )


QUARANTINE_TOTES = {"Q-01": "T-0901", "Q-02": "T-0902"}


def demo_quarantine(site: Site, places: Mapping[str, UUID], since: datetime) -> list[Carton]:
    """Return the totes that take held lines; `places` maps location codes to their ids."""
    return [
        Carton(
            site_id=site.id,
            id=new_id(),
            lpn=lpn,
            state=CartonState.OPEN,
            state_since=since,
            location_id=places[code],
            is_quarantine=True,
        )
        for code, lpn in QUARANTINE_TOTES.items()
    ]
