"""Sentences about advance notices in files: why one is refused."""

from app.domain.messages.core import Message, Signal, msg

UNKNOWN_AUTHORIZATION = Message(
    "importing.unknown_authorization",
    Signal.ATTENTION,
    msg("Unknown authorization"),
    msg("Read {got}. Expected the number of an authorization. None has it: import the authorizations first."),
)
NOTHING_TO_COME = Message(
    "importing.nothing_to_come",
    Signal.ATTENTION,
    msg("Nothing to come"),
    msg("{record} is {state}. Expected an authorization whose goods are still to come."),
)
ON_TWO_PALLETS = Message(
    "importing.on_two_pallets",
    Signal.ATTENTION,
    msg("Contradiction"),
    msg("Carton {lpn} of {record} stands on pallet {pallet} and on {other}. Expected one pallet, or none."),
)
PALLET_AND_CARTON = Message(
    "importing.pallet_and_carton",
    Signal.ATTENTION,
    msg("Contradiction"),
    msg("{lpn} is a pallet and a carton of {record}. Expected one of the two."),
)
PLATE_TAKEN = Message(
    "importing.plate_taken",
    Signal.ATTENTION,
    msg("Plate in use"),
    msg("{lpn} of {record} is the plate of another carton, which is {state}. Expected a plate that is not in use."),
)
HAS_ARRIVED = Message(
    "importing.has_arrived",
    Signal.ATTENTION,
    msg("Already here"),
    msg("Carton {lpn} of {record} is {state}. Expected a notice of which nothing has come yet."),
)
