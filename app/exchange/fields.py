"""What every kind of file shares: one fact of a row, and words that other programs use."""

from dataclasses import dataclass

from app.exchange.cells import Reader


@dataclass(frozen=True, slots=True)
class Field:
    """One fact of a row. `headings` are what other programs call it in English and Spanish, as `plain` writes them."""

    name: str
    title: str
    read: Reader
    headings: tuple[str, ...] = ()
    is_required: bool = False


CATEGORY_WORDS = {
    "electrónica": "electronics", "electronica": "electronics", "ropa": "apparel", "alimentos": "food",
    "médico": "medical", "medico": "medical", "herramientas": "tools", "empaque": "packaging", "envases": "packaging",
}  # fmt: skip
PROGRAM_WORDS = {
    "devolución_de_cliente": "customer_return", "devolucion_de_cliente": "customer_return",
    "devolución_comercial": "trade_return", "devolucion_comercial": "trade_return", "garantía": "warranty",
    "garantia": "warranty", "no_vendido": "unsold", "fin_de_vida": "end_of_life", "retiro": "recall",
}  # fmt: skip

CONDITION_WORDS = {
    "sin_abrir": "unopened",
    "abierto": "opened",
    "abierta": "opened",
    "dañado": "damaged",
    "danado": "damaged",
    "defectuoso": "defective",
    "caducado": "expired",
    "funciona": "functional",
    "incompleto": "incomplete",
}
