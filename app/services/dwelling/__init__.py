"""Dwell: how long goods may stand, as a table of the site, and who is told when they stand longer."""

from app.services.dwelling.escalating import escalate, is_due
from app.services.dwelling.keeping import SCOPE, keep_targets

__all__ = ["SCOPE", "escalate", "is_due", "keep_targets"]
