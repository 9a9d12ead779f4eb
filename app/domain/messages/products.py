"""Sentences about products: what was kept of one, and why not."""

from app.domain.messages.core import Message, Signal, msg

CREATED = Message(
    "products.created", Signal.OK, msg("{product}"), msg("Made under SKU {sku}."),
    msg("It is known at the dock from now on"),
)  # fmt: skip
CHANGED = Message("products.changed", Signal.OK, msg("{product}"), msg("SKU {sku} is changed."))
UNCHANGED = Message(
    "products.unchanged", Signal.READY, msg("Nothing changed"), msg("SKU {sku} says the same as before."),
)  # fmt: skip
WRONG = Message(
    "products.wrong", Signal.ATTENTION, msg("Not kept"),
    msg("The product is not kept: {count} to put right."), msg("Look at the marked fields"),
)  # fmt: skip
UNKNOWN = Message(
    "products.unknown", Signal.STOP, msg("Not there"), msg("No product has this id. Nothing was changed."),
    msg("Open the list of products"),
)  # fmt: skip
TAKEN = Message(
    "products.taken", Signal.STOP, msg("SKU taken"),
    msg("SKU {sku} of {owner} is {product} already. Nothing was changed."),
    msg("Open that product, or choose another SKU"),
)  # fmt: skip
OVERTAKEN = Message(
    "products.overtaken", Signal.STOP, msg("Changed meanwhile"),
    msg("An import or another system changed SKU {sku} since this page was opened. Nothing was changed here."),
    msg("Look at what it says now, then decide again"),
)  # fmt: skip
OVERTAKEN_BY = Message(
    "products.overtaken_by", Signal.STOP, msg("{who} was first"),
    msg("{who} changed SKU {sku} at {when}. Nothing was changed here."),
    msg("Look at what it says now, then decide again"),
)  # fmt: skip
PACKED = Message(
    "products.packed", Signal.OK, msg("Pack kept"), msg("{code} stands for {quantity} of {product}."),
    msg("Scan it at the dock"),
)  # fmt: skip
PACK_TAKEN = Message(
    "products.pack_taken", Signal.STOP, msg("Code taken"),
    msg("{code} already stands for {product}. Nothing was changed."), msg("Enter another code"),
)  # fmt: skip
PACK_CODE = Message(
    "products.pack_code", Signal.ATTENTION, msg("Not a code"),
    msg("{code} cannot be a code of a pack. Expected: a GTIN, or 3 to 48 characters without blanks."),
    msg("Scan it, or type it as it is printed"),
)  # fmt: skip
PACK_QUANTITY = Message(
    "products.pack_quantity", Signal.ATTENTION, msg("How many?"),
    msg("A pack stands for 1 to {most} base units, got {got}."), msg("Enter a whole number"),
)  # fmt: skip
UNPACKED = Message(
    "products.unpacked", Signal.OK, msg("Pack taken off"), msg("{code} no longer stands for {product}."),
)  # fmt: skip
PACK_GONE = Message(
    "products.pack_gone", Signal.STOP, msg("Not there"),
    msg("This pack is not the product's any more. Nothing was changed."),
    msg("Look at its packs"),
)  # fmt: skip

# At the fields of the form
NEEDED = Message("products.needed", Signal.ATTENTION, msg("Missing"), msg("This is needed."))
NOT_A_GTIN = Message(
    "products.not_a_gtin", Signal.ATTENTION, msg("Not a GTIN"),
    msg("{got} is no GTIN: 8, 12, 13 or 14 digits, the last of them its check digit."),
)  # fmt: skip
NOT_AN_AMOUNT = Message(
    "products.not_an_amount", Signal.ATTENTION, msg("Not an amount"), msg("{got} is no amount: write it as 12.50."),
)  # fmt: skip
NOT_A_NUMBER = Message(
    "products.not_a_number", Signal.ATTENTION, msg("Not a number"), msg("{got} is no whole number from 0 to {most}."),
)  # fmt: skip
NOT_A_CURRENCY = Message(
    "products.not_a_currency", Signal.ATTENTION, msg("Not a currency"),
    msg("{got} is no currency: three letters, such as USD."),
)  # fmt: skip
NO_PARTY = Message("products.no_party", Signal.ATTENTION, msg("Unknown"), msg("Nobody here is called {got}."))
NOT_PLAIN = Message(
    "products.not_plain", Signal.ATTENTION, msg("Not readable"), msg("This holds characters that nobody can read."),
)  # fmt: skip
