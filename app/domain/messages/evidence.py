"""Sentences about what a party sends along to show that its reason is so."""

from app.domain.messages.core import Message, Signal, msg

GIVEN = Message(
    "evidence.given", Signal.OK, msg("{kind} kept"), msg("It stands with {product} on {number}, for everyone to see."),
    msg("Read the verdict again"),
)  # fmt: skip
TAKEN_OFF = Message(
    "evidence.taken_off", Signal.OK, msg("{kind} taken off"), msg("It no longer counts for {product} on {number}."),
    msg("Read the verdict again"),
)  # fmt: skip
NO_PICTURE = Message(
    "evidence.no_picture", Signal.ATTENTION, msg("No photo"),
    msg("A photo was to be kept, and none came. Nothing was changed."),
    msg("Choose a picture, then add it"),
)  # fmt: skip
NOT_BASE64 = Message(
    "evidence.not_base64", Signal.ATTENTION, msg("Not readable"),
    msg("The picture is not written in base64. Nothing was changed. Send it in base64, RFC 4648, section 4."),
)  # fmt: skip
NO_WORDS = Message(
    "evidence.no_words", Signal.ATTENTION, msg("Nothing to keep"),
    msg("{kind}: neither words nor a picture came. Nothing was changed."),
    msg("Write what it says, or choose a picture of it"),
)  # fmt: skip
NOT_PRINTABLE = Message(
    "evidence.not_printable", Signal.ATTENTION, msg("Not readable"),
    msg("The words hold characters that nobody can read. Nothing was changed."), msg("Write them as plain text"),
)  # fmt: skip
TOO_LONG = Message(
    "evidence.too_long", Signal.ATTENTION, msg("Too long"),
    msg("The words have {length} characters, and {most} are kept. Nothing was changed."), msg("Say it shorter"),
)  # fmt: skip
TOO_MANY = Message(
    "evidence.too_many", Signal.ATTENTION, msg("Too much of it"),
    msg("A line keeps at most {most} pieces of evidence, and {stand} stand there. Nothing was changed."),
    msg("Take off what shows least, then add this"),
)  # fmt: skip
OVER = Message(
    "evidence.over", Signal.STOP, msg("Too late"),
    msg("{number} is {state}: no evidence counts for it any more. Nothing was changed."),
    msg("Look at its history"),
)  # fmt: skip
COUNTED = Message(
    "evidence.counted", Signal.STOP, msg("It counted already"),
    msg("{number} is {state}, and its verdict rests on this. Nothing was changed."),
    msg("Add what shows it better"),
)  # fmt: skip
GONE = Message(
    "evidence.gone", Signal.STOP, msg("Not there"),
    msg("This evidence does not stand on the line any more. Nothing was changed."),
    msg("Look at what stands there now"),
)  # fmt: skip
NOT_YOURS = Message(
    "evidence.not_yours", Signal.STOP, msg("Not for your role"),
    msg("Evidence on {number} is kept by the returns office. Nothing was changed."),
    msg("Ask a clerk, or switch operator"),
)  # fmt: skip
