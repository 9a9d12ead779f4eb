"""Sentences about what ends the regime of temporary imports, and what is lawful until then."""

from app.domain.messages.core import Message, Signal, msg

# What was done
RECORDED = Message(
    "discharging.recorded", Signal.OK, msg("{document} is recorded"), msg("{kind} {document} covers {units}."),
)  # fmt: skip
VOIDED = Message(
    "discharging.voided", Signal.OK, msg("{document} is void"),
    msg("{kind} {document} covers nothing any more: {reason}"),
    msg("Record the right one where goods leave"),
)  # fmt: skip

# Why something is not done
UNKNOWN = Message(
    "discharging.unknown", Signal.ATTENTION, msg("Not found"), msg("This document does not exist here."),
    msg("Look for it in the list"),
)  # fmt: skip
KNOWN = Message(
    "discharging.known", Signal.DUPLICATE, msg("Known already"),
    msg("{kind} {document} is recorded already. Nothing was kept."), msg("Compare the number with the paper"),
)  # fmt: skip
WRONG = Message(
    "discharging.wrong", Signal.ATTENTION, msg("Something is not right"),
    msg("The document was not kept. Entries to put right: {count}."), msg("Put them right, then save again"),
)  # fmt: skip
UNKNOWN_PLATE = Message(
    "discharging.unknown_plate", Signal.ATTENTION, msg("Not here"),
    msg("{lpn} is no carton or pallet that stands here. Nothing was kept."), msg("Compare the plate with the carton"),
)  # fmt: skip
NOTHING_UNDER = Message(
    "discharging.nothing_under", Signal.ATTENTION, msg("Nothing under the regime"),
    msg("Nothing in {plates} is imported temporarily. Nothing was kept."), msg("Compare the plates with the cartons"),
)  # fmt: skip
STANDS_ELSEWHERE = Message(
    "discharging.stands_elsewhere", Signal.STOP, msg("Only a part of it"),
    msg("{product}: {units} that were counted with it stand elsewhere, in {plates}. This document covers all of them "
        "or none. Nothing was kept."),
    msg("Name those cartons too"),
)  # fmt: skip
COVERED_ALREADY = Message(
    "discharging.covered_already", Signal.STOP, msg("Covered already"),
    msg("{product}: documents cover {covered} of the {units} here. Nothing was kept."),
    msg("Leave out what is covered, or make the other document void"),
)  # fmt: skip
BEYOND = Message(
    "discharging.beyond", Signal.STOP, msg("More than is undischarged"),
    msg("{product}: the document covers {units}, and {left} of its fraction are undischarged. Nothing was kept."),
    msg("Look at the balance of its entries"),
)  # fmt: skip
VOID_ALREADY = Message(
    "discharging.void_already", Signal.ATTENTION, msg("Not now"),
    msg("{document} is void since {when}: {who} made it so."), msg("Look at what it says now"),
)  # fmt: skip
NEEDS_REASON = Message(
    "discharging.needs_reason", Signal.ATTENTION, msg("Say why"),
    msg("{document} was left as it is: making it void needs a reason, and none was written."), msg("Write the reason"),
)  # fmt: skip
GOODS_LEFT = Message(
    "discharging.goods_left", Signal.STOP, msg("Goods left on it"),
    msg("{document} was left as it is: {units} of {product} left on the strength of it."),
    msg("Record a document that replaces it first"),
)  # fmt: skip
STANDS_BESIDE = Message(
    "discharging.stands_beside", Signal.STOP, msg("Two customs regimes"),
    msg("{document} was left as it is: its goods stand in {lpn} beside others that would be of another regime."),
    msg("Take them apart first"),
)  # fmt: skip

# What breaks the regime, and what is lawful instead
NOT_SOLD = Message(
    "discharging.not_sold", Signal.STOP, msg("Temporary import"),
    msg("{product} in {lpn} is imported temporarily under {entry}: it is not sold here. Nothing was moved."),
    msg("Return it abroad, or record its change of regime first"),
)  # fmt: skip
NOT_GIVEN = Message(
    "discharging.not_given", Signal.STOP, msg("Temporary import"),
    msg("{product} in {lpn} is imported temporarily under {entry}: it is not given away. Nothing was moved."),
    msg("Record its donation or its change of regime first, or return it abroad"),
)  # fmt: skip
NOT_SCRAPPED = Message(
    "discharging.not_scrapped", Signal.STOP, msg("Temporary import"),
    msg("{product} in {lpn} is imported temporarily under {entry}, and so is its scrap: it is not recycled. "
        "Nothing was moved."),
    msg("Return it abroad, destroy it with its document, or record its change of regime first"),
)  # fmt: skip
ONLY_GIVEN = Message(
    "discharging.only_given", Signal.STOP, msg("To be given away"),
    msg("{product} in {lpn}, of {entry}, is covered by a donation: it goes nowhere else. Nothing was moved."),
    msg("Give it away, or make its donation document void first"),
)  # fmt: skip
NOT_ENDED = Message(
    "discharging.not_ended", Signal.STOP, msg("Its document first"),
    msg("{product} is imported temporarily under {entry}, and no document covers {units} of it. Nothing ended."),
    msg("Record its destruction or its change of regime in Customs, or return it abroad"),
)  # fmt: skip
NOT_DEPARTING = Message(
    "discharging.not_departing", Signal.STOP, msg("Its document first"),
    msg("{product} is imported temporarily under {entry}, and no document covers {units} of it. It does not leave."),
    msg("Record its exit, change of regime or donation in Customs"),
)  # fmt: skip

# What is wrong with one field; the title is not shown
NO_NUMBER = Message("discharging.no_number", Signal.ATTENTION, "", msg("Enter the number of the document."))
DATED_LATER = Message(
    "discharging.dated_later", Signal.ATTENTION, "",
    msg("{day} has not come yet: enter the day that the document bears."),
)  # fmt: skip
NO_PLATES = Message(
    "discharging.no_plates", Signal.ATTENTION, "", msg("Enter the plates of the cartons that it covers, one a line."),
)  # fmt: skip
