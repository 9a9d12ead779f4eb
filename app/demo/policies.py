"""The terms on which the demo company takes goods back: last year's, those in force, and a draft for the holidays."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.db.ids import new_id
from app.db.models import ReturnPolicy, ReturnPolicyReason, ReturnPolicyRule
from app.demo.dates import at
from app.domain.terms import Evidence, PartyTier, PolicyEffect, Span
from app.domain.transitions import PolicyState
from app.domain.vocabulary import Category, Condition, Program, ReasonCode

_ALLOW, _LIMIT, _ASK, _REFUSE = PolicyEffect
_P, _C, _R, _E = Program, Category, ReasonCode, Evidence
_SALE = [_P.CUSTOMER_RETURN.value, _P.TRADE_RETURN.value, _P.UNSOLD.value]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One rule of the demo: what it does, when, its sentence in both languages, and its days."""

    effect: PolicyEffect
    when: dict[str, object]
    en: str
    es: str
    days: int = 0
    grace: int = 0
    span: Span = Span.DAYS
    needs_delivery: bool = True
    may_override: bool = False


def _always(program: Program, en: str, es: str) -> _Rule:
    return _Rule(_ALLOW, {"program": [program]}, en, es, span=Span.NO_END, needs_delivery=False)


_RULES = (
    _always(_P.RECALL, "Recalled goods always come back.", "Lo retirado del mercado siempre se recibe."),
    _always(_P.PACKAGING, "Returnable packaging always comes back.", "El empaque retornable siempre se recibe."),
    _always(_P.END_OF_LIFE, "Goods at the end of their life are always taken.",
            "Lo que llega al fin de su vida siempre se recibe."),
    _Rule(_ALLOW, {"program": [_P.WARRANTY]}, "The warranty runs from the delivery.",
          "La garantía corre desde la entrega.", grace=30, span=Span.WARRANTY_TERM, may_override=True),
    _Rule(_ALLOW, {"program": [_P.UNSOLD]}, "Unsold stock comes back within 180 days, as agreed with the vendor.",
          "Lo no vendido vuelve en 180 días, según lo acordado con el proveedor.", 180, 30, may_override=True),
    _Rule(_ALLOW, {"program": [_P.TRADE_RETURN], "tier": [PartyTier.PARTNER]},
          "Partners return within 180 days, by agreement.", "Los socios devuelven en 180 días, por convenio.", 180, 30,
          may_override=True),
    _Rule(_ALLOW, {"program": [_P.TRADE_RETURN]}, "Trade customers return within 90 days, by agreement.",
          "Los clientes mayoristas devuelven en 90 días, por convenio.", 90, 30, may_override=True),
    _Rule(_ALLOW, {"program": [_P.CUSTOMER_RETURN], "tier": [PartyTier.LOYAL, PartyTier.PARTNER]},
          "Loyal customers return within 60 days.", "Los clientes frecuentes devuelven en 60 días.", 60, 14,
          may_override=True),
    _Rule(_ALLOW, {"program": [_P.CUSTOMER_RETURN]}, "Customers return within 30 days.",
          "Los clientes devuelven en 30 días.", 30, 14, may_override=True),
    _Rule(_LIMIT, {"program": [_P.CUSTOMER_RETURN], "category": [_C.ELECTRONICS], "condition_has": [Condition.OPENED]},
          "Opened electronics come back within 14 days.", "La electrónica abierta vuelve en 14 días.", 14, 7,
          may_override=True),
    _Rule(_REFUSE, {"program": _SALE, "category": [_C.FOOD], "expired": True},
          "Food is not taken back once its date is past.", "Los alimentos caducados no se reciben."),
    _Rule(_ASK, {"program": _SALE, "category": [_C.FOOD], "expiry_days_max": 30},
          "This food has 30 days left or fewer: somebody looks whether it can still be used.",
          "A estos alimentos les quedan 30 días o menos: alguien ve si aún sirven."),
    _Rule(_REFUSE, {"program": _SALE, "category": [_C.MEDICAL], "condition_has": [Condition.OPENED]},
          "Medical goods are taken back unopened only.", "Lo médico se recibe solo sin abrir."),
    _Rule(_ASK, {"program": _SALE, "category": [_C.MEDICAL], "condition_lacks": [Condition.UNOPENED]},
          "Medical goods are taken back unopened only, and nobody said that these are.",
          "Lo médico se recibe solo sin abrir, y nadie dijo que así está."),
    _Rule(_ASK, {"program": [_P.CUSTOMER_RETURN], "tier": [PartyTier.WATCHED]},
          "This customer returned a lot lately: a supervisor decides.",
          "Este cliente ha devuelto mucho: decide un supervisor."),
)  # fmt: skip

