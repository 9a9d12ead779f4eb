"""Sentences about packaging that returns: issued, taken back, washed, repaired, counted in bulk, lost, settled."""

from app.domain.messages.core import Message, Signal, msg

# What the screen does from now on
TAKING_BACK = Message(
    "packaging.taking_back", Signal.READY, msg("Comes back"), msg("What is scanned comes back as {condition}."),
    msg("Scan what comes back"),
)  # fmt: skip
ISSUING = Message(
    "packaging.issuing", Signal.READY, msg("Issue"), msg("What is scanned goes to the party that is chosen."),
    msg("Scan the party, then what goes to it"),
)  # fmt: skip
TENDING = Message(
    "packaging.tending", Signal.READY, msg("Washed or repaired"), msg("What is scanned goes on as {condition}."),
    msg("Scan what was washed or repaired"),
)  # fmt: skip
PARTY_CHOSEN = Message(
    "packaging.party_chosen", Signal.OK, msg("{party}"), msg("{party} has assets of ours: {assets}."),
    msg("Scan the packaging"),
)  # fmt: skip
PUT_ASIDE = Message(
    "packaging.put_aside", Signal.READY, msg("Packaging"), msg("No party is chosen."), msg("Scan what comes back")
)

# One asset
ISSUED = Message(
    "packaging.issued", Signal.OK, msg("{tail} issued"), msg("{name} {grai} is with {party}. Deposit: {deposit}."),
    msg("Scan the next one"),
)  # fmt: skip
BACK = Message(
    "packaging.back", Signal.OK, msg("{tail} back, {condition}"),
    msg("{name} {grai} is back from {party}, which had it since {since}. Deposit credited: {credited}."),
    msg("Put it in {place}, then scan the next one"),
)  # fmt: skip
BACK_TO_WASH = Message(
    "packaging.back_to_wash", Signal.OK, msg("{tail} back, to the wash"),
    msg("{name} {grai} is back from {party}. Trips since its last wash: {trips}. Deposit credited: {credited}."),
    msg("Put it in {place} for the wash, then scan the next one"),
)  # fmt: skip
FOUND = Message(
    "packaging.found", Signal.ATTENTION, msg("{tail} was lost"),
    msg("{name} {grai} was written off as lost on {since} and is back from {party}. Deposit credited: {credited}."),
    msg("Put it in {place}, then scan the next one"),
)  # fmt: skip
TENDED = Message(
    "packaging.tended", Signal.OK, msg("{tail}: {state}"), msg("{name} {grai} goes on as {state}."),
    msg("Put it in {place}, then scan the next one"),
)  # fmt: skip
SCRAPPED = Message(
    "packaging.scrapped", Signal.OK, msg("{tail} to the stream"),
    msg("{name} {grai} cannot be used again: {material}."),
    msg("Put it in {place} with the {material}, then scan the next one"),
)  # fmt: skip
ALREADY_WITH = Message(
    "packaging.already_with", Signal.DUPLICATE, msg("Issued before"),
    msg("{name} {grai} is with {party} since {since}."), msg("Scan the next one"),
)  # fmt: skip
ALREADY_HERE = Message(
    "packaging.already_here", Signal.DUPLICATE, msg("Here before"), msg("{name} {grai} is {state} since {since}."),
    msg("Scan the next one; scan the issue code to issue it"),
)  # fmt: skip
OF_ANOTHER = Message(
    "packaging.of_another", Signal.ATTENTION, msg("Issued to {holder}"),
    msg("{name} {grai} was issued to {holder}, which has it since {since}, and {party} brings it."),
    msg("Scan the confirm code to take it back from {holder}, or scan the next one"),
)  # fmt: skip
WITH_ANOTHER = Message(
    "packaging.with_another", Signal.STOP, msg("With {holder}"),
    msg("{name} {grai} is with {holder} since {since}. Nothing was changed."),
    msg("Scan the take-back code and take it back first"),
)  # fmt: skip
NOT_NOW = Message(
    "packaging.not_now", Signal.STOP, msg("Not now"),
    msg("{name} {grai} is {state} since {since}. Nothing was changed."),
    msg("Set it aside for the office, or scan the next one"),
)  # fmt: skip
NOT_READY = Message(
    "packaging.not_ready", Signal.STOP, msg("Not ready"),
    msg("{name} {grai} is {state} since {since}. It was not issued."),
    msg("Issue another one; when it is ready, scan the code for washed or repaired, then it"),
)  # fmt: skip
NOT_OURS = Message(
    "packaging.not_ours", Signal.STOP, msg("Not ours"),
    msg("Scanned {text}: none of our packaging has this number. Nothing was taken in."),
    msg("Leave it with the driver, or ask the office to register it"),
)  # fmt: skip
PARTY_FIRST = Message(
    "packaging.party_first", Signal.STOP, msg("Who has it?"),
    msg("Scanned {text}, and no party is chosen. Nothing was changed."),
    msg("Scan the party by its code, its GLN or its authorization, then the packaging again"),
)  # fmt: skip
EXPECTED = Message(
    "packaging.expected", Signal.STOP, msg("Scan packaging"),
    msg("Scanned {text}: {kind}. A GRAI, a type of packaging or a party was expected."),
    msg("Scan the code on the packaging"),
)  # fmt: skip
OVERTAKEN = Message(
    "packaging.overtaken", Signal.STOP, msg("Changed meanwhile"),
    msg("{who} was first with {grai} at {since}: it is {state}. Nothing was changed."), msg("Scan it again"),
)  # fmt: skip

