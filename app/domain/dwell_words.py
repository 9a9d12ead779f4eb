"""The words people see for stages of work; a part of `words.py`."""

from collections.abc import Mapping

from app.domain.dwell import Stage
from app.domain.messages.core import msg

STAGE_WORDS: Mapping[Stage, str] = {stage: f"stage_{stage.value}" for stage in Stage}
"""The word of a stage: its bare value is that of a move."""

DWELL_WORDS: dict[str, str] = {
    "stage_receive": msg("Receive"),
    "stage_grade": msg("Grade"),
    "stage_route": msg("Route"),
    "stage_rework": msg("Rework"),
    "over_target": msg("Over its target"),
}
