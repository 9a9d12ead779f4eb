"""The reports of Annex 24: what entered, what left, what is still to be discharged, and all of it by material."""

from collections.abc import Mapping
from enum import StrEnum

from app.domain.messages.core import msg


class Report(StrEnum):
    """One of the four."""

    ENTRY = "entry"
    EXIT = "exit"
    BALANCE = "balance"
    MATERIAL = "material"


NAMES: Mapping[Report, str] = {
    Report.ENTRY: msg("What entered"),
    Report.EXIT: msg("What left"),
    Report.BALANCE: msg("Balances"),
    Report.MATERIAL: msg("Materials"),
}

COLUMNS: Mapping[Report, tuple[str, ...]] = {
    Report.ENTRY: (
        "entry", "entry_key", "office", "patent", "cleared", "due", "owner", "sku", "product", "fraction", "nico",
        "imported", "tariff_quantity", "tariff_unit", "value", "currency", "origin", "method",
    ),
    Report.EXIT: (
        "kind", "document", "dated", "sku", "product", "fraction", "units", "discharged_entry", "came_under", "method",
        "cleared",
    ),
    Report.BALANCE: (
        "entry", "cleared", "due", "days_left", "owner", "sku", "product", "fraction", "imported", "received", "here",
        "discharged", "left", "value_left", "currency",
    ),
    Report.MATERIAL: (
        "sku", "product", "fraction", "entries", "imported", "received", "here", "discharged", "left", "due",
    ),
}  # fmt: skip
"""What each report says, in this order."""

TITLES: Mapping[str, str] = {
    "entry": msg("Entry"),
    "entry_key": msg("Key"),
    "office": msg("Customs office"),
    "patent": msg("Patent"),
    "cleared": msg("Cleared"),
    "due": msg("Last day"),
    "days_left": msg("Days left"),
    "owner": msg("Owner"),
    "sku": msg("SKU"),
    "product": msg("Product"),
    "fraction": msg("Fraction"),
    "nico": "NICO",
    "entries": msg("Entries"),
    "imported": msg("Imported"),
    "received": msg("Received"),
    "here": msg("Here"),
    "discharged": msg("Accounted for"),
    "left": msg("To discharge"),
    "tariff_quantity": msg("Tariff quantity"),
    "tariff_unit": msg("Tariff unit"),
    "value": msg("Value"),
    "value_left": msg("Value to discharge"),
    "currency": msg("Currency"),
    "origin": msg("Origin"),
    "method": msg("Discharged"),
    "kind": msg("Document"),
    "document": msg("Number"),
    "dated": msg("Dated"),
    "units": msg("Units"),
    "discharged_entry": msg("Entry discharged"),
    "came_under": msg("Came under"),
}

NUMBERS = frozenset({
    "days_left", "entries", "imported", "received", "here", "discharged", "left", "tariff_quantity", "value",
    "value_left", "units",
})  # fmt: skip
"""Columns that are set as figures."""

DAY_OF: Mapping[Report, str] = {
    Report.ENTRY: "cleared",
    Report.EXIT: "dated",
    Report.BALANCE: "due",
    Report.MATERIAL: "due",
}
"""The column that a period is about; a report is sorted by it unless something else is asked."""
