"""Operators at work: they scan and tap through the services, as their screens do, at times of the past."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Location, Operator, Site, table_of
from app.domain.principals import Principal, PrincipalKind, Station
from app.domain.vocabulary import Role
from app.services.acting import Act, Answered

T = TypeVar("T")
SITE, PLACE, OPERATOR = table_of(Site), table_of(Location), table_of(Operator)


class Refusal(RuntimeError):
    """A service refused what the demo wanted to play, so the demo and the rules of the floor disagree."""


def operator_at(session: Session, badge: str, station: str) -> Principal:
    """Return the operator with `badge`, standing at the place coded `station`."""
    site = session.execute(sa.select(SITE)).one()
    operator = session.execute(
        sa.select(OPERATOR).where(OPERATOR.c.site_id == site.id, OPERATOR.c.badge == badge)
    ).one()
    place = session.execute(sa.select(PLACE).where(PLACE.c.site_id == site.id, PLACE.c.code == station)).one()
    return Principal(
        kind=PrincipalKind.OPERATOR,
        site_id=site.id,
        operator_id=operator.id,
        operator_name=operator.name,
        device_id=None,
        station=Station(place.id, place.code, place.name["en"], place.kind.value),
        roles=frozenset(map(Role, operator.roles.split(","))),
        language=operator.language,
        time_zone=site.time_zone,
    )


@dataclass(slots=True)
class Hand:
    """One operator at one station; every act takes a few seconds."""

    session: Session
    by: Principal
    rng: Random
    now: datetime

    def act(self, scope: str, text: str = "") -> Act:
        """Return the next act, with the text that was scanned for it, if any."""
        self.now += timedelta(seconds=self.rng.randint(4, 20))
        return Act(
            by=self.by,
            scope=scope,
            client_id=str(new_id()),
            now=self.now,
            content={"text": text},
            text=text,
            source="wedge" if text else "",
        )


@dataclass(frozen=True, slots=True)
class Crew:
    """Everyone on the floor, and the clock that their work of the past counts from."""

    session: Session
    rng: Random
    now: datetime

    def hand(self, badge: str, station: str, hours_ago: float) -> Hand:
        """Return the operator with `badge`, who starts at `station` that long ago."""
        by = operator_at(self.session, badge, station)
        return Hand(self.session, by, self.rng, self.now - timedelta(hours=hours_ago))


def result_of(answered: Answered[T]) -> T:
    """Return what the act was answered. Raises Refusal."""
    if answered.result is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
    return answered.result
