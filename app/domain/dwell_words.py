"""The words people see for stages of work, and for why a place is proposed; a part of `words.py`."""

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
    # why a place is proposed
    "sent_there": msg("Sent there"),
    "alike_stand_there": msg("The same goods stand there"),
    "emptiest_place": msg("The emptiest place"),
    "first_by_name": msg("First of the emptiest places"),
    "only_place_with_room": msg("The only place with room"),
    "chosen_by_scan": msg("Chosen by scan"),
    "over_target": msg("Over its target"),
}
