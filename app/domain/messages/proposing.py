"""Why unsold goods should go where they should go; the titles are not shown."""

from app.domain.messages.core import Message, Signal, msg

VENDOR_TAKES_BACK = Message(
    "proposing.vendor_takes_back", Signal.READY, "",
    msg("Within {agreement}: the vendor credits {credit}, {ahead} more than the next way: {runner_up}."),
)  # fmt: skip
VENDOR_BRINGS_LESS = Message(
    "proposing.vendor_brings_less", Signal.READY, "",
    msg("Within {agreement}: the vendor credits {credit}. Another way would bring {ahead} more: {runner_up}."),
)  # fmt: skip
LIQUIDATED = Message(
    "proposing.liquidated", Signal.READY, "",
    msg("{because} Liquidation brings {net}; next is {runner_up} with {other}."),
)  # fmt: skip
DONATED = Message(
    "proposing.donated", Signal.READY, "",
    msg("{because} Hard to sell, still good to be given: {net}; next is {runner_up} with {other}."),
)  # fmt: skip
RECYCLED = Message(
    "proposing.recycled", Signal.READY, "",
    msg("{because} Neither sold nor given, so recycled: {net}; next is {runner_up} with {other}."),
)  # fmt: skip
DESTROYED = Message(
    "proposing.destroyed", Signal.READY, "",
    msg("{because} Nothing else is left: {net}; next is {runner_up} with {other}."),
)  # fmt: skip

# Why not to the vendor
NO_AGREEMENT = Message("proposing.no_agreement", Signal.READY, "", msg("No agreement takes it back."))
QUOTA_USED = Message("proposing.quota_used", Signal.READY, "", msg("The quota of {agreement} is used up."))
BELOW_MINIMUM = Message(
    "proposing.below_minimum", Signal.READY, "",
    msg("{agreement} takes returns of {least} or more; all that could go from here is worth {value}."),
)  # fmt: skip
