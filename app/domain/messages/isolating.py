"""Sentences on orders to hold goods."""

from app.domain.messages.core import Message, Signal, msg

HELD = Message(
    "isolating.held", Signal.OK, msg("Held"),
    msg("{number} holds {what}. Locked: {units}, in cartons: {cartons}. What comes is locked as it is booked."),
    msg("See below where they stand"),
)  # fmt: skip
LIFTED = Message(
    "isolating.lifted", Signal.OK, msg("Lifted"),
    msg("{number} is lifted. Its lock is off {units} where they stand."), msg("Look at what else is locked"),
)  # fmt: skip
LIFTED_IN_QUARANTINE = Message(
    "isolating.lifted_in_quarantine", Signal.OK, msg("Lifted"),
    msg("{number} is lifted. Its lock is off {units} where they stand; {more} wait in quarantine."),
    msg("Release those in quarantine into a carton"),
)  # fmt: skip
NOT_BY_YOU = Message(
    "isolating.not_by_you", Signal.STOP, msg("Not yours to decide"),
    msg("Goods are held for this reason by one role: {reason}, {role}."), msg("Call someone of that role"),
)  # fmt: skip
NOT_A_REASON = Message(
    "isolating.not_a_reason", Signal.STOP, msg("Not a reason to order"),
    msg("Nobody orders goods to be held for this: {reason}. The floor finds that itself."),
    msg("Choose one of the reasons of the form"),
)  # fmt: skip
NOT_A_WAY_OUT = Message(
    "isolating.not_a_way_out", Signal.STOP, msg("Not a way out"),
    msg("Held goods are never sold, mended or given away: an order does not allow {code}."),
    msg("Choose one of the codes of the form, or none"),
)  # fmt: skip
ENDS_BEFORE = Message(
    "isolating.ends_before", Signal.STOP, msg("Over already"),
    msg("The last day of the order would be {until}, which has passed."), msg("Choose a day to come, or none"),
)  # fmt: skip
HELD_ALREADY = Message(
    "isolating.held_already", Signal.ATTENTION, msg("Held already"),
    msg("{who} ordered the same at {when}: {number}."), msg("Look at that order"),
)  # fmt: skip
NOTHING_THERE = Message(
    "isolating.nothing_there", Signal.STOP, msg("Nothing to hold"),
    msg("There are no goods in it, or they have gone elsewhere: {what}."), msg("Hold the carton that they are in now"),
)  # fmt: skip
WHAT = Message(
    "isolating.what", Signal.STOP, msg("Hold what?"),
    msg("Entered for the order: {text}. That is nothing this site knows: {scope}."),
    msg("Scan or type it again, or choose what the order is about"),
)  # fmt: skip
NEEDS_REASON = Message(
    "isolating.needs_reason", Signal.STOP, msg("Why?"), msg("An order to hold says why."), msg("Choose the reason"),
)  # fmt: skip
NOT_A_DAY = Message(
    "isolating.not_a_day", Signal.STOP, msg("Not a day"), msg("Got {got}, expected a day such as 2026-11-23."),
    msg("Choose the last day, or none"),
)  # fmt: skip
UNKNOWN = Message(
    "isolating.unknown", Signal.STOP, msg("No such order"), msg("There is no order to hold with that number here."),
    msg("Look for it in the list"),
)  # fmt: skip
ENDED = Message(
    "isolating.ended", Signal.ATTENTION, msg("Not in force any more"),
    msg("{number} is {state} since {when}, by {who}."), msg("Look at what is held now"),
)  # fmt: skip
WHY = Message(
    "isolating.why", Signal.STOP, msg("Say why"), msg("Nothing was let go: {number} is lifted for a reason only."),
    msg("Choose the reason, then lift it again"),
)  # fmt: skip
HELD_SINCE = Message(
    "isolating.held_since", Signal.STOP, msg("Too late to undo"),
    msg("Goods came since that the order holds."), msg("Lift the order instead"),
)  # fmt: skip
CAME_SINCE = Message(
    "isolating.came_since", Signal.STOP, msg("Too late to undo"),
    msg("Goods came since that the order would hold."), msg("Give the order again"),
)  # fmt: skip
ORDERED = Message(
    "isolating.ordered", Signal.STOP, msg("On hold"),
    msg("{product}{lot_text} is held by {order}: {reason}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)  # fmt: skip
CARTON_HELD = Message(
    "isolating.carton_held", Signal.STOP, msg("Carton on hold"),
    msg("Carton {lpn} is held by {order}: {reason}. Nothing is added to it."), msg("Close it, and open another carton"),
)  # fmt: skip
COUNTED_RECALLED = Message(
    "isolating.counted_recalled", Signal.OK, msg("Recalled"),
    msg("{product}: {units} more, locked as recalled under {number}."), msg("Scan the next item"),
)  # fmt: skip
HELD_ON_THE_WAY = Message(
    "isolating.held_on_the_way", Signal.ATTENTION, msg("Held on the way"),
    msg("Carton {tail} was locked since you took it: {reason}. It must not go to {scanned}."),
    msg("Take it to hold place {place}, then scan that"),
)  # fmt: skip
