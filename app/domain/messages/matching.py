"""Sentences about a blind receipt and the authorization that it is matched to."""

from app.domain.messages.core import Message, Signal, msg

FITS = Message(
    "matching.fits",
    Signal.READY,
    msg("{number}"),
    msg(
        "{expected} of {units} expected: {by_serial} by serial, {by_lot} by lot, {by_product} by product."
        " Over: {over}. To be held: {held}. Sent to {party} before: {sent}."
    ),
)
FITS_BY_DELIVERY = Message(
    "matching.fits_by_delivery",
    Signal.READY,
    msg("{number}"),
    msg("Not expected on {number}. Of {units}, sent to {party} before: {sent}. Over: {over}. To be held: {held}."),
)
FITS_NOT = Message(
    "matching.fits_not",
    Signal.READY,
    msg("{number}"),
    msg("Nothing of {units} is expected on {number} or was sent to {party}. Over: {over}. To be held: {held}."),
)
MATCHED = Message(
    "matching.matched",
    Signal.OK,
    msg("{receipt} answers {number}"),
    msg("Expected by {party}: {expected}. Nothing is over and nothing is held."),
    msg("The goods may be graded and routed now"),
)
MATCHED_WITH_DIFFERENCES = Message(
    "matching.matched_with_differences",
    Signal.ATTENTION,
    msg("{receipt} answers {number}"),
    msg("Expected by {party}: {expected}. Over: {over}. Held: {held}. The supervisor was told."),
    msg("Split out what is held; the rest may be graded and routed"),
)
MATCHED_NOT_ELIGIBLE = Message(
    "matching.matched_not_eligible",
    Signal.ATTENTION,
    msg("{receipt} answers {number}"),
    msg("Expected by {party}: {expected}. Over: {over}. Held: {held}. The policy says of {product}: {why}"),
    msg("Look at the eligibility of its lines before money goes back"),
)
DRAFTED = Message(
    "matching.drafted",
    Signal.ATTENTION,
    msg("{number} is a draft"),
    msg("It says what {receipt} counted: {units} from {party}. It lacks what its program asks for."),
    msg("Complete and submit it, then match {receipt} to it"),
)
WAITS = Message(
    "matching.waits",
    Signal.ATTENTION,
    msg("{number} waits"),
    msg("It says what {receipt} counted, and is not approved. {why}"),
    msg("Once it is approved, match {receipt} to it"),
)
NOT_BLIND = Message(
    "matching.not_blind",
    Signal.STOP,
    msg("Matched already"),
    msg("{receipt} answers {number} already. Nothing was changed."),
    msg("Open {number} to see what was received"),
)
WAS_FIRST = Message(
    "matching.was_first",
    Signal.STOP,
    msg("{who} was first"),
    msg("{receipt} was matched to {number} by {who} at {when}. Nothing was changed here."),
    msg("Open {number} to see what was received"),
)
NOTHING_COUNTED = Message(
    "matching.nothing_counted",
    Signal.STOP,
    msg("Nothing counted"),
    msg("{receipt} holds no goods that could be matched."),
    msg("Count its goods first"),
)
NOT_RECEIVABLE = Message(
    "matching.not_receivable",
    Signal.STOP,
    msg("Not to be received"),
    msg("{number} is {state}: {receipt} cannot be matched to it."),
    msg("Approve or reopen {number} first, or choose another"),
)
OPEN_ELSEWHERE = Message(
    "matching.open_elsewhere",
    Signal.STOP,
    msg("{number} is open"),
    msg("{number} is being received in {other}, and {receipt} is open too: only one receipt of it may be open."),
    msg("Close one of the two first"),
)
UNKNOWN = Message(
    "matching.unknown",
    Signal.STOP,
    msg("Unknown paper"),
    msg("{text}: no authorization is known by it."),
    msg("Choose one of the list, or type another number"),
)
OFFERED = Message(
    "matching.offered",
    Signal.ATTENTION,
    msg("Match to {number}?"),
    msg("{receipt} is blind; {number} of {party} was scanned. Expected of what is counted: {expected} of {units}."),
    msg("Match with the button or the confirm code, or undo"),
)
COUNTED_SINCE = Message(
    "matching.counted_since",
    Signal.STOP,
    msg("Too late to undo"),
    msg("Goods were received on {number} since {receipt} was matched to it. Nothing was changed."),
    msg("Take those back first, or correct it with a supervisor"),
)
NO_SENDER = Message(
    "matching.no_sender",
    Signal.STOP,
    msg("Who sent it?"),
    msg("{text}: no party has this name or GLN. Nothing was written."),
    msg("Choose a sender of the list"),
)
