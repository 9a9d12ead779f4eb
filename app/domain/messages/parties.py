"""Sentences about companies and people."""

from app.domain.messages.core import Message, Signal, msg

RATED = Message(
    "parties.rated",
    Signal.OK,
    msg("{party}"),
    msg("Its tier is {tier} now; it was {before}. Requests that were judged already stay as they are."),
    msg("What it asks for from now on is judged by that"),
)
SAME = Message(
    "parties.same",
    Signal.DUPLICATE,
    msg("{party}"),
    msg("Its tier is {tier} already."),
    msg("Choose another tier, or leave it"),
)
RATED_BEFORE = Message(
    "parties.rated_before",
    Signal.STOP,
    msg("{who} was first"),
    msg("{who} set the tier of {party} to {tier} at {when}. Nothing was changed here."),
    msg("Look at what it is now, then decide again"),
)
CHANGED_BEFORE = Message(
    "parties.changed_before",
    Signal.STOP,
    msg("Changed meanwhile"),
    msg("An import set the tier of {party} to {tier}. Nothing was changed here."),
    msg("Look at what it is now, then decide again"),
)
LOCATED = Message(
    "parties.located",
    Signal.OK,
    msg("{party}"),
    msg("Its place is kept. Collections that were asked for stay where they are."),
    msg("Loads and pick-ups are proposed by it from now on"),
)
SAME_PLACE = Message(
    "parties.same_place",
    Signal.DUPLICATE,
    msg("{party}"),
    msg("Its place says that already."),
    msg("Change it, or leave it"),
)
LOCATED_BEFORE = Message(
    "parties.located_before",
    Signal.STOP,
    msg("{who} was first"),
    msg("{who} changed the place of {party} at {when}. Nothing was changed here."),
    msg("Look at what it is now, then decide again"),
)
MOVED_BEFORE = Message(
    "parties.moved_before",
    Signal.STOP,
    msg("Changed meanwhile"),
    msg("An import changed the place of {party}. Nothing was changed here."),
    msg("Look at what it is now, then decide again"),
)
UNKNOWN = Message(
    "parties.unknown",
    Signal.STOP,
    msg("Not there"),
    msg("No party has this id. Nothing was changed."),
    msg("Open the list of parties"),
)
CERTIFIED = Message(
    "parties.certified",
    Signal.OK,
    msg("{party}"),
    msg("It is a certified destroyer until {until}, by certificate {number}."),
    msg("Goods may be handed into its custody to be destroyed"),
)
CERTIFIED_NO_MORE = Message(
    "parties.certified_no_more",
    Signal.OK,
    msg("{party}"),
    msg("It is no certified destroyer any more."),
    msg("Nothing is handed into its custody from now on"),
)
SAME_CREDENTIAL = Message(
    "parties.same_credential",
    Signal.DUPLICATE,
    msg("{party}"),
    msg("Its certificate as a destroyer says that already."),
    msg("Change it, or leave it"),
)
HALF_A_CREDENTIAL = Message(
    "parties.half_a_credential",
    Signal.ATTENTION,
    msg("Not kept"),
    msg("A certificate as a destroyer has a number and a last day. One of them is missing."),
    msg("Enter both, or leave both empty"),
)
CERTIFIED_BEFORE = Message(
    "parties.certified_before",
    Signal.STOP,
    msg("{who} was first"),
    msg("{who} changed the certificate of {party} as a destroyer at {when}. Nothing was changed here."),
    msg("Look at what it is now, then decide again"),
)
