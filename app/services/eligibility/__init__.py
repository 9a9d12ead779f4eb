"""Eligibility: judging what a party asks to send back, accepting exceptions, trying a policy against the past."""

from app.services.eligibility.judging import JudgedLine, JudgedPaper, judge_authorization, judged_line, preview
from app.services.eligibility.overriding import Override, override
from app.services.eligibility.trying import Changed, Trial, try_out

__all__ = [
    "Changed", "JudgedLine", "JudgedPaper", "Override", "Trial", "judge_authorization", "judged_line",
    "override", "preview", "try_out",
]  # fmt: skip
