"""Transport to the dock: requests to collect, the loads that bring them, pick-ups that ride with forward deliveries.

Every verb is one act in one unit of work, answered once (`services.acting`), guarded by the version that its screen
showed. Nothing here moves goods: they come in when a load arrives (`services.arriving`).
"""

from app.services.transporting.combining import combine
from app.services.transporting.guarding import SCOPE, Seen
from app.services.transporting.planning import Facts, cancel_load, drop, edit, plan, plan_whole
from app.services.transporting.requesting import NewRequest, amend, cancel, collect, request
from app.services.transporting.trips import cancel_trip, edit_trip, write_trip

__all__ = [
    "SCOPE",
    "Facts",
    "NewRequest",
    "Seen",
    "amend",
    "cancel",
    "cancel_load",
    "cancel_trip",
    "collect",
    "combine",
    "drop",
    "edit",
    "edit_trip",
    "plan",
    "plan_whole",
    "request",
    "write_trip",
]
