"""Sentences about customs entries: what was done to one, and why something is not done."""

from app.domain.messages.core import Message, Signal, msg

# What was done
KEPT = Message(
    "customs.kept", Signal.OK, msg("{entry} is kept"),
    msg("{entry} brought in {units}. Its last day is {due}."), msg("Say which authorizations come under it"),
)  # fmt: skip
RECTIFIED = Message(
    "customs.rectified", Signal.OK, msg("{entry} is rectified"),
    msg("{entry} now brings in {units}. Its last day is {due}."),
)  # fmt: skip
CANCELLED = Message(
    "customs.cancelled", Signal.OK, msg("{entry} is cancelled"), msg("Nothing came under {entry}, and nothing will."),
)  # fmt: skip
LINKED = Message(
    "customs.linked", Signal.OK, msg("{number} imports temporarily"),
    msg("Goods of {number} are received under {entry} from now on."),
)  # fmt: skip
UNLINKED = Message(
    "customs.unlinked", Signal.OK, msg("{number} no longer names {entry}"),
    msg("What came before stays under {entry}."),
)  # fmt: skip

ALLOCATED = Message(
    "customs.allocated", Signal.OK, msg("Under {entry}"),
    msg("{units} that waited came under {entry}. What stands in quarantine is released there now."),
    msg("Release it in Locked goods"),
)  # fmt: skip

