"""Sentences on destroying goods before a witness."""

from app.domain.messages.core import Message, Signal, msg

TAKEN_UP = Message(
    "destroying.taken_up", Signal.READY, msg("Carton {tail}"),
    msg("{units} in {lpn} at {place} are to be destroyed."),
    msg("Photograph them, choose how, then have the witness sign"),
)  # fmt: skip
ADDED = Message(
    "destroying.added", Signal.READY, msg("Carton {tail}"),
    msg("{units} in {lpn} go on the same certificate: {total} in all."),
    msg("Scan another, or go on with these"),
)  # fmt: skip
ON_LIST = Message(
    "destroying.on_list", Signal.DUPLICATE, msg("On the list"), msg("Carton {lpn} is on the list already."),
    msg("Scan another, or go on with these"),
)  # fmt: skip
OTHER_PLACE = Message(
    "destroying.other_place", Signal.STOP, msg("Another place"),
    msg("Carton {lpn} stands at {place}, what is on the list at {first}. One certificate is of one place."),
    msg("End what is on the list first, then scan it again"),
)  # fmt: skip
LIST_FULL = Message(
    "destroying.list_full", Signal.STOP, msg("The list is full"),
    msg("Carton {lpn} was not added: the plates on a certificate are {most} at most."),
    msg("End what is on the list first, then scan it again"),
)  # fmt: skip
PHOTO_KEPT = Message(
    "destroying.photo_kept", Signal.OK, msg("Photo kept"), msg("It will stand on the certificate of carton {lpn}."),
    msg("Take another, or have the witness sign"),
)  # fmt: skip
DESTROYED = Message(
    "destroying.destroyed", Signal.OK, msg("Destroyed"),
    msg("{units} of carton {lpn} are destroyed. Certificate {number} states it."),
    msg("Print the certificate, or scan the next carton"),
)  # fmt: skip
PLATE_EXPECTED = Message(
    "destroying.plate_expected", Signal.STOP, msg("Scan a carton"),
    msg("Scanned {text}: {kind}. Expected: the plate of a carton or pallet that stands in a place for destruction."),
    msg("Scan the plate on what is to be destroyed"),
)  # fmt: skip
UNKNOWN_CARTON = Message(
    "destroying.unknown_carton", Signal.STOP, msg("Unknown carton"),
    msg("No open carton here has the plate {text}. What was destroyed has its certificate."),
    msg("Scan another carton, or look under Certificates"),
)  # fmt: skip
ALREADY = Message(
    "destroying.already", Signal.STOP, msg("Ended already"),
    msg("{who} ended what was in carton {lpn} at {when}: {kind} {number} states it."),
    msg("Scan another carton, or look under Certificates"),
)  # fmt: skip
NOT_THERE = Message(
    "destroying.not_there", Signal.STOP, msg("Not in its place"),
    msg("Carton {lpn} is {state} at {place}. Goods are destroyed only where they were put down for it, in zone X."),
    msg("Route it there first, then scan it again"),
)  # fmt: skip
EMPTY = Message(
    "destroying.empty", Signal.STOP, msg("Nothing in it"), msg("Carton {lpn} holds no goods to be destroyed."),
    msg("Scan the carton that holds them"),
)  # fmt: skip
OTHER_CODE = Message(
    "destroying.other_code", Signal.STOP, msg("Not to be destroyed"),
    msg("Carton {lpn} holds goods that were not decided to be destroyed: {codes}."),
    msg("Take those to where they belong, then scan it again"),
)  # fmt: skip
LOCKED = Message(
    "destroying.locked", Signal.STOP, msg("Locked"),
    msg("Carton {lpn} holds goods that are locked, {reason}, and that lock does not let them be destroyed."),
    msg("Have the lock released under Locked goods first"),
)  # fmt: skip
NO_METHOD = Message(
    "destroying.no_method", Signal.ATTENTION, msg("How is it done?"),
    msg("Nothing of carton {lpn} was destroyed: the certificate must say how."),
    msg("Choose the method, then have the witness sign"),
)  # fmt: skip
NO_PHOTO = Message(
    "destroying.no_photo", Signal.ATTENTION, msg("Photo missing"),
    msg("Nothing of carton {lpn} was destroyed: no photo was taken of it since it was put down here."),
    msg("Photograph it, then have the witness sign"),
)  # fmt: skip
HANDED_OVER = Message(
    "destroying.handed_over", Signal.OK, msg("Handed over"),
    msg("{units} of carton {lpn} went to {destroyer} under seal {seal}. Certificate {number} states it."),
    msg("Print the certificate, or scan the next carton"),
)  # fmt: skip
NO_DESTROYER = Message(
    "destroying.no_destroyer", Signal.ATTENTION, msg("Who takes it?"),
    msg("Nothing of carton {lpn} was handed over: the certified destroyer is missing."),
    msg("Choose the destroyer, then hand it over"),
)  # fmt: skip
LAPSED = Message(
    "destroying.lapsed", Signal.STOP, msg("Certificate lapsed"),
    msg("Nothing of carton {lpn} was handed over: certificate {certificate} of {destroyer} was good until {until}."),
    msg("Choose another destroyer, or have the office enter the new certificate under Parties"),
)  # fmt: skip
NO_PERSON = Message(
    "destroying.no_person", Signal.ATTENTION, msg("Into whose hands?"),
    msg("Nothing of carton {lpn} was handed over: the name of the person who takes it is missing."),
    msg("Ask for the name, then hand it over"),
)  # fmt: skip
NO_SEAL = Message(
    "destroying.no_seal", Signal.ATTENTION, msg("Under which seal?"),
    msg("Nothing of carton {lpn} was handed over: the number on the seal is missing."),
    msg("Seal it, scan or type the number, then hand it over"),
)  # fmt: skip
