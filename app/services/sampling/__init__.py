"""Sampling: a few units of a lot are looked at, and speak for the rest (ISO 2859-1).

What was agreed with a party says which goods are judged so. Until a lot is accepted its cartons are not graded as a
whole; once it is rejected every unit is graded by itself.
"""

from app.services.sampling.agreeing import keep_aql
from app.services.sampling.drawing import SCOPE, Screen, scan, set_aside, told_good, undo
from app.services.sampling.looking import check_whole, sampled_lots

__all__ = ["SCOPE", "Screen", "check_whole", "keep_aql", "sampled_lots", "scan", "set_aside", "told_good", "undo"]
