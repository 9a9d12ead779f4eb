"""Sentences about authorizations: what was done to one, what one lacks, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# What was done
CREATED = Message(
    "authorizing.created", Signal.OK, msg("{number} is a draft"),
    msg("{number} of {party} is kept as a draft: {units}."), msg("Submit it when it is complete"),
)  # fmt: skip
EDITED = Message(
    "authorizing.edited", Signal.OK, msg("{number} is changed"), msg("{number} of {party} now says {units}."),
)  # fmt: skip
UNCHANGED = Message(
    "authorizing.unchanged", Signal.READY, msg("Nothing changed"), msg("{number} says the same as before."),
)  # fmt: skip
SUBMITTED = Message(
    "authorizing.submitted", Signal.OK, msg("{number} is submitted"),
    msg("{number} of {party} waits for approval: {units}."),
)  # fmt: skip
SUBMITTED_WHY = Message(
    "authorizing.submitted_why", Signal.ATTENTION, msg("{number} is submitted"),
    msg("{number} of {party} waits for approval. {product}: {why}"), msg("A supervisor decides"),
)  # fmt: skip
APPROVED_BY_POLICY = Message(
    "authorizing.approved_by_policy", Signal.OK, msg("{number} is approved"),
    msg("Policy {version} lets every line come back: {party} may send {units}."),
    msg("Send the label and the instructions"),
)  # fmt: skip
REJECTED_BY_POLICY = Message(
    "authorizing.rejected_by_policy", Signal.STOP, msg("{number} is rejected"),
    msg("Policy {version} refuses {product}. {why}"),
    msg("Tell {party}, or put it right and submit it again"),
)  # fmt: skip
NOT_ELIGIBLE = Message(
    "authorizing.not_eligible", Signal.STOP, msg("{number} cannot be approved"),
    msg("The policy refuses {product}. {why} Nothing was changed."),
    msg("Accept the line as an exception where the rule lets it, change it, or reject the authorization"),
)  # fmt: skip
APPROVED = Message(
    "authorizing.approved", Signal.OK, msg("{number} is approved"), msg("{party} may send {units}."),
    msg("Send the label and the instructions"),
)  # fmt: skip
REJECTED = Message(
    "authorizing.rejected", Signal.OK, msg("{number} is rejected"), msg("{number} of {party} is rejected: {reason}"),
)  # fmt: skip
STATED = Message(
    "authorizing.stated", Signal.OK, msg("{number} is changed"),
    msg("Noted what {party} says of {product}."), msg("Read the verdict again"),
)  # fmt: skip
CANCELLED = Message(
    "authorizing.cancelled", Signal.OK, msg("{number} is cancelled"),
    msg("{number} of {party} is cancelled: {reason}"),
)  # fmt: skip
TRACKED = Message(
    "authorizing.tracked", Signal.OK, msg("Tracking number kept"),
    msg("{tracking} opens {number} at the dock, scanned or typed."),
)  # fmt: skip
UNTRACKED = Message(
    "authorizing.untracked", Signal.OK, msg("Tracking number taken off"), msg("{tracking} no longer opens {number}."),
)  # fmt: skip
SPLIT = Message(
    "authorizing.split", Signal.OK, msg("{number} is split"),
    msg("{part} has {count} of its lines now, with {units}."), msg("Check both"),
)  # fmt: skip

# Why something is not done
LACKS = Message(
    "authorizing.lacks", Signal.ATTENTION, msg("{number} is not complete"),
    msg("{program} asks for more than {number} says. Missing entries: {count}."), msg("Edit it, then submit it again"),
)  # fmt: skip
NOT_NOW = Message(
    "authorizing.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{number} is {state}, so this step is not possible: {move}. Nothing was changed."),
    msg("Look at what it says now"),
)  # fmt: skip
OVERTAKEN = Message(
    "authorizing.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{number} was changed by {who} at {when}: it is {state} now. Nothing of yours was kept."),
    msg("Look at what it says now, then change it again"),
)  # fmt: skip
NOT_YOURS = Message(
    "authorizing.not_yours", Signal.STOP, msg("Not for your role"),
    msg("This step on {number} needs another role: {move}. Who may do it: {roles}. Nothing was changed."),
    msg("Ask one of them"),
)  # fmt: skip
NEEDS_REASON = Message(
    "authorizing.needs_reason", Signal.ATTENTION, msg("Say why"),
    msg("{number} was left as it is: this step needs a reason, and none was written."), msg("Write the reason"),
)  # fmt: skip
UNKNOWN = Message(
    "authorizing.unknown", Signal.ATTENTION, msg("Not found"), msg("This authorization does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
NO_TRACKING = Message(
    "authorizing.no_tracking", Signal.ATTENTION, msg("Not a tracking number"),
    msg("Entered {text}: a tracking number has 4 to 40 letters and digits. {number} was left as it is."),
    msg("Scan or type it from the label"),
)  # fmt: skip
TRACKING_TAKEN = Message(
    "authorizing.tracking_taken", Signal.DUPLICATE, msg("Known already"),
    msg("{tracking} stands on {other} already. A tracking number opens one authorization."),
    msg("Check the number, or take it off {other}"),
)  # fmt: skip
TRACKING_UNKNOWN = Message(
    "authorizing.tracking_unknown", Signal.ATTENTION, msg("Not there"),
    msg("{tracking} does not stand on {number} any more."), msg("Look at what it says now"),
)  # fmt: skip
SPLIT_NOTHING = Message(
    "authorizing.split_nothing", Signal.ATTENTION, msg("Choose lines"),
    msg("A split takes some lines of {number} and leaves at least one. Lines chosen: {count} of {lines}."),
    msg("Tick the lines that go to a new authorization"),
)  # fmt: skip
SPLIT_SHARE = Message(
    "authorizing.split_share", Signal.ATTENTION, msg("Not so many"),
    msg("Of {product}, {asked} cannot be split off: its line has {units}."),
    msg("Enter how many of them go, at least 1"),
)  # fmt: skip
WRONG = Message(
    "authorizing.wrong", Signal.ATTENTION, msg("Something is not right"),
    msg("The form was not kept. Entries to put right: {count}."), msg("Put them right, then save again"),
)  # fmt: skip

# What is wrong with one field; the title is not shown
NEEDED = Message("authorizing.needed", Signal.ATTENTION, "", msg("{program} needs this: {detail}."))
NEEDED_OF = Message("authorizing.needed_of", Signal.ATTENTION, "", msg("{program} needs this for {product}: {detail}."))
NO_LINES = Message("authorizing.no_lines", Signal.ATTENTION, "", msg("Enter what comes back: at least one product."))
OTHER_NEEDS_WORDS = Message(
    "authorizing.other_needs_words", Signal.ATTENTION, "", msg("Another reason needs the customer's words."),
)  # fmt: skip
WRONG_QUANTITY = Message(
    "authorizing.wrong_quantity", Signal.ATTENTION, "", msg("A quantity is a whole number from 1 to {most}."),
)  # fmt: skip
ONE_PER_SERIAL = Message(
    "authorizing.one_per_serial", Signal.ATTENTION, "",
    msg("Serial {serial} is one unit, and {quantity} were entered: give each serial a line of its own."),
)  # fmt: skip
NO_ASSET_TYPE = Message(
    "authorizing.no_asset_type", Signal.ATTENTION, "",
    msg("{text} is not an asset type: the 13 digits of a GRAI, the last of them its check digit."),
)  # fmt: skip
EXPIRES_TOO_SOON = Message(
    "authorizing.expires_too_soon", Signal.ATTENTION, "",
    msg("It would expire before the goods are expected ({day})."),
)  # fmt: skip
NO_PARTY = Message(
    "authorizing.no_party", Signal.ATTENTION, "",
    msg("Nobody here is called {text}. Choose a name from the list, or enter the GLN."),
)  # fmt: skip
PARTY_MISSING = Message("authorizing.party_missing", Signal.ATTENTION, "", msg("Say who sends the goods back."))
NO_PRODUCT = Message(
    "authorizing.no_product", Signal.ATTENTION, "",
    msg("No product has the SKU or GTIN {text}. Choose one from the list."),
)  # fmt: skip
SEVERAL_PRODUCTS = Message(
    "authorizing.several_products", Signal.ATTENTION, "",
    msg("{count} products have the code {text}. Enter the SKU of the one that is meant."),
)  # fmt: skip
PRODUCT_MISSING = Message(
    "authorizing.product_missing", Signal.ATTENTION, "", msg("Say which product this line is about."),
)  # fmt: skip
TOO_MANY_LINES = Message(
    "authorizing.too_many_lines", Signal.ATTENTION, "",
    msg("One authorization has at most {most} lines: enter the rest on another one."),
)  # fmt: skip
NO_DAY = Message("authorizing.no_day", Signal.ATTENTION, "", msg("{text} is not a day: write it as 2027-03-31."))
NOT_PRINTABLE = Message(
    "authorizing.not_printable", Signal.ATTENTION, "",
    msg("This holds a character that cannot be printed: type it again by hand."),
)  # fmt: skip
