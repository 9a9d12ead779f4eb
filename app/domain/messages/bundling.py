"""Sentences about sale bundles: built by scan, offered, sold, paid."""

from app.domain.messages.core import Message, Signal, msg

# Building
BEGUN = Message(
    "bundling.begun", Signal.OK, msg("{number} begun"),
    msg("Carton {lpn} is the first of sale bundle {number}: {units}, estimated at {estimate}."),
    msg("Scan the next carton that goes into it"),
)  # fmt: skip
ADDED = Message(
    "bundling.added", Signal.OK, msg("Carton {tail} added"),
    msg("Carton {lpn} goes with sale bundle {number}: {units} in all, estimated at {estimate}."),
    msg("Scan the next carton"),
)  # fmt: skip
TAKEN_UP = Message(
    "bundling.taken_up", Signal.OK, msg("{number}"),
    msg("Sale bundle {number} holds {units}, estimated at {estimate}."),
    msg("Scan the next carton that goes into it, or one in it to take it out"),
)  # fmt: skip
OUT = Message(
    "bundling.out", Signal.OK, msg("Carton {tail} out"),
    msg("Carton {lpn} is part of no sale bundle. Left in {number}: {units}."), msg("Scan the next carton"),
)  # fmt: skip
PUT_ASIDE = Message(
    "bundling.put_aside", Signal.READY, msg("Sale bundles"), msg("No sale bundle is chosen."),
    msg("Scan a carton of one, or a carton to begin one"),
)  # fmt: skip
ALREADY_IN = Message(
    "bundling.already_in", Signal.DUPLICATE, msg("Already in it"),
    msg("Carton {lpn} is part of sale bundle {number}."),
    msg("Scan the next carton; the confirm code takes this one out"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "bundling.plate_expected", Signal.STOP, msg("Scan a carton"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton or pallet that is to be liquidated."),
    msg("Scan the plate on it"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "bundling.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("No open carton here has the plate {text}. Nothing was added."), msg("Scan another carton"),
)  # fmt: skip
NOT_THERE = Message(
    "bundling.not_there", Signal.STOP, msg("Not in its place"),
    msg("Carton {lpn} is {state} at {place}. A sale bundle is made of what was put down in zone L."),
    msg("Route it there first, or leave it out"),
)  # fmt: skip
LOCKED = Message(
    "bundling.locked", Signal.STOP, msg("Locked"),
    msg("Carton {lpn} holds goods that are locked: {reason}. They are not sold."),
    msg("Split them out or have them released, or leave the carton out"),
)  # fmt: skip
OTHER_CODE = Message(
    "bundling.other_code", Signal.STOP, msg("Not to be liquidated"),
    msg("Carton {lpn} holds goods that were decided otherwise: {codes}. Only what is to be liquidated is sold so."),
    msg("Take those to where they belong, or leave the carton out"),
)  # fmt: skip
OTHER_BUNDLE = Message(
    "bundling.other_bundle", Signal.STOP, msg("In another bundle"),
    msg("Carton {lpn} is part of sale bundle {other}, which is {state}. It was not added to {number}."),
    msg("Take it out of {other} first, or scan another carton"),
)  # fmt: skip
OTHER_OWNER = Message(
    "bundling.other_owner", Signal.STOP, msg("Another owner"),
    msg("Goods in carton {lpn} are not of the owner and currency that sale bundle {number} is sold for."),
    msg("Put it into a bundle of its own"),
)  # fmt: skip
NOT_BUILT_ON = Message(
    "bundling.not_built_on", Signal.STOP, msg("Not open"),
    msg("Sale bundle {number} is {state}: what it holds stays as it was offered. Nothing was changed."),
    msg("Have the office open it again, or begin another bundle"),
)  # fmt: skip
NOT_IN_IT = Message(
    "bundling.not_in_it", Signal.STOP, msg("Not in it"),
    msg("Carton {lpn} is not part of sale bundle {number} any more. Nothing was changed."),
    msg("Scan the next carton"),
)  # fmt: skip
STAYS = Message(
    "bundling.stays", Signal.STOP, msg("Part of a sale bundle"),
    msg("Carton {lpn} is part of sale bundle {number}, which is {state}: its goods stay as they are."),
    msg("Take it out of the bundle first, or scan another carton"),
)  # fmt: skip

# On a load
NOT_SOLD = Message(
    "bundling.not_sold", Signal.STOP, msg("Not sold yet"),
    msg("Sale bundle {number} is {state}: nothing of it goes on {load}."),
    msg("Sell it first, or open it again and take the carton out"),
)  # fmt: skip
OTHER_BUYER = Message(
    "bundling.other_buyer", Signal.STOP, msg("Sold to another"),
    msg("Sale bundle {number} was sold to {party}: nothing of it goes on {load}."), msg("Put it on a load to {party}"),
)  # fmt: skip
NOT_AS_SOLD = Message(
    "bundling.not_as_sold", Signal.STOP, msg("Not what was sold"),
    msg("Carton {lpn} does not hold what was sold with {number}: it does not go on {load}."),
    msg("Have the office open the bundle again, and sell what is left"),
)  # fmt: skip

# In the office
OFFERED = Message(
    "bundling.offered", Signal.OK, msg("Offered"),
    msg("{number} is offered to {party} for {amount}. Estimated net recovery: {estimate}."),
)  # fmt: skip
REOPENED = Message(
    "bundling.reopened", Signal.OK, msg("Open again"),
    msg("{number} can be built on. What it was offered for counts no more."),
)  # fmt: skip
CANCELLED = Message(
    "bundling.cancelled", Signal.OK, msg("Cancelled"), msg("{number} is given up. Its cartons are part of none now."),
)  # fmt: skip
SOLD = Message(
    "bundling.sold", Signal.OK, msg("Sold"),
    msg("{party} buys {number} for {amount}. Estimated net recovery was {estimate}."),
)  # fmt: skip
PAID = Message(
    "bundling.paid", Signal.OK, msg("Payment noted"),
    msg("{party} paid {amount} for {number}. It has brought {total} so far."),
)  # fmt: skip
PAYMENT_REVERSED = Message(
    "bundling.payment_reversed", Signal.OK, msg("Payment taken back"),
    msg("{amount} for {number} did not come: {reason}. It has brought {total} so far."),
)  # fmt: skip
UNKNOWN = Message(
    "bundling.unknown", Signal.STOP, msg("No such bundle"), msg("There is no such sale bundle at this site."),
    msg("Look under Sale bundles"),
)  # fmt: skip
NOT_NOW = Message(
    "bundling.not_now", Signal.ATTENTION, msg("Not now"),
    msg("{number} is {state}, so this is not possible: {move}. Nothing was changed."),
    msg("Look at the bundle as it is now"),
)  # fmt: skip
OVERTAKEN = Message(
    "bundling.overtaken", Signal.ATTENTION, msg("Changed meanwhile"),
    msg("{who} changed {number} at {when}: it is {state}. Yours was not saved."),
    msg("Look at it as it is now, then do it again"),
)  # fmt: skip
NO_BUYER = Message(
    "bundling.no_buyer", Signal.ATTENTION, msg("Who buys it?"),
    msg("Nothing was changed on {number}: a liquidator has to be named."), msg("Choose the liquidator"),
)  # fmt: skip
EMPTY = Message(
    "bundling.empty", Signal.ATTENTION, msg("Nothing in it"),
    msg("{number} holds no goods, so there is nothing to offer."), msg("Scan cartons into it, or cancel it"),
)  # fmt: skip
GOODS_CHANGED = Message(
    "bundling.goods_changed", Signal.STOP, msg("Not what was offered"),
    msg("Goods of {number} have been moved, locked or taken out since it was offered: carton {lpn}. It was not sold."),
    msg("Open it again, and offer what is left"),
)  # fmt: skip
LOADED = Message(
    "bundling.loaded", Signal.STOP, msg("On a load"),
    msg("Carton {lpn} of {number} is loaded already. It was not opened again."), msg("Take it off the load first"),
)  # fmt: skip
HAS_PAYMENTS = Message(
    "bundling.has_payments", Signal.ATTENTION, msg("Paid already"),
    msg("{number} has brought {total}. It was not opened again."), msg("Take the payments back first"),
)  # fmt: skip
NOT_A_PAYMENT = Message(
    "bundling.not_a_payment", Signal.ATTENTION, msg("Not now"),
    msg("This is no payment for {number} that still counts. Nothing was changed."),
    msg("Look at what was paid as it is now"),
)  # fmt: skip
