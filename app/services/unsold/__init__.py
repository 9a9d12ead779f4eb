"""Unsold stock: judged by thresholds, and what is proposed of it made into authorizations.

Agreements with vendors and thresholds are written by whoever knows the revision that stands; authorizations are made of
proposals that are worked out again under lock, so that no two clerks send more than an agreement takes.
"""

from app.services.unsold.agreeing import Seen, keep_agreement
from app.services.unsold.judging import judge_again
from app.services.unsold.limiting import keep_thresholds
from app.services.unsold.making import MOST_CHOSEN, SCOPE, Chosen, make

__all__ = ["MOST_CHOSEN", "SCOPE", "Chosen", "Seen", "judge_again", "keep_agreement", "keep_thresholds", "make"]
