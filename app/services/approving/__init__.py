"""Approving: what not everybody does on their own takes a badge and a PIN beside it, by one table of acts and roles.

A service that is about to do such an act calls `check` in its transaction. Whoever may approve it has thereby done so;
for anybody else it is refused with one of `messages.approving.ASKS`, the screen asks for a badge and a PIN in its
place, and the same act comes again with its `approver`.
"""

from app.services.approving.checking import Request, check
from app.services.approving.keeping import SCOPE, keep_table
from app.services.approving.vouching import vouch

__all__ = ["SCOPE", "Request", "check", "keep_table", "vouch"]