# Why something is not done
UNKNOWN = Message(
    "customs.unknown", Signal.ATTENTION, msg("Not found"), msg("This customs entry does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
NOT_YOURS = Message(
    "customs.not_yours", Signal.STOP, msg("Not for your role"),
    msg("Customs entries are written by another role: {role}. Nothing was changed."), msg("Ask one of them"),
)  # fmt: skip
NOT_NOW = Message(
    "customs.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{entry} is {state}, so this step is not possible: {move}. Nothing was changed."),
    msg("Look at what it says now"),
)  # fmt: skip
OVERTAKEN = Message(
    "customs.overtaken", Signal.STOP, msg("{who} was first"),
    msg("{entry} was changed by {who} at {when}: it is {state} now. Nothing of yours was kept."),
    msg("Look at what it says now, then change it again"),
)  # fmt: skip
KNOWN = Message(
    "customs.known", Signal.DUPLICATE, msg("Known already"),
    msg("{entry} is here already. Nothing was kept."), msg("Open it in the list, and rectify it if it says less"),
)  # fmt: skip
WRONG = Message(
    "customs.wrong", Signal.ATTENTION, msg("Something is not right"),
    msg("The entry was not kept. Entries to put right: {count}."), msg("Put them right, then save again"),
)  # fmt: skip
GOODS_CAME = Message(
    "customs.goods_came", Signal.STOP, msg("Goods came under it"),
    msg("{entry} was left as it is: {units} were received under it."), msg("Rectify it, or discharge what came"),
)  # fmt: skip
BELOW_RECEIVED = Message(
    "customs.below_received", Signal.STOP, msg("Less than was received"),
    msg("Of {product} it would bring in {units}, and {received} came under it or are discharged. Nothing was changed."),
    msg("Enter what the rectified entry says"),
)  # fmt: skip
NEEDS_RECTIFICATION = Message(
    "customs.needs_rectification", Signal.ATTENTION, msg("Its rectification is missing"),
    msg("{entry} was left as it is: {units} came under it, so only a rectification changes it."),
    msg("Enter the number of the rectification, 15 digits"),
)  # fmt: skip
NO_PAPER = Message(
    "customs.no_paper", Signal.ATTENTION, msg("Not an authorization"),
    msg("{text} is no authorization of this site."),
    msg("Enter the number of the authorization that comes under {entry}"),
)  # fmt: skip
CAME_BEFORE = Message(
    "customs.came_before", Signal.STOP, msg("Goods came before"),
    msg("Of {number} goods came before it named an entry: {units}. It is left as it is."),
    msg("Write a new authorization for what comes under {entry}"),
)  # fmt: skip

NOTHING_WAITS = Message(
    "customs.nothing_waits", Signal.ATTENTION, msg("Nothing to take"),
    msg("Nothing that waits is covered by {entry} as it stands: still without an entry are {units}."),
    msg("Rectify the entry with what came, then take the goods under it"),
)  # fmt: skip

# At the dock
NOT_COVERED = Message(
    "customs.not_covered", Signal.STOP, msg("No entry covers it"),
    msg("{number} imports temporarily, and no customs entry covers all of this: {product}{lot_text}, {units}. "
        "Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)  # fmt: skip
TWO_REGIMES = Message(
    "customs.two_regimes", Signal.STOP, msg("Two customs regimes"),
    msg("{product} is {regime}, and carton {lpn} holds goods that are {other}: they never stand together. "
        "Nothing was moved."),
    msg("Take another carton"),
)  # fmt: skip

TWO_REGIMES_ON_PALLET = Message(
    "customs.two_regimes_on_pallet", Signal.STOP, msg("Two customs regimes"),
    msg("Goods in {lpn} are {regime}, and pallet {pallet} carries goods that are {other}: they never stand together. "
        "Nothing was moved."),
    msg("Take another pallet"),
)  # fmt: skip

# What is wrong with one field; the title is not shown
NOT_A_PEDIMENTO = Message(
    "customs.not_a_pedimento", Signal.ATTENTION, "",
    msg("{text} is not the number of a customs entry: enter its 15 digits, such as 26 24 3421 6001234."),
)  # fmt: skip
NO_OFFICE = Message(
    "customs.no_office", Signal.ATTENTION, "",
    msg("{text} names no customs office or no patent: digits 3 and 4 are the office, 5 to 8 the patent."),
)  # fmt: skip
OTHER_YEAR = Message(
    "customs.other_year", Signal.ATTENTION, "",
    msg("{text} cannot be: numbers of its year begin with {expected}, not with {got}. Compare it with the paper."),
)  # fmt: skip
NO_LINES = Message(
    "customs.no_lines", Signal.ATTENTION, "", msg("Enter what the entry brought in, of one product at least."),
)  # fmt: skip
WRONG_KEY = Message(
    "customs.wrong_key", Signal.ATTENTION, "",
    msg("{text} is no key of an entry: it has two letters or digits, such as IN."),
)  # fmt: skip
WRONG_CURRENCY = Message(
    "customs.wrong_currency", Signal.ATTENTION, "", msg("{text} is no currency: it has three letters, such as USD."),
)  # fmt: skip
CLEARED_LATER = Message(
    "customs.cleared_later", Signal.ATTENTION, "",
    msg("{day} has not come yet: enter the day on which customs let it pass."),
)  # fmt: skip
DUE_BEFORE = Message(
    "customs.due_before", Signal.ATTENTION, "",
    msg("{day} is before {cleared}, the day of its clearance. Left empty it is 18 months later."),
)  # fmt: skip
TWICE = Message(
    "customs.twice", Signal.ATTENTION, "", msg("{product} stands on another line too: enter it once, with all of it."),
)  # fmt: skip
WRONG_FRACTION = Message(
    "customs.wrong_fraction", Signal.ATTENTION, "",
    msg("{text} is no tariff fraction: it has eight digits, such as 8471.30.01."),
)  # fmt: skip
WRONG_NICO = Message(
    "customs.wrong_nico", Signal.ATTENTION, "", msg("{text} is no NICO: it has two digits, such as 00."),
)  # fmt: skip
WRONG_QUANTITY = Message(
    "customs.wrong_quantity", Signal.ATTENTION, "", msg("A quantity is a whole number above zero."),
)  # fmt: skip
WRONG_TARIFF_QUANTITY = Message(
    "customs.wrong_tariff_quantity", Signal.ATTENTION, "",
    msg("A tariff quantity is a number above zero, in kilograms with three decimals at most."),
)  # fmt: skip
WRONG_VALUE = Message(
    "customs.wrong_value", Signal.ATTENTION, "", msg("A value is a number such as 1234.50, not below zero."),
)  # fmt: skip
WRONG_ORIGIN = Message(
    "customs.wrong_origin", Signal.ATTENTION, "", msg("{text} is no country: it has two letters, such as US."),
)  # fmt: skip
OTHER_METHOD = Message(
    "customs.other_method", Signal.ATTENTION, "",
    msg("Fraction {fraction} is discharged {method}: a fraction has one method."),
)  # fmt: skip
NO_DAY = Message("customs.no_day", Signal.ATTENTION, "", msg("{text} is not a day: write it as 2027-03-31."))
NO_PRODUCT = Message(
    "customs.no_product", Signal.ATTENTION, "", msg("{text} is no product here: enter its SKU or its GTIN."),
)  # fmt: skip
NO_OWNER = Message("customs.no_owner", Signal.ATTENTION, "", msg("Say whose goods they are."))