# reason: the programs it may be given in, and what shows that it is so
_REASONS: dict[ReasonCode, tuple[tuple[Program, ...], tuple[Evidence, ...]]] = {
    _R.DEFECTIVE: ((_P.CUSTOMER_RETURN, _P.TRADE_RETURN, _P.WARRANTY), (_E.TEXT,)),
    _R.NOT_AS_DESCRIBED: ((_P.CUSTOMER_RETURN, _P.TRADE_RETURN), (_E.TEXT,)),
    _R.DAMAGED_IN_TRANSIT: ((_P.CUSTOMER_RETURN, _P.TRADE_RETURN), (_E.PHOTO,)),
    _R.WARRANTY_CLAIM: ((_P.WARRANTY,), (_E.TEXT,)),
    _R.OVERSTOCK: ((_P.TRADE_RETURN, _P.UNSOLD), ()),
    _R.SHORT_DATED: ((_P.TRADE_RETURN, _P.UNSOLD), ()),
    _R.END_OF_SEASON: ((_P.UNSOLD,), ()),
    _R.END_OF_LEASE: ((_P.END_OF_LIFE,), ()),
    _R.RECALL: ((_P.RECALL,), ()),
    _R.OTHER: ((), (_E.TEXT,)),
}

_CUSTOMERS = 8
"""Where in `_RULES` the window of customers stands that are not loyal."""
_FORMER = (*_RULES[:7], replace(_RULES[_CUSTOMERS], grace=0), _RULES[10])
_HOLIDAYS = (
    *_RULES[:_CUSTOMERS],
    replace(_RULES[_CUSTOMERS], en="Over the holidays customers return within 60 days.",
            es="En las fiestas los clientes devuelven en 60 días.", days=60),
    *_RULES[_CUSTOMERS + 1 :],
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policies:
    """The versions of the demo with their rules and reasons."""

    versions: list[ReturnPolicy]
    rules: list[ReturnPolicyRule]
    reasons: list[ReturnPolicyReason]


def demo_policies(today: date, writer: UUID) -> Policies:
    """Return version 1, superseded by version 2, and version 3, a draft; `writer` is an operator."""
    made = Policies([], [], [])
    _add(made, 1, _FORMER, today - timedelta(days=400), "First written down", writer)
    _add(made, 2, _RULES, today - timedelta(days=120), "Loyal customers, opened electronics, days of grace", writer)
    _add(made, 3, _HOLIDAYS, None, "", writer, changed_on=today - timedelta(days=1))
    return made


def _add(
    made: Policies,
    version: int,
    rules: tuple[_Rule, ...],
    since: date | None,
    note: str,
    writer: UUID,
    changed_on: date | None = None,
) -> None:
    changed_at = at(changed_on or (since or date.max) - timedelta(days=2), 16)
    policy = ReturnPolicy(
        id=new_id(), version=version, state=PolicyState.ACTIVE if since else PolicyState.DRAFT, note=note,
        based_on=version - 1, effective_from=since, changed_at=changed_at, changed_by=writer,
        activated_at=changed_at if since else None, activated_by=writer if since else None,
    )  # fmt: skip
    made.versions.append(policy)
    made.rules.extend(_row(policy.id, position, rule) for position, rule in enumerate(rules, start=1))
    made.reasons.extend(
        ReturnPolicyReason(
            id=new_id(), policy_id=policy.id, reason=reason, programs=frozenset(programs), evidence=frozenset(evidence)
        )
        for reason, (programs, evidence) in _REASONS.items()
    )


def _row(policy_id: UUID, position: int, rule: _Rule) -> ReturnPolicyRule:
    return ReturnPolicyRule(
        id=new_id(), policy_id=policy_id, position=position, effect=rule.effect, when=rule.when, span=rule.span,
        days=rule.days, grace=rule.grace, needs_delivery=rule.needs_delivery, may_override=rule.may_override,
        sentence={"en": rule.en, "es": rule.es},
    )  # fmt: skip
