"""Temporary imports: entries are written and rectified, authorizations named that come under them.

Each public verb is one act in one unit of work, answered once (`services.acting`). Cartons are locked before entries.
"""

from app.services.customs.allocating import allocate
from app.services.customs.checking import check_may_depart, check_may_end, check_may_go
from app.services.customs.discharging import discharge, void
from app.services.customs.entering import cancel, enter, rectify
from app.services.customs.guarding import SCOPE, SeenEntry
from app.services.customs.linking import link, unlink

__all__ = [
    "SCOPE",
    "SeenEntry",
    "allocate",
    "cancel",
    "check_may_depart",
    "check_may_end",
    "check_may_go",
    "discharge",
    "enter",
    "link",
    "rectify",
    "unlink",
    "void",
]
