"""Replacing: goods in place of goods, planned, shipped, delivered; and charged where nothing comes back.

Every verb is one act, answered once, and told in the history of its authorization. Its row is held first, so that what
may still be replaced is counted by one at a time.
"""

from app.services.replacing.guarding import SCOPE, Seen
from app.services.replacing.losing import lose
from app.services.replacing.overdue import charge, charge_overdue, overdue
from app.services.replacing.planning import Wish, cancel, edit, plan
from app.services.replacing.shipping import Parcel, deliver, ship

__all__ = [
    "SCOPE", "Parcel", "Seen", "Wish", "cancel", "charge", "charge_overdue", "deliver", "edit", "lose", "overdue",
    "plan", "ship",
]  # fmt: skip
