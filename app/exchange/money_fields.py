"""What files of money can say: what a vendor answered to a claim, one a row; how a refund was paid, one a row."""

from app.domain.messages.core import msg
from app.exchange.cells import amount, text
from app.exchange.fields import Field

_PAYMENT = ("payment", "reference", "payment reference", "credit note", "pago", "referencia", "referencia del pago",
            "nota de credito")  # fmt: skip

CLAIM_ANSWERS = (
    Field("number", msg("Claim"), text(60), ("claim", "claim number", "number", "reclamo", "numero de reclamo"), True),
    Field("amount", msg("Accepted amount"), amount,
          ("accepted amount", "accepted", "credited", "amount", "importe aceptado", "importe", "acreditado"), True),
    Field("reason", msg("Reason"), text(200), ("reason", "comment", "motivo", "comentario")),
    Field("payment", msg("Payment or credit note"), text(60),
          (*_PAYMENT, "payment or credit note", "pago o nota de credito")),
)  # fmt: skip

REFUND_PAYMENTS = (
    Field("number", msg("Refund"), text(60), ("refund", "refund number", "number", "reembolso", "numero de reembolso"),
          True),
    Field("payment", msg("Reference of the payment"), text(60), (*_PAYMENT, "reference of the payment"), True),
    Field("amount", msg("Amount"), amount, ("amount", "paid", "importe", "pagado")),
)  # fmt: skip
