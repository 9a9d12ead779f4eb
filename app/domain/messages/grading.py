"""Sentences of the grading screen, and the words of its two scales."""

from app.domain.messages.core import Message, Signal, msg

# Higher is better on both scales; the number is what the inspector taps, the words say what it means.
FUNCTION_WORDS: dict[int, str] = {
    1: msg("dead or dangerous"),
    2: msg("main function fails"),
    3: msg("several faults, repairable"),
    4: msg("one fault, repairable"),
    5: msg("works, with a small limit"),
    6: msg("works fully"),
}
COSMETIC_WORDS: dict[int, str] = {
    1: msg("broken or parts of the housing missing"),
    2: msg("cracked, bent or badly stained"),
    3: msg("deep dents or tears"),
    4: msg("heavy wear, seen across the room"),
    5: msg("clear scratches, seen at arm's length"),
    6: msg("several light marks at arm's length"),
    7: msg("light marks, not seen at arm's length"),
    8: msg("like new, packaging opened"),
    9: msg("as new, packaging intact"),
}

GRADE_BY_FUNCTION = Message(
    "grading.by_function", Signal.OK, msg("Grade {grade}"),
    msg("Function F{function} gives {grade}, cosmetics C{cosmetics} gives {other}: the worse counts (table {table})."),
)  # fmt: skip
GRADE_BY_COSMETICS = Message(
    "grading.by_cosmetics", Signal.OK, msg("Grade {grade}"),
    msg("Cosmetics C{cosmetics} gives {grade}, function F{function} gives {other}: the worse counts (table {table})."),
)  # fmt: skip
GRADE_BY_BOTH = Message(
    "grading.by_both", Signal.OK, msg("Grade {grade}"),
    msg("Function F{function} and cosmetics C{cosmetics} both give {grade} (table {table})."),
)  # fmt: skip
NOT_A_SCORE = Message(
    "grading.not_a_score", Signal.STOP, msg("No such grade"),
    msg("{text} is not on the scales: function goes from F1 to F6, cosmetics from C1 to C9."),
    msg("Tap or scan one of the values shown"),
)  # fmt: skip
NOT_AN_ANSWER = Message(
    "grading.not_an_answer", Signal.STOP, msg("No such answer"),
    msg("The checklist has no {text}: it may have changed since this screen was drawn."),
    msg("Scan the item again"),
)  # fmt: skip
CHECKLIST_OPEN = Message(
    "grading.checklist_open", Signal.STOP, msg("Not answered yet"),
    msg("{count} of {total} questions are still open, so there is no grade yet."),
    msg("Answer them, or scan PASS when all are good"),
)  # fmt: skip
