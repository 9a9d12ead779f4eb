"""The words people see for what leaves the building on loads; a part of `words.WORDS`."""

from app.domain.messages.core import msg

OUTBOUND_WORDS: dict[str, str] = {
    # a kind of party
    "charity": msg("Charity"),
    # states of loads; of cartons as well
    "loading": msg("being loaded"),
    "departed": msg("departed"),
    # moves
    "load_goods": msg("load"),
    "take_off": msg("take off"),
    "depart": msg("let it depart"),
    "undo_load": msg("undo the loading"),
    # acts
    "carton_loaded": msg("putting goods on the load"),
    "carton_taken_off": msg("taking goods off the load"),
    "load_departed": msg("the departure of the load"),
    # papers
    "manifest": msg("Manifest"),
    "packing_list": msg("Packing list"),
    "bill_of_lading": msg("Bill of lading"),
}
