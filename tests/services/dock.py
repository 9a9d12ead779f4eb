"""A dock worker at a tablet, as the browser would play one: it carries the context of the screen from act to act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.queries import receipts
from app.domain.approvals import Approver
from app.domain.messages import CATALOGUE
from app.domain.messages.core import Local, Money, Param, Quote, Units, Word, Words
from app.domain.pending import Pending
from app.domain.receipts import Board
from app.services import receiving
from app.services.acting import Act, Answered
from app.services.receiving import Facts, Screen
from tests.factories import NOW, Floor


class Dock:
    """Scans and taps on one receipt. `says` returns the last verdict as `title | say | next` in English."""

    approver: Approver | None = None

    def __init__(self, floor: Floor, paper: str = "RMA-104418", operator: str = "dock_worker") -> None:
        self.floor = floor
        self.by = floor.principal(getattr(floor, operator))
        self.seconds = count(1)
        self.answered: Answered[Board] | None = None
        self.screen = Screen(self._open(paper))

    def _open(self, paper: str) -> UUID:
        opened = new_id()
        with self.floor.database.unit_of_work() as session:
            act = self.act(text=paper)
            if not paper:
                self.opened = receiving.open_blind(session, act, opened)
            else:
                self.opened = receiving.open_paper(session, act, opened)
        self.answered = self.opened
        return self.opened.result or opened

    def act(self, text: str = "", client_id: str = "", now: datetime | None = None, symbology: str = "") -> Act:
        later = now or NOW + timedelta(seconds=next(self.seconds))
        return Act(
            by=self.by,
            scope="receiving",
            client_id=client_id or str(new_id()),
            now=later,
            content={"text": text},
            text=text,
            symbology=symbology,
            source="wedge",
            approver=self.approver,
        )

    def scan(self, text: str, client_id: str = "", symbology: str = "", now: datetime | None = None) -> str:
        act = self.act(text, client_id, now, symbology)
        screen = replace(self.screen, new_carton_id=new_id())
        return self._do(act, lambda session: receiving.scan(session, act, screen))

    def scans(self, *texts: str) -> str:
        for text in texts:
            said = self.scan(text)
        return said

    def tap(self, verb: str, **facts: object) -> str:
        act, screen = self.act(), self.screen
        if verb == "tell":
            return self._do(act, lambda session: receiving.tell(session, act, screen, Facts(**facts)))  # type: ignore[arg-type]
        return self._do(act, lambda session: getattr(receiving, verb)(session, act, screen))

    def _do(self, act: Act, verb: Callable[[Session], Answered[Board]]) -> str:
        with self.floor.database.unit_of_work() as session:
            answered = verb(session)
        self.answered = answered
        board = answered.result or self.board()
        last = act.client_id if answered.event_id else self.screen.last
        self.screen = replace(
            self.screen, carton_id=board.carton_id, pending=Pending.parse(answered.pending), last=last
        )
        return self.says

    def board(self) -> Board:
        with self.floor.database.reading() as session:
            board = receipts.board(session, self.by.site_id, self.screen.receipt_id, self.screen.carton_id)
        assert board
        return board

    @property
    def says(self) -> str:
        assert self.answered
        said = self.answered.said
        params = {name: shown(value) for name, value in said.params.items()}
        message = said.message
        return " | ".join(part.format(**params) for part in (message.title, message.say, message.next))

    @property
    def signal(self) -> str:
        assert self.answered
        return self.answered.said.message.signal.value

    def counts(self) -> dict[tuple[str, str], str]:
        """Return (product, lot) -> 'counted/expected', with '+over' where there is any."""
        return {
            (line.product.name["en"], line.lot): f"{line.counted}/{line.expected}"
            + (f"+{line.over}" if line.over else "")
            for line in self.board().lines
        }


def shown(value: Param) -> object:
    match value:
        case Local():
            return value.texts["en"]
        case Word():
            return value.value
        case Words():
            return ", ".join(value.values)
        case Units():
            return "1 unit" if value.quantity == 1 else f"{value.quantity} units"
        case Quote(key=key, params=params):
            return CATALOGUE[key].say.format(**{name: shown(each) for name, each in params.items()})
        case Money():
            return f"{value.amount} {value.currency}"
        case datetime():
            return value.strftime("%H:%M:%S")
        case date():
            return value.isoformat()
        case _:
            return value


def gs1(product: object, lot: str = "", expiry: str = "", serial: str = "") -> str:
    """Return an element string as a scanner types it: (01)(17)(10)(21) with a separator where it is needed."""
    text = f"01{product.gtin}"  # type: ignore[attr-defined]
    text += f"17{expiry}" if expiry else ""
    text += f"10{lot}" if lot else ""
    return text + (f"\x1d21{serial}" if serial and lot else f"21{serial}" if serial else "")
