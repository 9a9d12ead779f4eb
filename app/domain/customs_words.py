"""Words of customs entries and of what discharges them."""

from app.domain.messages.core import msg

CUSTOMS_WORDS: dict[str, str] = {
    "fifo": msg("first in, first out"),
    "specific_lot": msg("by specific lot"),
    "tariff_piece": msg("pieces"),
    "tariff_kilogram": msg("kilograms"),
    "exit_abroad": msg("Exit abroad"),
    "change_of_regime": msg("Change of regime"),
    "donation_document": msg("Donation"),
    "destruction_document": msg("Destruction"),
    "overdue": msg("Overdue"),
    "due_in_7": msg("7 days or less"),
    "due_in_30": msg("30 days or less"),
    "due_in_90": msg("90 days or less"),
    "due_later": msg("More than 90 days"),
    "immex_goods": msg("imported temporarily"),
    "immex_donated_goods": msg("imported temporarily and to be given away"),
    "national_goods": msg("not imported temporarily"),
    "entry_due": msg("Customs entry due"),
    "entry_assigned": msg("taking goods under a customs entry"),
    "recorded": msg("recorded"),
    "discharged": msg("discharged"),
    "rectify": msg("rectify"),
    "discharge": msg("discharge"),
}
