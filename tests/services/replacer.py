"""The returns office that replaces, in tests: plans, ships, notes deliveries, charges."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, table_of
from app.db.queries import replacements, replacing
from app.db.queries.replacements import OneReplacement
from app.db.queries.replacing import Replaceable
from app.domain.refunds import Resolution
from app.domain.vocabulary import Role
from app.services import replacing as verbs
from app.services.acting import Act, Answered
from app.services.replacing import SCOPE, Parcel, Seen, Wish
from tests.factories import NOW, TODAY, Floor, an_operator
from tests.services.dock import shown
from tests.services.settler import TermOf, priced, terms_in_force

PAPER, LINE = table_of(Authorization), table_of(AuthorizationLine)


class Replacer:
    """A clerk who works on RMA-104418. `today` is the day of the site on which the next act happens."""

    def __init__(self, floor: Floor, role: Role = Role.OFFICE, badge: str = "2117", name: str = "M. Sandoval") -> None:
        self.floor, self.paper = floor, floor.trade_return.id
        with floor.database.unit_of_work() as session:
            self.by = floor.principal(an_operator(session, floor.site, [role], badge, name))
        self.seconds, self.today, self.says = count(1), TODAY, ""

    def act(self) -> Act:
        days = (self.today - TODAY).days
        return Act(self.by, SCOPE, str(new_id()), NOW + timedelta(days=days, hours=1, seconds=next(self.seconds)))

    def do(self, verb: Callable[[Session, Act], Answered[UUID]]) -> str:
        act = self.act()
        with self.floor.database.unit_of_work() as session:
            said = verb(session, act).said
        params = {name: shown(value) for name, value in said.params.items()}
        parts = (said.message.title, said.message.say, said.message.next)
        self.says = " | ".join(part.format(**params) for part in parts if part)
        return self.says

    def line(self, position: int = 3) -> UUID:
        with self.floor.database.reading() as session:
            mine = sa.select(LINE.c.id).where(LINE.c.authorization_id == self.paper, LINE.c.position == position)
            return session.execute(mine).scalar_one()

    def lets_line_be(self, resolution: Resolution, position: int = 3) -> None:
        with self.floor.database.unit_of_work() as session:
            session.execute(sa.update(LINE).where(LINE.c.id == self.line(position)).values(resolution=resolution))

    def plans(self, quantity: int = 1, *, position: int = 3, **wish: Any) -> str:
        wanted = Wish(self.line(position), quantity, wish.pop("due_on", self.today), **wish)
        new, paper = new_id(), self.paper
        return self.do(lambda session, act: verbs.plan(session, act, new, paper, wanted))

    def ships(self, seen: Seen | None = None, **parcel: Any) -> str:
        parcel.setdefault("shipped_on", self.today)
        what = seen or self.seen
        return self.do(lambda session, act: verbs.ship(session, act, what, Parcel(**parcel)))

    def delivers(self, day: date | None = None) -> str:
        what, on = self.seen, day or self.today
        return self.do(lambda session, act: verbs.deliver(session, act, what, on))

    def cancels(self, reason: str = "Found it") -> str:
        what = self.seen
        return self.do(lambda session, act: verbs.cancel(session, act, what, reason))

    def changes(self, quantity: int, *, seen: Seen | None = None, **wish: Any) -> str:
        what, wanted = seen or self.seen, Wish(self.line(), quantity, wish.pop("due_on", self.today), **wish)
        return self.do(lambda session, act: verbs.edit(session, act, what, wanted))

    def loses(self, reason: str) -> str:
        what = self.seen
        return self.do(lambda session, act: verbs.lose(session, act, what, reason))

    def charges(self, seen: Seen | None = None) -> str:
        what = seen or self.seen
        return self.do(lambda session, act: verbs.charge(session, act, what))

    @property
    def all(self) -> list[OneReplacement]:
        with self.floor.database.reading() as session:
            return replacements.of_paper(session, self.by.site_id, self.paper)

    @property
    def last(self) -> OneReplacement:
        return self.all[-1]

    @property
    def seen(self) -> Seen:
        """The replacement that was planned last, as its page shows it now."""
        return Seen(self.last.id, self.last.version)

    @property
    def lines(self) -> tuple[Replaceable, ...]:
        with self.floor.database.reading() as session:
            return replacing.of_paper(session, self.by.site_id, self.paper)

    def night(self) -> int:
        """Let the night of `today` pass; return how many replacements were charged."""
        now = datetime(self.today.year, self.today.month, self.today.day, 20, tzinfo=UTC)
        with self.floor.database.reading() as session:
            due = verbs.overdue(session, now)
        with self.floor.database.unit_of_work() as session:
            return sum(verbs.charge_overdue(session, now, each) for each in due)


def at_the_omegas(floor: Floor) -> Replacer:
    """Return who replaces the six omegas of RMA-104418, in advance for ten days; each is listed at 10 USD."""
    with floor.database.unit_of_work() as session:
        terms_in_force(session, TermOf(advance_days=10, advance_charge=80))
        priced(session, "7.00")
    replacer = Replacer(floor)
    replacer.lets_line_be(Resolution.REPLACEMENT)
    return replacer
