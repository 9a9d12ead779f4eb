"""Workers whose every act is kept, so that a test can send it again or take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.models import Operator
from app.domain.hold_orders import About
from app.domain.messages.floor import UNDONE
from app.domain.messages.routing import ON_ITS_WAY_AGAIN, STANDS_AGAIN
from app.domain.vocabulary import HoldScope
from app.services.acting import Act, Answered
from tests.factories import Floor
from tests.services.bench import BenchWork
from tests.services.destroyer import Destroyer
from tests.services.dock import Dock
from tests.services.forklift import Forklift
from tests.services.holder import Holder
from tests.services.isolator import Isolator
from tests.services.loader import Loader
from tests.services.recycler import Recycler
from tests.services.releaser import Releaser
from tests.services.stacker import Stacker

Verb = Callable[[Session], Answered[Any]]
Worker = Dock | BenchWork | Destroyer | Forklift | Holder | Isolator | Loader | Releaser | Stacker


@dataclass(frozen=True)
class Done:
    """An act as it was sent and answered; `undid` is the client id that it took back, if it did."""

    worker: Worker
    act: Act
    verb: Verb
    answered: Answered[Any]
    undid: str


Log = Callable[[Done], None]


def done(
    worker: Worker,
    act: Act,
    verb: Verb,
    last: str,
) -> Done:
    """Return what `worker` did just now; `last` is what its undo would have taken back."""
    assert worker.answered
    took_back = worker.answered.said.message in (UNDONE, ON_ITS_WAY_AGAIN, STANDS_AGAIN)
    return Done(worker, act, verb, worker.answered, last if took_back else "")


class LoggedDock(Dock):
    """A dock worker."""

    def __init__(self, log: Log, floor: Floor, paper: str = "RMA-104418", operator: str = "dock_worker") -> None:
        self.log = log
        super().__init__(floor, paper, operator)

    def _do(self, act: Act, verb: Verb) -> str:
        last = self.screen.last
        said = super()._do(act, verb)
        self.log(done(self, act, verb, last))
        return said


class LoggedBench(BenchWork):
    """An inspector."""

    def __init__(self, log: Log, floor: Floor, operator: str = "inspector") -> None:
        self.log = log
        super().__init__(floor, operator)

    def _do(self, act: Act, verb: Verb) -> str:
        last = self.screen.last
        said = super()._do(act, verb)
        self.log(done(self, act, verb, last))
        return said


class LoggedForklift(Forklift):
    """A forklift driver."""

    def __init__(self, log: Log, floor: Floor, operator: str = "router") -> None:
        self.log = log
        super().__init__(floor, operator)

    def do(self, verb: Any, text: str = "", client_id: str = "") -> str:
        screen = self.screen
        said = super().do(verb, text, client_id)
        act = self.sent
        self.log(done(self, act, lambda session: verb(session, act, screen), screen.last))
        return said

    def act(self, text: str = "", client_id: str = "") -> Act:
        self.sent = super().act(text, client_id)
        return self.sent


class LoggedHolder(Holder):
    """Whoever splits locked goods out."""

    def __init__(self, log: Log, floor: Floor, lpn: str, operator: str = "dock_worker") -> None:
        self.log = log
        super().__init__(floor, lpn, operator)

    def do(self, verb: Any, text: str = "", client_id: str = "") -> str:
        screen = self.screen
        said = super().do(verb, text, client_id)
        act = self.sent
        self.log(done(self, act, lambda session: verb(session, act, screen), screen.last))
        return said

    def act(self, text: str = "", client_id: str = "") -> Act:
        self.sent = super().act(text, client_id)
        return self.sent


class LoggedReleaser(Releaser):
    """Whoever releases locked goods."""

    def __init__(self, log: Log, floor: Floor, line_id: UUID) -> None:
        self.log = log
        super().__init__(floor, line_id=line_id)

    def do(self, verb: Any, text: str = "", client_id: str = "") -> str:
        screen = self.screen
        said = super().do(verb, text, client_id)
        act = self.sent
        self.log(done(self, act, lambda session: verb(session, act, screen), screen.last))
        return said

    def act(self, text: str = "", client_id: str = "") -> Act:
        self.sent = super().act(text, client_id)
        return self.sent


class LoggedStacker(Stacker):
    """Whoever builds pallets."""

    def __init__(self, log: Log, floor: Floor, operator: str = "router") -> None:
        self.log = log
        super().__init__(floor, operator)

    def do(self, verb: Any, text: str = "") -> str:
        screen = self.screen
        said = super().do(verb, text)
        act = self.sent
        self.log(done(self, act, lambda session: verb(session, act, screen), screen.last))
        return said

    def act(self, text: str = "") -> Act:
        self.sent = super().act(text)
        return self.sent


class LoggedLoader(Loader):
    """Whoever loads what leaves."""

    def __init__(self, log: Log, floor: Floor, operator: str = "router") -> None:
        self.log = log
        super().__init__(floor, operator)

    def _do(self, act: Act, verb: Verb) -> str:
        last = self.screen.last
        said = super()._do(act, verb)
        self.log(done(self, act, verb, last))
        return said


class LoggedDestroyer(Destroyer):
    """Someone at the cage; what they photograph is no act on goods."""

    def __init__(self, log: Log, floor: Floor) -> None:
        self.log = log
        super().__init__(floor)

    def destroy(self, lpn: str, witness: Operator | None = None, *given: Any, **named: Any) -> str:
        said = super().destroy(lpn, witness, *given, **named)
        self.log(done(self, *self.sent, ""))
        return said

    def _do(self, act: Act, verb: Verb) -> str:
        self.sent = act, verb
        return super()._do(act, verb)


class LoggedRecycler(Recycler):
    """Someone in the recycling area; what is written of streams and recyclers is no act on goods."""

    def __init__(self, log: Log, floor: Floor) -> None:
        self.log = log
        super().__init__(floor)

    def hand_over(self, lpn: str, *given: Any, **named: Any) -> str:
        said = super().hand_over(lpn, *given, **named)
        self.log(done(self, *self.sent, ""))
        return said

    def _do(self, act: Act, verb: Verb) -> str:
        self.sent = act, verb
        return super()._do(act, verb)


class LoggedIsolator(Isolator):
    """Someone who orders a lot to be held everywhere."""

    def __init__(self, log: Log, floor: Floor) -> None:
        self.log = log
        super().__init__(floor)

    def hold(self, lot: str) -> str:
        product = {"10D9T": self.floor.vitamin, "K7731": self.floor.omega}[lot]
        return self.place(About(HoldScope.LOT, product_id=product.id, lot=lot))

    def do(self, verb: Any) -> str:
        last = self.screen.last
        said = super().do(verb)
        act = self.sent
        self.log(done(self, act, lambda session: verb(session, act), last))
        return said

    def act(self) -> Act:
        self.sent = super().act()
        return self.sent
