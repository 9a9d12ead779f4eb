"""Disposition rules and prices: written as a draft, tried against the past, put in force; what clients want."""

from app.services.ruling.drafting import activate, discard, draft, raise_rule, remove_rule, save_prices, save_rule
from app.services.ruling.trying import MOST_DAYS, Asked, ask, give_up, replay, since_day, work
from app.services.ruling.wishing import Wish, keep_wish

__all__ = [
    "MOST_DAYS", "Asked", "Wish", "activate", "ask", "discard", "draft", "give_up", "keep_wish", "raise_rule",
    "remove_rule", "replay", "save_prices", "save_rule", "since_day", "work",
]  # fmt: skip
