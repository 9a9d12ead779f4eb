"""The words people see for what an authorization says, on its head and on its lines; a part of `words.WORDS`."""

from app.domain.messages.core import msg

PAPER_WORDS: dict[str, str] = {
    "order": msg("Order"),
    "purchase_order": msg("Purchase order"),
    "credit_memo": msg("Credit memo"),
    "recall_number": msg("Recall number"),
    "agreement": msg("Vendor agreement"),
    "contact": msg("Contact for the collection"),
    "data_bearing": msg("Data on the devices"),
    "return_place": msg("Return place"),
    "asset_type": msg("Asset type (GRAI)"),
    "line_lot": msg("Lot"),
    "line_serial": msg("Serial"),
    "line_claim": msg("The customer's words"),
    "line_asset_type": msg("Asset type (GRAI)"),
    "no_data": msg("No data media"),
    "erased": msg("Data erased"),
    "holds_data": msg("Data still on them"),
}
