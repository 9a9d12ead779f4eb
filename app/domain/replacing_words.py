"""The words people see for goods in place of goods; a part of `words.py`."""

from app.domain.messages.core import msg

REPLACING: dict[str, str] = {
    "shipped": msg("shipped"),
    "ship": msg("ship"),
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
