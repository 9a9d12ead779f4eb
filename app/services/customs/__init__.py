"""Temporary imports: entries are written and rectified, authorizations named that come under them.

Each public verb is one act in one unit of work, answered once (`services.acting`). Cartons are locked before entries.
"""

from app.services.customs.allocating import allocate
from app.services.customs.entering import cancel, enter, rectify
from app.services.customs.guarding import SCOPE, SeenEntry
from app.services.customs.linking import link, unlink

__all__ = ["SCOPE", "SeenEntry", "allocate", "cancel", "enter", "link", "rectify", "unlink"]
