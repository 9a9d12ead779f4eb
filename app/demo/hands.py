"""Operators at work: they scan and tap through the services, as their screens do, at times of the past two days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Location, Operator, Site, table_of
from app.domain.pending import Pending
from app.domain.principals import Principal, PrincipalKind, Station
from app.domain.receiving import Ask, Board
from app.domain.vocabulary import Role
from app.services import receiving
from app.services.acting import Act, Answered
from app.services.receiving import Screen

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


class Dock:
    """One receipt at a dock door; questions are confirmed as they come."""

    def __init__(self, hand: Hand, paper: str = "") -> None:
        self._hand = hand
        self._screen = Screen(self._open(paper))

    def _open(self, paper: str) -> UUID:
        session, act, receipt_id = self._hand.session, self._hand.act("receiving", paper), new_id()
        if paper:
            opened = receiving.open_paper(session, act, receipt_id)
        else:
            opened = receiving.open_blind(session, act, receipt_id)
        return _result(opened)

    def scan(self, text: str) -> None:
        """Scan a plate or an item, and confirm what is asked about it."""
        self._do(self._scanned, text)
        while self._screen.pending:
            self._do(lambda act, screen: receiving.accept(self._hand.session, act, screen))

    def _scanned(self, act: Act, screen: Screen) -> Answered[Board]:
        return receiving.scan(self._hand.session, act, replace(screen, new_carton_id=new_id()))

    def close_carton(self) -> None:
        """Close the carton that is open."""
        self._do(lambda act, screen: receiving.close_carton(self._hand.session, act, screen))

    def close(self) -> None:
        """Close the receipt with whatever differences it has."""
        accepted = frozenset({Ask.DIFFERENCES})
        self._do(lambda act, screen: receiving.close_receipt(self._hand.session, act, screen, accepted))

    def _do(self, verb: Callable[[Act, Screen], Answered[Board]], text: str = "") -> None:
        answered = verb(self._hand.act("receiving", text), self._screen)
        pending = Pending.parse(answered.pending)
        if pending is None:
            board = _result(answered)
            self._screen = replace(self._screen, carton_id=board.carton_id, pending=None)
        else:
            self._screen = replace(self._screen, pending=pending)


def _result(answered: Answered[T]) -> T:
    if answered.result is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
    return answered.result
