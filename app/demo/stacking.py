"""A router who puts cartons that go the same way on one pallet."""

from collections.abc import Iterable
from uuid import UUID

from app.demo.hands import Hand, Refusal
from app.services import stacking
from app.services.stacking import Screen


def stack(hand: Hand, pallet: str, cartons: Iterable[str]) -> None:
    """Scan a plate that is not in use, then each carton that is put on it. Raises Refusal."""
    screen = Screen()
    for plate in (pallet, *cartons):
        answered = stacking.scan(hand.session, hand.act(stacking.SCOPE, plate), screen)
        if answered.event_id is None:
            raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
        screen = Screen(UUID(str(answered.pending["pallet"])))
