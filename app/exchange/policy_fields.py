"""What a file of a return policy can say: one rule a row, in their order."""

from app.domain.messages.core import msg
from app.domain.policies import LONGEST_WINDOW
from app.domain.rule_drafts import LONGEST_SENTENCE, NUMBERS
from app.domain.terms import PartyTier, PolicyEffect, Span
from app.domain.vocabulary import Category, Condition, Program, ReasonCode
from app.exchange.cells import flag, one_of, some_of, text, whole
from app.exchange.fields import CATEGORY_WORDS, CONDITION_WORDS, PROGRAM_WORDS, Field

_EFFECT_WORDS = {
    "permite": "allow", "permitir": "allow", "limita": "limit", "limitar": "limit", "pregunta": "ask",
    "preguntar": "ask", "needs_approval": "ask", "rechaza": "refuse", "rechazar": "refuse",
}  # fmt: skip
_SPAN_WORDS = {
    "días": "days", "dias": "days", "warranty": "warranty_term", "garantía": "warranty_term",
    "garantia": "warranty_term", "none": "no_end", "sin_fin": "no_end",
}  # fmt: skip

POLICY = (
    Field("policy", msg("Return policy"), text(120), ("policy", "return policy", "politica", "politica de devolucion"),
          True),
    Field("effect", msg("Effect"), one_of(PolicyEffect, _EFFECT_WORDS), ("effect", "does", "efecto"), True),
    Field("program", msg("Program"), some_of(Program, PROGRAM_WORDS), ("program", "programs", "programa", "programas")),
    Field("category", msg("Category"), some_of(Category, CATEGORY_WORDS),
          ("category", "categories", "categoria", "categorias")),
    Field("tier", msg("Tier of the party"), some_of(PartyTier, {}),
          ("tier", "tier of the party", "nivel", "nivel del remitente")),
    Field("reason", msg("Reason"), some_of(ReasonCode, {}), ("reason", "reasons", "motivo", "motivos")),
    Field("condition_has", msg("Goods are"), some_of(Condition, CONDITION_WORDS),
          ("goods are", "condition", "condicion", "la mercancia esta")),
    Field("condition_lacks", msg("Goods are not said to be"), some_of(Condition, CONDITION_WORDS),
          ("goods are not said to be", "goods are not", "no se dice que la mercancia este")),
    Field("quantity_min", msg("Units, at least"), whole(*NUMBERS["quantity_min"]),
          ("units at least", "units", "unidades minimo", "unidades")),
    Field("expiry_days_max", msg("Days of life left, at most"), whole(0, NUMBERS["expiry_days_max"][1]),
          ("days of life left at most", "days of life left", "dias de vida que quedan maximo")),
    Field("expired", msg("Date is past"), flag, ("date is past", "expired", "caducado", "ya caduco")),
    Field("span", msg("How long the window is open"), one_of(Span, _SPAN_WORDS),
          ("how long the window is open", "window", "span", "plazo", "cuanto dura el plazo")),
    Field("days", msg("Days from the delivery"), whole(0, LONGEST_WINDOW),
          ("days from the delivery", "days", "dias", "dias desde la entrega")),
    Field("grace", msg("Days of grace"), whole(0, LONGEST_WINDOW), ("days of grace", "grace", "dias de gracia")),
    Field("needs_delivery", msg("Only what was delivered to the party, and no more of it"), flag,
          ("only what was delivered to the party and no more of it", "needs delivery", "only delivered",
           "solo lo que se entrego al remitente y no mas", "solo lo entregado")),
    Field("may_override", msg("A supervisor may make exceptions"), flag,
          ("a supervisor may make exceptions", "exceptions", "un supervisor puede hacer excepciones", "excepciones")),
    Field("sentence_en", msg("In English"), text(LONGEST_SENTENCE), ("in english", "sentence", "en ingles")),
    Field("sentence_es", msg("In Spanish"), text(LONGEST_SENTENCE), ("in spanish", "en espanol", "frase")),
)  # fmt: skip
