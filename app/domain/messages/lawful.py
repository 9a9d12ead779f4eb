"""Why goods may not go some way, whatever a site's rules say: the law of the house, the client's wishes."""

from app.domain.messages.core import Message, Signal, msg

EXPIRED = Message(
    "lawful.expired", Signal.OK, msg("Past its date"),
    msg("Food and medical goods past their date are never used or sold again."),
)  # fmt: skip
RECALLED = Message(
    "lawful.recalled", Signal.OK, msg("Recalled"),
    msg("Recalled goods go back to the vendor or are destroyed, and nothing else."),
)  # fmt: skip
UDI_UNREAD = Message(
    "lawful.udi_unread", Signal.OK, msg("UDI unreadable"),
    msg("Its UDI could not be read when it came: it goes back to the vendor, is recycled or destroyed."),
)  # fmt: skip
LOT_HELD = Message(
    "lawful.lot_held", Signal.OK, msg("Lot on hold"),
    msg("Its lot is on hold: until that is lifted nothing of it is used, sold or sent to a customer."),
)  # fmt: skip
NOT_SANITIZED = Message(
    "lawful.not_sanitized", Signal.OK, msg("Data on it"),
    msg("Its data is not sanitized and verified: it stays in the house, is destroyed, or goes back to its customer."),
)  # fmt: skip
UNDER_IMMEX = Message(
    "lawful.under_immex", Signal.OK, msg("Temporary import"),
    msg("It was imported temporarily: it is worked on here, sent abroad, or destroyed with its document."),
)  # fmt: skip
UNDER_DONATION = Message(
    "lawful.under_donation", Signal.OK, msg("To be given away"),
    msg("It was imported temporarily and a donation covers it: it is given away, and goes nowhere else."),
)  # fmt: skip
VENDOR_QUOTA = Message(
    "lawful.vendor_quota", Signal.OK, msg("Quota used"),
    msg("The quota of the vendor's agreement is used up for this period."),
)  # fmt: skip
VENDOR_NOT_OPEN = Message(
    "lawful.vendor_not_open", Signal.OK, msg("Agreement not open"),
    msg("The vendor's agreement does not take these goods today: its days, or those since they came in, are over."),
)  # fmt: skip
CLIENT_FORBIDS = Message(
    "lawful.client_forbids", Signal.OK, msg("Client forbids it"), msg("{client} does not want this for its goods."),
)  # fmt: skip
CLIENT_LEAST = Message(
    "lawful.client_least", Signal.OK, msg("Below the client's least"),
    msg("{client} has nothing sold that brings less than {least} each."),
)  # fmt: skip
