"""Sentences about agreements with vendors: why goods are outside one, what was kept, and what is wrong with a field."""

from app.domain.messages.core import Message, Signal, msg

# Why goods are outside an agreement; the title is not shown
NOT_YET = Message("agreements.not_yet", Signal.READY, "", msg("{agreement} takes goods back from {day} on."))
ENDED = Message("agreements.ended", Signal.READY, "", msg("{agreement} ended on {day}."))
WINDOW_OVER = Message("agreements.window_over", Signal.READY, "", msg("The window of {agreement} closed on {day}."))
NO_DELIVERY_DAY = Message(
    "agreements.no_delivery_day", Signal.READY, "",
    msg("{agreement} counts from the day the goods came in, and the snapshot does not say it."),
)  # fmt: skip

# What was done, and why something is not done
KEPT = Message(
    "agreements.kept", Signal.OK, msg("{agreement} is kept"), msg("{agreement} of {vendor} is in force as it says."),
)  # fmt: skip
UNKNOWN = Message(
    "agreements.unknown", Signal.ATTENTION, msg("Not found"), msg("This agreement does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
CHANGED_BY_OTHER = Message(
    "agreements.changed_by_other", Signal.STOP, msg("{who} was first"),
    msg("{agreement} was changed by {who} at {when}. Nothing of yours was kept."),
    msg("Look at what it says now, then change it again"),
)  # fmt: skip
NUMBER_TAKEN = Message(
    "agreements.number_taken", Signal.DUPLICATE, msg("Known already"),
    msg("{agreement} is the number of another agreement. Nothing was kept."), msg("Enter a number of its own"),
)  # fmt: skip
WRONG = Message(
    "agreements.wrong", Signal.ATTENTION, msg("Something is not right"),
    msg("The agreement was not kept. Entries to put right: {count}."), msg("Put them right, then save again"),
)  # fmt: skip

# What is wrong with one field
NEEDS_NUMBER = Message("agreements.needs_number", Signal.ATTENTION, "", msg("Enter the number that both sides use."))
NEEDS_VENDOR = Message("agreements.needs_vendor", Signal.ATTENTION, "", msg("Choose the vendor from the list."))
NOT_A_VENDOR = Message(
    "agreements.not_a_vendor", Signal.ATTENTION, "",
    msg("{agreement} names a party that is not kept as a vendor. Name the vendor itself."),
)  # fmt: skip
NEEDS_PURCHASES = Message(
    "agreements.needs_purchases", Signal.ATTENTION, "", msg("A quota in percent needs the units bought in a period."),
)  # fmt: skip
OVER_ALL = Message("agreements.over_all", Signal.ATTENTION, "", msg("Entered {got}. Expected 100 percent at most."))
ENDS_TOO_SOON = Message(
    "agreements.ends_too_soon", Signal.ATTENTION, "", msg("It would end before it begins ({day})."),
)  # fmt: skip
NOT_A_NUMBER = Message(
    "agreements.not_a_number", Signal.ATTENTION, "", msg("Entered {got}. Expected a whole number from 0 to {most}."),
)  # fmt: skip
NOT_AN_AMOUNT = Message(
    "agreements.not_an_amount", Signal.ATTENTION, "", msg("Entered {got}. Expected an amount such as 250.00."),
)  # fmt: skip
NOT_A_DAY = Message(
    "agreements.not_a_day", Signal.ATTENTION, "", msg("Entered {got}. Expected a day such as 2027-03-31.")
)
NO_PRODUCT = Message(
    "agreements.no_product", Signal.ATTENTION, "",
    msg("No product of this vendor has the SKU {got}. Separate several by commas."),
)  # fmt: skip
