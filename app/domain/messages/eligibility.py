"""What is said of a request to return goods, and of its override. `rule` is the policy's own sentence."""

from app.domain.messages.core import Message, Signal, msg

WITHIN = Message(
    "eligibility.within",
    Signal.OK,
    msg("In time"),
    msg("{rule} Delivered on {delivered}: the window is open until {last_day}."),
    msg("Approve it"),
)
NO_END = Message("eligibility.no_end", Signal.OK, msg("Taken back"), "{rule}", msg("Approve it"))
LATE_ASKS = Message(
    "eligibility.late_asks",
    Signal.ATTENTION,
    msg("Just too late"),
    msg(
        "{rule} Delivered on {delivered}, asked for on {asked}: the window ended on {last_day}, and its days of"
        " grace are not over."
    ),
    msg("A supervisor decides"),
)
LATE = Message(
    "eligibility.late",
    Signal.STOP,
    msg("Too late"),
    msg("{rule} Delivered on {delivered}, asked for on {asked}: the window ended on {last_day}."),
    msg("Tell the party until when it could have come back"),
)
RULE_ASKS = Message(
    "eligibility.rule_asks", Signal.ATTENTION, msg("Needs approval"), "{rule}", msg("A supervisor decides")
)
RULE_REFUSES = Message(
    "eligibility.rule_refuses", Signal.STOP, msg("Not taken back"), "{rule}", msg("Tell the party why")
)
NEVER_DELIVERED = Message(
    "eligibility.never_delivered",
    Signal.STOP,
    msg("Never delivered"),
    msg("No delivery of this product to this party is known."),
    msg("Compare party and product with the order, or record the shipment first"),
)
OTHER_LOT = Message(
    "eligibility.other_lot",
    Signal.STOP,
    msg("Other lot"),
    msg("Lot {lot} was never delivered to this party; other lots of this product were."),
    msg("Compare the lot on the goods with the shipment"),
)
OTHER_SERIAL = Message(
    "eligibility.other_serial",
    Signal.STOP,
    msg("Other serial"),
    msg("Serial {serial} was never delivered to this party; other units of this product were."),
    msg("Compare the serial on the goods with the shipment"),
)
TOO_MANY = Message(
    "eligibility.too_many",
    Signal.STOP,
    msg("More than is left"),
    msg(
        "{quantity} asked for, {left} can still come back: of {shipped} delivered, {returned} came back and {reserved}"
        " stand on other authorizations."
    ),
    msg("Ask for {left} or fewer"),
)
NONE_LEFT = Message(
    "eligibility.none_left",
    Signal.STOP,
    msg("Nothing left to return"),
    msg(
        "{quantity} asked for, none can still come back: of {shipped} delivered, {returned} came back and {reserved}"
        " stand on other authorizations."
    ),
    msg("Look at the shipment for what came back, and on which paper"),
)
MISSING = Message(
    "eligibility.missing_evidence",
    Signal.ATTENTION,
    msg("Evidence missing"),
    msg("The reason {reason} needs evidence: {evidence}. It was not given."),
    msg("Add it and ask again, or a supervisor decides"),
)
TO_FOLLOW = Message(
    "eligibility.evidence_to_follow",
    Signal.ATTENTION,
    msg("Evidence to follow"),
    msg("The reason {reason} needs evidence: {evidence}. It was promised, and has not come."),
    msg("Add it when it comes, or a supervisor decides"),
)
FOREIGN_REASON = Message(
    "eligibility.foreign_reason",
    Signal.STOP,
    msg("Reason does not fit"),
    msg("{reason} is not a reason under the program {program}."),
    msg("Choose another reason, or another program"),
)
NO_RULE = Message(
    "eligibility.no_rule",
    Signal.ATTENTION,
    msg("No rule"),
    msg("No rule of policy {version} opens a window for this return."),
    msg("A supervisor decides"),
)
NO_POLICY = Message(
    "eligibility.no_policy",
    Signal.ATTENTION,
    msg("No policy"),
    msg("No return policy is in force here."),
    msg("A supervisor decides; the returns office can put a policy in force"),
)
NO_DELIVERY = Message(
    "eligibility.no_delivery",
    Signal.ATTENTION,
    msg("Delivery unknown"),
    msg("{rule} It counts from the delivery, and no delivery to this party is known."),
    msg("A supervisor decides"),
)
NO_WARRANTY = Message(
    "eligibility.no_warranty",
    Signal.STOP,
    msg("No warranty"),
    msg("{rule} This product is sold without warranty."),
    msg("Choose another program"),
)
OVERRIDDEN = Message(
    "eligibility.overridden",
    Signal.OK,
    msg("Accepted as an exception"),
    msg("{who} accepts {quantity} of {product}: {reason}."),
    msg("Go on with the authorization"),
)
NOT_OVERRIDABLE = Message(
    "eligibility.not_overridable",
    Signal.STOP,
    msg("No exception here"),
    msg("{product} is refused: {rule} The policy lets nobody make an exception to this."),
    msg("Change the request, or tell the party why"),
)
OVERRIDE_NEEDLESS = Message(
    "eligibility.override_needless",
    Signal.ATTENTION,
    msg("No exception needed"),
    msg("{product} may come back as it is."),
    msg("Go on with the authorization"),
)
OVERRIDDEN_BEFORE = Message(
    "eligibility.overridden_before",
    Signal.DUPLICATE,
    msg("Already accepted"),
    msg("{who} accepted {product} as an exception at {when}."),
    msg("Go on with the authorization"),
)
OVERRIDE_NEEDS_REASON = Message(
    "eligibility.override_needs_reason",
    Signal.ATTENTION,
    msg("Say why"),
    msg("An exception to the policy needs its reason in words."),
    msg("Write the reason and send it again"),
)
UNKNOWN_LINE = Message(
    "eligibility.unknown_line",
    Signal.STOP,
    msg("Not found"),
    msg("This line of an authorization does not exist here."),
    msg("Go back to the authorization"),
)
