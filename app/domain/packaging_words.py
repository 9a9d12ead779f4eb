"""The words people see for packaging that goes out and comes back; a part of `words.py`."""

from app.domain.messages.core import msg

PACKAGING_WORDS: dict[str, str] = {
    # kinds, how they are counted, what they are made of
    "pallet": msg("Pallet"),
    "tote": msg("Tote"),
    "crate": msg("Crate"),
    "dunnage": msg("Dunnage"),
    "by_asset": msg("One by one, by GRAI"),
    "by_piece": msg("In bulk, by pieces"),
    "by_gram": msg("In bulk, by weight"),
    "wood": msg("Wood"),
    "plastic": msg("Plastic"),
    "metal": msg("Metal"),
    "cardboard": msg("Cardboard"),
    "each": msg("pcs"),
    "gram": msg("g"),
    # conditions
    "good": msg("good"),
    "dirty": msg("dirty"),
    "beyond_reuse": msg("beyond reuse"),
    # what a screen does
    "take_back": msg("Comes back"),
    "tend": msg("Washed or repaired"),
    # states and moves of an asset
    "available": msg("on the rack"),
    "with_party": msg("with a party"),
    "washing": msg("in the wash"),
    "repairing": msg("in repair"),
    "lost": msg("lost"),
    "scrapped": msg("scrapped"),
    "shelve": msg("put on the rack"),
    "wash": msg("wash"),
    "scrap": msg("scrap"),
    "lose": msg("write off as lost"),
    "undo_asset": msg("undo the last act"),
    # what moved between us and a party
    "went_out": msg("went out"),
    "came_back": msg("came back"),
    # the ledger, the journal
    "packaging_issued": msg("issuing packaging"),
    "packaging_returned": msg("taking packaging back"),
    "packaging_tended": msg("washing or repairing packaging"),
    "packaging_lost": msg("writing packaging off as lost"),
    "packaging_receivable": msg("Owed for packaging"),
    "packaging_deposits": msg("Deposits on packaging"),
    "packaging_income": msg("Deposits kept"),
    "deposit_charged": msg("Deposit charged"),
    "deposit_credited": msg("Deposit credited"),
    "deposit_kept": msg("Deposit kept"),
    "deposit_settled": msg("Deposits settled"),
    "deposit_reversed": msg("Deposit entry taken back"),
}