# Bulk material
HOW_MUCH = Message(
    "packaging.how_much", Signal.ATTENTION, msg("How much?"), msg("{name} is counted in bulk, in {unit}."),
    msg("Enter or scan how much, then go on"),
)  # fmt: skip
NO_QUANTITY = Message(
    "packaging.no_quantity", Signal.STOP, msg("How much?"),
    msg("Scanned {text}. A whole number from 1 to {most} was expected. Nothing was changed."),
    msg("Scan {name} again, then enter how much"),
)  # fmt: skip
ONE_BY_ONE = Message(
    "packaging.one_by_one", Signal.STOP, msg("One by one"),
    msg("{name} is counted one by one, and {text} names the type alone. Nothing was changed."),
    msg("Scan the GRAI with its serial on each one"),
)  # fmt: skip
NOT_TENDED = Message(
    "packaging.not_tended", Signal.STOP, msg("In bulk"),
    msg("{name} is counted in bulk: what is washed and repaired has a GRAI of its own. Nothing was changed."),
    msg("Scan the take-back or the issue code first"),
)  # fmt: skip
BULK_ISSUED = Message(
    "packaging.bulk_issued", Signal.OK, msg("{name} issued"),
    msg("{quantity} {unit} of {name} went to {party}, which has {balance} {unit} now. Deposit: {deposit}."),
    msg("Scan what goes next"),
)  # fmt: skip
BULK_BACK = Message(
    "packaging.bulk_back", Signal.OK, msg("{name} back, {condition}"),
    msg("{quantity} {unit} of {name} came back from {party}, which has {balance} {unit} now. Credited: {credited}."),
    msg("Put it in {place}, then scan what comes next"),
)  # fmt: skip
MORE_THAN_OUT = Message(
    "packaging.more_than_out", Signal.STOP, msg("More than it has"),
    msg("{party} has {balance} {unit} of {name}, and {quantity} were entered. Nothing was changed."),
    msg("Count again, and enter no more than it has; set the rest aside for the office"),
)  # fmt: skip
MOVED_SINCE = Message(
    "packaging.moved_since", Signal.STOP, msg("Too late"),
    msg("{name} of this act came back from {party} since. Nothing was taken back."),
    msg("Take that return back first"),
)  # fmt: skip

