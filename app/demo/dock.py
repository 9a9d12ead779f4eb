"""A dock worker with one receipt."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from app.db.ids import new_id
from app.demo.hands import Hand, Refusal, result_of
from app.domain.pending import Pending
from app.domain.receipts import Board
from app.services import receiving
from app.services.acting import Act, Answered
from app.services.receiving import Facts, Screen


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
        return result_of(opened)

    def scan(self, text: str) -> None:
        """Scan a plate or an item, and confirm what is asked about it."""
        self._do(self._scanned, text)
        self._confirm()

    def scan_unreadable(self, text: str) -> None:
        """Scan an item of which nobody can read what is asked, and hold it for that."""
        self._do(self._scanned, text)
        self._do(lambda act, screen: receiving.tell(self._hand.session, act, screen, Facts(lot_is_unreadable=True)))
        self._confirm()

    def _confirm(self) -> None:
        while asked := self._screen.pending:
            self._do(lambda act, screen: receiving.accept(self._hand.session, act, screen))
            if self._screen.pending == asked:
                raise Refusal(f"{asked.ask} about {asked.text!r} is not a matter of yes")

    def _scanned(self, act: Act, screen: Screen) -> Answered[Board]:
        return receiving.scan(self._hand.session, act, replace(screen, new_carton_id=new_id()))

    def close_carton(self) -> None:
        """Close the carton that is open."""
        self._do(lambda act, screen: receiving.close_carton(self._hand.session, act, screen))

    def close(self) -> None:
        """Close the receipt with whatever differences it has."""
        self._do(lambda act, screen: receiving.close_receipt(self._hand.session, act, screen))
        self._confirm()

    def _do(self, verb: Callable[[Act, Screen], Answered[Board]], text: str = "") -> None:
        answered = verb(self._hand.act("receiving", text), self._screen)
        pending = Pending.parse(answered.pending)
        if pending is None:
            board = result_of(answered)
            self._screen = replace(self._screen, carton_id=board.carton_id, pending=None)
        else:
            self._screen = replace(self._screen, pending=pending)
