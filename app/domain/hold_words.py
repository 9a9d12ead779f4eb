"""Words of holds, and of orders to hold."""

from app.domain.medical_words import MEDICAL_WORDS
from app.domain.messages.core import msg

HOLD_WORDS: dict[str, str] = {
    "decontamination": msg("Not decontaminated"),
    "customs": msg("Customs"),
    "quality_check": msg("Quality check"),
    "dispute": msg("In dispute"),
    "hold_placed": msg("the order to hold"),
    "hold_lifted": msg("lifting the order to hold"),
    "lifted": msg("lifted"),
    "lapsed": msg("over"),
    "lift": msg("lift"),
    "any": msg("a plate, a paper, a product, a lot or a sender"),
    "line": msg("Line of a carton"),
    "carton": msg("Carton"),
    "product_lot": msg("Lot"),
    "product": msg("Product"),
    "authorization": msg("Authorization"),
    "party": msg("Party"),
    "held_goods_sent_out": msg("sending locked goods out"),
    **MEDICAL_WORDS,
}