# In the office
WRITTEN_OFF = Message(
    "packaging.written_off", Signal.OK, msg("Written off"),
    msg("{what} of {party} counts as lost. Deposit kept: {deposit}."), msg("Settle the balance of {party}"),
)  # fmt: skip
NOT_OUT = Message(
    "packaging.not_out", Signal.STOP, msg("Not out"),
    msg("{grai} is {state} since {since}: only what is issued can be lost. Nothing was changed."),
    msg("Look at the asset again"),
)  # fmt: skip
SETTLED = Message(
    "packaging.settled", Signal.OK, msg("Settled"), msg("{party} is settled: {amount}, reference {reference}."),
    msg("Nothing is left to do"),
)  # fmt: skip
NOTHING_OPEN = Message(
    "packaging.nothing_open", Signal.STOP, msg("Nothing to settle"),
    msg("Nobody owes anything for the packaging of {party}. Nothing was posted."), msg("Look at its statement"),
)  # fmt: skip
CHANGED_BEFORE = Message(
    "packaging.changed_before", Signal.STOP, msg("Changed meanwhile"),
    msg("{party} comes to {amount} by now, and the page showed {seen}. Nothing was posted."),
    msg("Look at the statement again, then settle it"),
)  # fmt: skip
NEEDS_REFERENCE = Message(
    "packaging.needs_reference", Signal.STOP, msg("Reference missing"),
    msg("A payment has a number, and none was entered. Nothing was posted."), msg("Enter the number of the payment"),
)  # fmt: skip
NOT_YOURS = Message(
    "packaging.not_yours", Signal.STOP, msg("Not for you"),
    msg("Types, losses and deposits are the office's. Nothing was changed."), msg("Ask the office or a supervisor"),
)  # fmt: skip
UNKNOWN = Message(
    "packaging.unknown", Signal.STOP, msg("Not here"), msg("This page names packaging or a party that is not here."),
    msg("Open the list again"),
)  # fmt: skip
TYPE_KEPT = Message(
    "packaging.type_kept", Signal.OK, msg("Kept"), msg("{code} is kept."), msg("Import its assets, or scan them")
)
TYPE_CHANGED = Message(
    "packaging.type_changed", Signal.STOP, msg("Changed meanwhile"),
    msg("{who} changed {code} on {when}. What you entered was not kept."), msg("Look at it as it is now"),
)  # fmt: skip
TYPE_WRONG = Message(
    "packaging.type_wrong", Signal.STOP, msg("Not kept"), msg("Fields to put right: {count}."),
    msg("Put them right, then save again"),
)  # fmt: skip
CODE_TAKEN = Message(
    "packaging.code_taken", Signal.ATTENTION, msg("Taken"), msg("Another type has the code {got}. Enter another one.")
)
ASSET_TYPE_TAKEN = Message(
    "packaging.asset_type_taken", Signal.ATTENTION, msg("Taken"),
    msg("Another type has the asset type {got}. Enter the one of this type."),
)  # fmt: skip
NO_CODE = Message(
    "packaging.no_code", Signal.ATTENTION, msg("Code"), msg("Enter a code: letters, digits and hyphens, 2 to 20.")
)
NO_ASSET_TYPE = Message(
    "packaging.no_asset_type", Signal.ATTENTION, msg("Asset type"),
    msg("Enter the 13 digits of the GRAI asset type with its check digit, got {got}."),
)  # fmt: skip

# Importing assets
GRAI_OF_OTHER_TYPE = Message(
    "packaging.grai_of_other_type", Signal.ATTENTION, msg("Other type"),
    msg("{grai} is of asset type {got}, and {code} has {expected}. Enter the type of this asset."),
)  # fmt: skip
NO_TYPE = Message(
    "packaging.no_type", Signal.ATTENTION, msg("No type"),
    msg("No type of packaging that is counted one by one is called {got}. Enter its code."),
)  # fmt: skip
