"""What carries goods: a pallet or tote with a GRAI that is scanned in a receipt is back from its party by that scan."""

from sqlalchemy.orm import Session

from app.domain.receipts import Board
from app.services import packaging
from app.services.acting import Act, Outcome
from app.services.packaging import assets


def take_back(session: Session, act: Act, board: Board, grai: str) -> Outcome[Board]:
    """Take an asset back from the party that has it, in good order: what is dirty or broken is told on its own screen.

    Raises Refused for one that is none of ours, that nobody has, or that was scrapped.
    """
    back = assets.take(session, act, packaging.Screen(receipt_id=board.receipt_id), grai)
    return Outcome(back.said, back.event_id, result=board)
