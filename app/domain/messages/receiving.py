"""Sentences of the receiving screen."""

from app.domain.messages.core import Message, Signal, msg

READY = Message(
    "receiving.ready",
    Signal.READY,
    msg("Scan a carton plate"),
    msg("Receipt {receipt} is open."),
    msg("Scan the plate of the carton, or a new tote"),
)
OPENED = Message(
    "receiving.opened",
    Signal.OK,
    msg("{number}"),
    msg("Receipt {receipt} is open for {party}."),
    msg("Scan the plate of the first carton"),
)
OPENED_BLIND = Message(
    "receiving.opened_blind",
    Signal.OK,
    msg("Blind receipt"),
    msg("Receipt {receipt} is open without paper. Goods are held until they are matched."),
    msg("Scan the plate of the first carton"),
)
JOINED = Message(
    "receiving.joined",
    Signal.OK,
    msg("{number}"),
    msg("Receipt {receipt} is already open: you work on it together."),
    msg("Scan the plate of a carton"),
)
NOT_RECEIVABLE = Message(
    "receiving.not_receivable",
    Signal.STOP,
    msg("Not to be received"),
    msg("{number} is {state}: goods cannot be received against it."),
    msg("Call the returns office, or receive blind"),
)
UNKNOWN_PAPER = Message(
    "receiving.unknown_paper",
    Signal.STOP,
    msg("Unknown paper"),
    msg("Scanned {text}: no authorization, order or tracking number is known by it."),
    msg("Scan another code on the paper, or receive blind"),
)
REOPENED = Message(
    "receiving.reopened", Signal.OK, msg("Receipt {receipt} is open again"),
    msg("What it counted can be taken back or added to. Until it is closed nothing is owed for it."),
    msg("Take back or count, then close it"),
)  # fmt: skip
STILL_OPEN = Message(
    "receiving.still_open", Signal.DUPLICATE, msg("Still open"),
    msg("Receipt {receipt} is not closed. Nothing was changed."), msg("Go on counting"),
)  # fmt: skip
ANOTHER_IS_OPEN = Message(
    "receiving.another_is_open", Signal.STOP, msg("Another receipt is open"),
    msg("{number} is being received by another receipt, so {receipt} stays closed. Nothing was changed."),
    msg("Count in the open one, or close it first"),
)  # fmt: skip
PAPER_WENT_ON = Message(
    "receiving.paper_went_on", Signal.STOP, msg("Not possible now"),
    msg("{number} is {state}: what {receipt} counted was agreed on. Nothing was changed."),
    msg("Scan the paper and receive what is missing, or let the office put it right there"),
)  # fmt: skip
RECEIPT_CLOSED = Message(
    "receiving.receipt_closed",
    Signal.STOP,
    msg("Receipt closed"),
    msg("Receipt {receipt} was closed by {who} at {when}. Nothing was counted."),
    msg("Scan the paper to open a new one"),
)
CARTON_OPENED = Message(
    "receiving.carton_opened",
    Signal.OK,
    msg("Carton {tail}"),
    msg("Carton {lpn} is open."),
    msg("Scan the items in it"),
)
CARTON_SWITCHED = Message(
    "receiving.carton_switched",
    Signal.OK,
    msg("Carton {tail}"),
    msg("Carton {lpn} was open already: you continue it."),
    msg("Scan the items in it"),
)
CARTON_NEEDED = Message(
    "receiving.carton_needed",
    Signal.STOP,
    msg("No carton open"),
    msg("Scanned {text}: an item, but no carton is open to take it."),
    msg("Scan the carton's plate first"),
)
CARTON_STILL_OPEN = Message(
    "receiving.carton_still_open",
    Signal.STOP,
    msg("Carton {tail} is open"),
    msg("Scanned plate {text}, but carton {lpn} is still open."),
    msg("Close carton {tail} first, then scan this plate"),
)
CARTON_CLOSED = Message(
    "receiving.carton_closed",
    Signal.OK,
    msg("Carton {tail} closed"),
    msg("Units in carton {lpn}: {units}."),
    msg("Put it in {place}, then scan the next plate"),
)
CARTON_CANCELLED = Message(
    "receiving.carton_cancelled",
    Signal.OK,
    msg("Carton {tail} taken back"),
    msg("Carton {lpn} was empty: it was opened in error."),
    msg("Scan the next plate"),
)
NO_CARTON_TO_CLOSE = Message(
    "receiving.no_carton_to_close",
    Signal.STOP,
    msg("No carton open"),
    msg("There is no open carton to close."),
    msg("Scan a carton plate"),
)
COUNTED = Message(
    "receiving.counted",
    Signal.OK,
    msg("{product}"),
    msg("{counted} of {expected} counted. Lot {lot}, {quantity} now."),
    msg("Scan the next item"),
)
COUNTED_PLAIN = Message(
    "receiving.counted_plain",
    Signal.OK,
    msg("{product}"),
    msg("{counted} of {expected} counted, {quantity} now."),
    msg("Scan the next item"),
)
COUNTED_OVER = Message(
    "receiving.counted_over",
    Signal.ATTENTION,
    msg("{over} over kept"),
    msg("{product}: {counted} counted, {expected} expected on {number}. It goes on the difference report."),
    msg("Scan the next item"),
)
COUNTED_BLIND = Message(
    "receiving.counted_blind",
    Signal.OK,
    msg("{product}"),
    msg("{counted} counted without paper, {quantity} now. Held until matched."),
    msg("Scan the next item"),
)
COUNTED_HELD = Message(
    "receiving.counted_held",
    Signal.ATTENTION,
    msg("Held: {reason}"),
    msg("{product}: {quantity} received on hold in quarantine carton {lpn} at {place}."),
    msg("Scan the next item"),
)
OVER = Message(
    "receiving.over",
    Signal.ATTENTION,
    msg("{over} over"),
    msg("{product}{lot_text}: {counted} with this, {expected} expected on {number}. Not counted yet."),
    msg("Keep it with the button or the confirm code, or undo"),
)
OTHER_LOT = Message(
    "receiving.other_lot",
    Signal.ATTENTION,
    msg("Other lot"),
    msg("{product}: lot {lot} was shipped to {party}, but {number} does not name it. Not counted yet."),
    msg("Keep it with the button or the confirm code, or undo"),
)
UNEXPECTED = Message(
    "receiving.unexpected",
    Signal.STOP,
    msg("Not on the paper"),
    msg("{product} is not on {number}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)
WRONG_LOT = Message(
    "receiving.wrong_lot",
    Signal.STOP,
    msg("Wrong lot"),
    msg("{product}: lot {lot} was never shipped to {party}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)
EXPIRED = Message(
    "receiving.expired",
    Signal.STOP,
    msg("Expired"),
    msg("{product}{lot_text} expired on {expiry}. Not counted into this carton."),
    msg("Put it in quarantine carton {lpn} at {place}"),
)
ALREADY_RECEIVED = Message(
    "receiving.already_received",
    Signal.DUPLICATE,
    msg("Already received"),
    msg("{product} with serial {serial} is in carton {lpn} since {when}. Not counted again."),
    msg("Scan the next item"),
)
LOT_NEEDED = Message(
    "receiving.lot_needed",
    Signal.ATTENTION,
    msg("Lot needed"),
    msg("{product}. This barcode carries no lot."),
    msg("Scan the lot barcode next to it"),
)
EXPIRY_NEEDED = Message(
    "receiving.expiry_needed",
    Signal.ATTENTION,
    msg("Expiry needed"),
    msg("{product}, lot {lot}. The expiry date is not known."),
    msg("Scan the expiry barcode, or type the date"),
)
EXPIRY_DIFFERS = Message(
    "receiving.expiry_differs",
    Signal.ATTENTION,
    msg("Other expiry"),
    msg("{product}, lot {lot}: the code says {expiry}, the shipment said {shipped}. Not counted yet."),
    msg("Compare with the print. Keep it with the button or the confirm code, or undo"),
)
SERIAL_NEEDED = Message(
    "receiving.serial_needed",
    Signal.ATTENTION,
    msg("Serial needed"),
    msg("{product}. This barcode carries no serial number."),
    msg("Scan the serial barcode next to it"),
)
SEALED = Message(
    "receiving.sealed",
    Signal.ATTENTION,
    msg("Sealed?"),
    msg("{product}: case of {quantity}. Count the case only if it is sealed."),
    msg("Confirm that it is sealed, or scan the units one by one"),
)
REFUSED_GOODS = Message(
    "receiving.refused_goods",
    Signal.OK,
    msg("Stays with the driver"),
    msg("{product}{lot_text}: refused at the door and recorded, not counted."),
    msg("Scan the next item"),
)
NO_QUARANTINE = Message(
    "receiving.no_quarantine",
    Signal.STOP,
    msg("No quarantine carton"),
    msg("This site has no quarantine carton to take held goods. Nothing was counted."),
    msg("Call a supervisor"),
)
CARTONS_STILL_OPEN = Message(
    "receiving.cartons_still_open",
    Signal.STOP,
    msg("Cartons open"),
    msg("Receipt {receipt} has open cartons: {lpns}."),
    msg("Close them first, then close the receipt"),
)
DIFFERENCES = Message(
    "receiving.differences",
    Signal.ATTENTION,
    msg("Differences"),
    msg("{number}: over {over}, short {short}, held {held}. Not closed yet."),
    msg("Read the list, then close with these differences"),
)
CLOSED = Message(
    "receiving.closed",
    Signal.OK,
    msg("Receipt closed"),
    msg("{receipt} has no differences. Units: {units}, cartons: {cartons}."),
    msg("Scan the next paper"),
)
CLOSED_WITH_DIFFERENCES = Message(
    "receiving.closed_with_differences",
    Signal.ATTENTION,
    msg("Closed with differences"),
    msg("{receipt}: over {over}, short {short}, held {held}. The supervisor was told."),
    msg("Print the report, then scan the next paper"),
)
TOO_MANY = Message(
    "receiving.too_many",
    Signal.STOP,
    msg("Too many at once"),
    msg("{product}: the code says {quantity} units, and at most {most} are counted at once."),
    msg("Count them in parts, or call a supervisor"),
)
DAMAGE_NOTED = Message(
    "receiving.damage_noted",
    Signal.OK,
    msg("Photo kept"),
    msg("The photo stands with {product} in carton {lpn}."),
    msg("Scan the next item"),
)
PHOTO_NEEDS_ITEM = Message(
    "receiving.photo_needs_item",
    Signal.STOP,
    msg("Nothing to show"),
    msg("A photo belongs to an item, but none was counted yet."),
    msg("Scan the item first, then take its photo"),
)
