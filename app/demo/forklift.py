"""A router who takes cartons to their places."""

from app.db.queries import routing as queries
from app.demo.hands import Hand, result_of
from app.services import routing
from app.services.routing import Screen, Trip


class Forklift:
    """Moves one carton after the other."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._trip = Trip()

    def take(self, plate: str) -> None:
        """Scan the carton and drive off."""
        self._trip = result_of(routing.scan(self._hand.session, self._hand.act("routing", plate), Screen(self._trip)))

    def put_down(self) -> None:
        """Scan the place that the screen names."""
        assert self._trip.carton_id
        moving = queries.moving(self._hand.session, self._hand.by.site_id, self._trip.carton_id)
        assert moving
        act = self._hand.act("routing", moving.to.code)
        self._trip = result_of(routing.scan(self._hand.session, act, Screen(self._trip)))
