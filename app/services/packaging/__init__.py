"""Returnable packaging: issued, taken back, washed, repaired, written off, settled. Each public verb is one act.

The party is locked before the asset; an asset changes by its version.
"""

from app.services.packaging.losing import lose, lose_bulk
from app.services.packaging.scanning import choose, confirm, enter, scan, undo
from app.services.packaging.screen import SCOPE, Screen
from app.services.packaging.settling import settle
from app.services.packaging.types import Draft, keep

__all__ = [
    "SCOPE", "Draft", "Screen", "choose", "confirm", "enter", "keep", "lose", "lose_bulk", "scan", "settle", "undo",
]  # fmt: skip
