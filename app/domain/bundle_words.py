"""The words people see for sale bundles; a part of `words.py`."""

from app.domain.messages.core import msg

BUNDLE_WORDS: dict[str, str] = {
    # states and moves
    "offered": msg("offered"),
    "sold": msg("sold"),
    "gone": msg("gone"),
    "offer": msg("offer"),
    "sell": msg("sell"),
    # acts
    "bundle_filled": msg("adding to the sale bundle"),
    "bundle_reduced": msg("taking out of the sale bundle"),
    "sell_below_estimate": msg("Sale below the estimate"),
}
