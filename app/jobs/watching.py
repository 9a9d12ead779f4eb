"""What is looked after every minute: cartons that stand longer than they may."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from app.context import Backdock
from app.db.queries import escalations
from app.services import dwelling

EVERY = timedelta(minutes=1)


class Watch:
    """Looks at every site once a minute; one of it belongs to one thread."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.clock = clock
        self.looked: datetime | None = None

    def look(self, backdock: Backdock, _stop: threading.Event | None = None) -> bool:
        """Tell whoever is to be told, when the last look is a minute ago; False, since nothing more waits then."""
        now = self.clock()
        if self.looked is None:
            self.looked = now  # a server that begins has other things to do
        if now - self.looked >= EVERY:
            self.looked = now
            watch(backdock, now)
        return False


def watch(backdock: Backdock, now: datetime) -> int:
    """Tell of every site's cartons that stand too long at `now` (UTC); return how many exceptions were changed."""
    with backdock.database.reading() as session:
        due = [site_id for site_id in escalations.sites(session) if dwelling.is_due(session, site_id, now)]
    changed = 0
    for site_id in due:
        with backdock.database.unit_of_work() as session:
            changed += dwelling.escalate(session, site_id, now)
    return changed
