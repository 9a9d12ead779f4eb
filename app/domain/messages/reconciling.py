"""Sentences about the three-way match: every difference, and what reconciling, closing and reopening say."""

from app.domain.messages.core import Message, Signal, msg

# Differences; the titles are not shown. {lot_text} is ", 10D9T" or nothing
SHORT = Message(
    "reconciling.short", Signal.ATTENTION, "", msg("{product}{lot_text}: {units} authorized and not received."),
)  # fmt: skip
OVER = Message(
    "reconciling.over", Signal.ATTENTION, "",
    msg("{product}{lot_text}: {units} received beyond what was authorized."),
)  # fmt: skip
WRONG_LOT = Message(
    "reconciling.wrong_lot", Signal.STOP, "",
    msg("{product}{lot_text}: {units} of a lot that was never shipped to {party}."),
)  # fmt: skip
NEVER_SHIPPED = Message(
    "reconciling.never_shipped", Signal.STOP, "",
    msg("{product}{lot_text}: {units} of a product that was never shipped to {party}."),
)  # fmt: skip
UNEXPECTED = Message(
    "reconciling.unexpected", Signal.STOP, "",
    msg("{product}{lot_text}: {units} received that the authorization does not name."),
)  # fmt: skip
EXPIRED = Message(
    "reconciling.expired", Signal.STOP, "", msg("{product}{lot_text}: {units} past the expiry date."),
)  # fmt: skip
LOT_UNREADABLE = Message(
    "reconciling.lot_unreadable", Signal.STOP, "", msg("{product}{lot_text}: {units} without a readable lot."),
)  # fmt: skip
UDI_UNREADABLE = Message(
    "reconciling.udi_unreadable", Signal.STOP, "", msg("{product}: {units} without a readable UDI."),
)  # fmt: skip
NOT_DEFECTIVE = Message(
    "reconciling.not_defective", Signal.ATTENTION, "",
    msg("{product}{lot_text}: {units} claimed as defective and found in working order."),
)  # fmt: skip
DAMAGED = Message(
    "reconciling.damaged", Signal.ATTENTION, "",
    msg("{product}{lot_text}: {units} found damaged, which was not claimed."),
)  # fmt: skip
UNGRADED = Message(
    "reconciling.ungraded", Signal.ATTENTION, "", msg("{product}{lot_text}: {units} still to be graded."),
)  # fmt: skip
NOT_CREDITED = Message(
    "reconciling.not_credited", Signal.ATTENTION, "", msg("{product}{lot_text}: {units} accepted and not credited."),
)  # fmt: skip
OVERCREDITED = Message(
    "reconciling.overcredited", Signal.ATTENTION, "",
    msg("{product}{lot_text}: {units} credited beyond what was accepted."),
)  # fmt: skip

# What was done
RECONCILED = Message(
    "reconciling.reconciled", Signal.OK, msg("{number} is reconciled"),
    msg("{number} of {party} agrees with what came: {units} authorized."), msg("Close it once it is credited"),
)  # fmt: skip
RECONCILED_WITH = Message(
    "reconciling.reconciled_with", Signal.OK, msg("{number} is reconciled"),
    msg("{number} of {party} is reconciled with its differences. Units short: {short}, over: {over}, held: {held}."),
    msg("Close it once it is credited"),
)  # fmt: skip
CLOSED = Message(
    "reconciling.closed", Signal.OK, msg("{number} is closed"),
    msg("Goods and money of {number} agree: {party} is credited {units}."),
)  # fmt: skip
REOPENED = Message(
    "reconciling.reopened", Signal.OK, msg("{number} is open again"),
    msg("{number} of {party} is reconciled and no longer closed: {reason}"), msg("Settle it, then close it again"),
)  # fmt: skip

# Why something is not done
STILL_TO_GRADE = Message(
    "reconciling.still_to_grade", Signal.ATTENTION, msg("{number} cannot be reconciled yet"),
    msg("Of {number}, {units} still wait to be graded. Nothing was changed."), msg("Grade them first"),
)  # fmt: skip
DIFFERS = Message(
    "reconciling.differs", Signal.STOP, msg("{number} cannot be closed"),
    msg(
        "Goods and money of {number} differ. Accepted and not credited: {due}. Credited beyond what was accepted: "
        "{excess}. Still to be graded: {ungraded}. Money open: {money}. Nothing was changed."
    ),
    msg("Issue a credit memo, pay what is open, make a wrong memo void, or grade what waits"),
)  # fmt: skip
