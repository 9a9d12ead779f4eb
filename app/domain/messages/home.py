"""Sentences of the home screen."""

from app.domain.messages.core import Message, Signal, msg

FOUND = Message("home.found", Signal.OK, msg("Found"), msg("{text}: {kind}."))
PRODUCT_FOUND = Message(
    "home.product_found",
    Signal.OK,
    msg("{product}"),
    msg("SKU {sku}. In the building: {units}, in cartons: {cartons}."),
    msg("To receive or grade it, scan its paper or its carton"),
)
NOTHING_KNOWN = Message(
    "home.nothing_known",
    Signal.ATTENTION,
    msg("Not known here"),
    msg("Scanned {text}: {kind}. Nothing in Backdock has this code."),
    msg("Scan another code on it, or say below what it is"),
)
NOT_YOUR_STEP = Message(
    "home.not_your_step",
    Signal.STOP,
    msg("Not for your role"),
    msg("Scanned {text}: {kind}. Its next step needs another role."),
    msg("Ask a supervisor, or switch operator"),
)
CODE_ASSIGNED = Message(
    "home.code_assigned",
    Signal.OK,
    msg("{product}"),
    msg("{text} now stands for {quantity} of it."),
    msg("Scan it again, here or on any screen"),
)
UNKNOWN_SKU = Message(
    "home.unknown_sku",
    Signal.STOP,
    msg("Unknown SKU"),
    msg("No product has the SKU {sku}. Nothing was changed."),
    msg("Check the SKU, or create the product"),
)
CODE_TAKEN = Message(
    "home.code_taken",
    Signal.STOP,
    msg("Code taken"),
    msg("{text} already stands for {product}. Nothing was changed."),
    msg("Scan another code on it"),
)
PRODUCT_CREATED = Message(
    "home.product_created",
    Signal.OK,
    msg("{product}"),
    msg("Created with SKU {sku}. {text} stands for one of it."),
    msg("Scan it again, here or on any screen"),
)
SKU_TAKEN = Message(
    "home.sku_taken",
    Signal.STOP,
    msg("SKU taken"),
    msg("SKU {sku} is {product} already. Nothing was changed."),
    msg("Assign the code to it, or choose another SKU"),
)
