"""Sentences about goods in place of goods: what was opened, shipped, charged, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# What was done
PLANNED = Message(
    "replacing.planned", Signal.OK, msg("{number} is planned"),
    msg("{party} gets {units} of {product} for {paper}, due to leave on {due}."), msg("Ship it"),
)  # fmt: skip
PLANNED_IN_ADVANCE = Message(
    "replacing.planned_in_advance", Signal.OK, msg("{number} is planned"),
    msg(
        "{party} gets {units} of {product} for {paper} before the goods come, due to leave on {due}. "
        "Days until they are to be here, once it has left: {days}."
    ),
    msg("Ship it"),
)  # fmt: skip
SHIPPED = Message(
    "replacing.shipped", Signal.OK, msg("{number} is shipped"),
    msg("{units} of {product} went to {party} on {day}."), msg("Note the day of delivery"),
)  # fmt: skip
SHIPPED_IN_ADVANCE = Message(
    "replacing.shipped_in_advance", Signal.OK, msg("{number} is shipped"),
    msg("{units} of {product} went to {party} on {day}. What they stand for is to be here by {back}."),
    msg("Note the day of delivery"),
)  # fmt: skip
DELIVERED = Message(
    "replacing.delivered", Signal.OK, msg("{number} is delivered"), msg("{party} got {units} of {product} on {day}."),
)  # fmt: skip
CANCELLED = Message(
    "replacing.cancelled", Signal.OK, msg("{number} is cancelled"),
    msg("{party} does not get {units} of {product}: {reason}"),
    msg("Plan another, or change what the line comes to"),
)  # fmt: skip
CHANGED = Message(
    "replacing.changed", Signal.OK, msg("{number} is changed"),
    msg("{party} gets {units} of {product} for {paper}, due to leave on {due}."), msg("Ship it"),
)  # fmt: skip
LOST = Message(
    "replacing.lost", Signal.OK, msg("{number} is lost"),
    msg("{party} did not get {units} of {product}: {reason}"),
    msg("Plan another, or change what the line comes to"),
)  # fmt: skip
CHARGED = Message(
    "replacing.charged", Signal.OK, msg("{number} is charged"),
    msg("{party} owes us {amount}. Replaced in advance, to be here by {back}, and not come: {units}."),
    msg("What comes later is taken off by itself"),
)  # fmt: skip

# Why something is not done
UNKNOWN = Message(
    "replacing.unknown", Signal.ATTENTION, msg("Not found"), msg("This does not exist here. Nothing was changed."),
    msg("Look for it in the list"),
)  # fmt: skip
NOT_YOURS = Message(
    "replacing.not_yours", Signal.STOP, msg("Not for your role"),
    msg("Replacements are the returns office's to plan, ship and charge. Nothing was changed."),
    msg("Ask the returns office"),
)  # fmt: skip
NOT_NOW = Message(
    "replacing.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{number} is {state}, so this step is not possible: {move}. Nothing was changed."),
    msg("Look at what it says now"),
)  # fmt: skip
OVERTAKEN = Message(
    "replacing.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{number} was changed by {who} at {when}: it is {state} now. Nothing of yours was kept."),
    msg("Look at what it says now, then do it again"),
)  # fmt: skip
NOT_REPLACED = Message(
    "replacing.not_replaced", Signal.ATTENTION, msg("Nothing to replace"),
    msg("{product} comes to {resolution}, and goods go out for a replacement or a repair only. Nothing was planned."),
    msg("Change what the line comes to first"),
)  # fmt: skip
PAPER_NOT_NOW = Message(
    "replacing.paper_not_now", Signal.STOP, msg("Not now"),
    msg("{paper} is {state}, and nothing goes out for it as it stands. Nothing was changed."),
    msg("Look at the authorization"),
)  # fmt: skip
WRONG_QUANTITY = Message(
    "replacing.wrong_quantity", Signal.ATTENTION, msg("Too many, or none"),
    msg(
        "Entered {asked}: of {product}, {left} may still be replaced. Promised: {promised}, accepted: {accepted}, "
        "replaced or planned: {given}. Nothing was planned."
    ),
    msg("Enter fewer, or wait until the goods are graded"),
)  # fmt: skip
WRONG_IN_ADVANCE = Message(
    "replacing.wrong_in_advance", Signal.ATTENTION, msg("Too many, or none"),
    msg(
        "Entered {asked}: of {product}, {left} may still be replaced. Promised: {promised}, "
        "replaced or planned: {given}. Nothing was planned."
    ),
    msg("Enter fewer"),
)  # fmt: skip
NO_ADVANCE = Message(
    "replacing.no_advance", Signal.STOP, msg("Not in advance"),
    msg("No refund term of the day on which {paper} was asked for lets {product} be replaced before it comes."),
    msg("Wait for the goods, or change the return policy for later requests"),
)  # fmt: skip
NOT_ANOTHER = Message(
    "replacing.not_another", Signal.ATTENTION, msg("Not another product"),
    msg("What was repaired goes back itself: {product}, and not {other}. Nothing was planned."),
    msg("Leave the product as it is"),
)  # fmt: skip
NO_PRODUCT = Message(
    "replacing.no_product", Signal.ATTENTION, msg("Product missing"),
    msg("Entered {text}: no product has that SKU or GTIN. Nothing was planned."),
    msg("Enter another, or nothing for the same product"),
)  # fmt: skip
PAST_DAY = Message(
    "replacing.past_day", Signal.ATTENTION, msg("Day is past"),
    msg("Entered {day}: it is due to leave today, {today}, or later. Nothing was planned."), msg("Enter another day"),
)  # fmt: skip
DAY_TO_COME = Message(
    "replacing.day_to_come", Signal.ATTENTION, msg("Day is to come"),
    msg("Entered {day}: what was done was done from {since} to today, {today}. Nothing was changed."),
    msg("Enter another day"),
)  # fmt: skip
NO_DAY = Message(
    "replacing.no_day", Signal.ATTENTION, msg("Day missing"),
    msg("Entered {text}: a day such as {example} belongs here. Nothing was changed."), msg("Enter the day"),
)  # fmt: skip
NOT_ACCEPTED = Message(
    "replacing.not_accepted", Signal.STOP, msg("Not accepted any more"),
    msg(
        "{number} stands for goods that are accepted. Accepted of {product} by now: {accepted}. The rest is locked, "
        "not graded, or of a condition that the policy gives nothing for. Nothing was shipped."
    ),
    msg("Look at the goods, or cancel it"),
)  # fmt: skip
SERIAL_IS_ONE = Message(
    "replacing.serial_is_one", Signal.ATTENTION, msg("A serial is one unit"),
    msg("{serial} is the serial of one unit, and {number} is {units}. Nothing was shipped."),
    msg("Leave the serial away, or cancel it and plan one at a time"),
)  # fmt: skip
NEEDS_SERIAL = Message(
    "replacing.needs_serial", Signal.ATTENTION, msg("Serial missing"),
    msg("{product} is told apart by serial, and {number} names none. Nothing was shipped."), msg("Scan its serial"),
)  # fmt: skip
NEEDS_REASON = Message(
    "replacing.needs_reason", Signal.ATTENTION, msg("Say why"),
    msg("{number} was left as it is: this step needs a reason, and none was written."), msg("Write the reason"),
)  # fmt: skip
NOT_DUE_BACK = Message(
    "replacing.not_due_back", Signal.ATTENTION, msg("Not overdue"),
    msg("What {number} stands for may come until {back}. Nothing was charged."), msg("Wait for the goods"),
)  # fmt: skip
NOT_IN_ADVANCE = Message(
    "replacing.not_in_advance", Signal.ATTENTION, msg("Nothing to charge"),
    msg("{number} stands for goods that had come: nothing is to come back for it."),
    msg("Go on with the authorization"),
)  # fmt: skip
NOTHING_MISSING = Message(
    "replacing.nothing_missing", Signal.ATTENTION, msg("Nothing to charge"),
    msg("All that {number} stands for is here. Nothing was charged."), msg("Go on with the authorization"),
)  # fmt: skip
BEING_COUNTED = Message(
    "replacing.being_counted", Signal.ATTENTION, msg("Being counted"),
    msg("Goods of {paper} are being counted: what {number} stands for may be among them. Nothing was charged."),
    msg("Charge it once their receipt is closed"),
)  # fmt: skip
CHARGED_BEFORE = Message(
    "replacing.charged_before", Signal.DUPLICATE, msg("Charged already"),
    msg("{number} was charged at {when} and comes to {amount}. Nothing was charged twice."),
    msg("Look at the money of the authorization"),
)  # fmt: skip
LINE_IS_REPLACED = Message(
    "replacing.line_is_replaced", Signal.STOP, msg("Being replaced"),
    msg("{number} stands for {product}, so what the line comes to stays as it is. Nothing was changed."),
    msg("Cancel the replacement first, while it has not left"),
)  # fmt: skip
SPLIT_REPLACED = Message(
    "replacing.split_replaced", Signal.STOP, msg("Being replaced"),
    msg("{number} stands for {product}, so the line stays on {paper}. Nothing was split off."),
    msg("Choose other lines"),
)  # fmt: skip
STILL_OPEN = Message(
    "replacing.still_open", Signal.STOP, msg("{paper} cannot be closed"),
    msg(
        "{paper} is not made good yet. To be sent: {to_send}. Replaced in advance, not here and not charged: "
        "{awaited}. Nothing was changed."
    ),
    msg("Ship what is due, wait for the goods, or change what the line comes to"),
)  # fmt: skip
