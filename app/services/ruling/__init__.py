"""Disposition rules and prices: written as a draft, tried against the past, put in force; what clients want."""

from app.services.ruling.trying import Asked, ask, give_up, replay, since_day, work

__all__ = ["Asked", "ask", "give_up", "replay", "since_day", "work"]
