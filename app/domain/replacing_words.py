"""The words people see for goods in place of goods; a part of `words.py`."""

from app.domain.messages.core import msg

REPLACING: dict[str, str] = {
    "shipped": msg("shipped"),
    "ship": msg("ship"),
    # where a replacement stands: in Spanish it is of another gender than what else is planned, lost or cancelled
    "replacement_is_planned": msg("To be shipped"),
    "replacement_is_shipped": msg("Shipped"),
    "replacement_is_delivered": msg("Delivered"),
    "replacement_is_lost": msg("Lost"),
    "replacement_is_cancelled": msg("Called off"),
    "deliver": msg("note the delivery"),
    "charge": msg("charge what is missing"),
    "replacement_planned": msg("Replacement planned"),
    "replacement_shipped": msg("Replacement shipped"),
    "replacement_changed": msg("Replacement changed"),
    "replacement_delivered": msg("Replacement delivered"),
    "replacement_lost": msg("Replacement lost"),
    "replacement_cancelled": msg("Replacement cancelled"),
    "replacement_charged": msg("Replacement charged"),
    "charge_taken_back": msg("Charge taken back"),
    "replacement_charges": msg("Charges for what did not come back"),
    "replacement.due": msg("Replacement due"),
}
