"""The words people see for lots that a sample judges; a part of `words.py`."""

from app.domain.messages.core import msg

SAMPLING_WORDS: dict[str, str] = {
    "normal": msg("normal"),
    "tightened": msg("tightened"),
    "reduced": msg("reduced"),
    "drawing": msg("being drawn"),
    "sample_judged": msg("judging a sample"),
}
