"""Words of holds, and of orders to hold."""

from app.domain.messages.core import msg

HOLD_WORDS: dict[str, str] = {
    "decontamination": msg("Not decontaminated"),
    "customs": msg("Customs"),
    "quality_check": msg("Quality check"),
    "dispute": msg("In dispute"),
    "held_goods_sent_out": msg("sending locked goods out"),
}
