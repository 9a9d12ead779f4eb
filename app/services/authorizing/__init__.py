"""Authorizations: written, submitted, approved or rejected, cancelled, split, expired, tracked, reconciled, closed.

Every verb is one act in one unit of work: it is answered once (`services.acting`), guarded by the version that its
screen showed, and written down in the authorization's own history. Nothing here moves goods.
"""

from app.services.authorizing.closing import close, reconcile, reopen
from app.services.authorizing.deciding import approve, cancel, reject, submit
from app.services.authorizing.evidencing import Given, give, may_give, take_off
from app.services.authorizing.expiring import expire_due
from app.services.authorizing.guarding import SCOPE, Seen
from app.services.authorizing.judged import submit_drawn
from app.services.authorizing.splitting import split, split_off
from app.services.authorizing.stating import Statement, state
from app.services.authorizing.tracking import track, untrack
from app.services.authorizing.writing import create, draw_up, edit

__all__ = [
    "SCOPE",
    "Given",
    "Seen",
    "Statement",
    "approve",
    "cancel",
    "close",
    "create",
    "draw_up",
    "edit",
    "expire_due",
    "give",
    "may_give",
    "reconcile",
    "reject",
    "reopen",
    "split",
    "split_off",
    "state",
    "submit",
    "submit_drawn",
    "take_off",
    "track",
    "untrack",
]
