"""Taking files of many rows in: read, checked against what is stored, then written, each in steps of its own.

Every step is a short transaction of some hundred rows, so that a scan on the floor never waits long, and an import that
broke off goes on where it was. Nothing is changed before all rows are checked.
"""

from app.services.importing.beginning import NewFile, begin, cancel, declare, preview, start, take_in
from app.services.importing.retaining import drop_unbegun, shed_rows
from app.services.importing.working import give_up, work

__all__ = [
    "NewFile",
    "begin",
    "cancel",
    "declare",
    "drop_unbegun",
    "give_up",
    "preview",
    "shed_rows",
    "start",
    "take_in",
    "work",
]
