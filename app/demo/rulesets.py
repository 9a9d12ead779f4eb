"""Where the demo site sends goods: its rules and prices, a draft that was tried, and what its client wants."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import ClientWish, DispositionRule, DryRun, Party, Ruleset, table_of
from app.db.queries import dry_runs, rulesets
from app.demo.dates import at, days_before
from app.demo.hands import operator_at
from app.demo.paperwork import CLERK
from app.demo.parties import CLIENT
from app.domain.dry_runs import Replay
from app.domain.pricing import STARTING
from app.domain.transitions import RulesetState
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, ReasonCode, RuleEffect

PARTY, WISH, RUN = table_of(Party), table_of(ClientWish), table_of(DryRun)

VERSION = 1
MOST = 100_000
_EXCLUDE, _REQUIRE = RuleEffect.EXCLUDE, RuleEffect.REQUIRE
_RESTOCK, _REWORK, _REFURBISH, _VENDOR, _LIQUIDATE, _DONATE, _RECYCLE, _DESTROY, _CUSTOMER = DispositionCode
_IN_USE = (_RESTOCK, _REWORK, _REFURBISH, _LIQUIDATE, _DONATE)
_NOT_WARRANTY = [program.value for program in Program if program is not Program.WARRANTY]

_RULES: tuple[tuple[dict[str, object], RuleEffect, tuple[DispositionCode, ...], str, str], ...] = (
    ({"program": [Program.RECALL]}, _REQUIRE, (_VENDOR, _DESTROY),
     "Recalled goods go back to the vendor or are destroyed.",
     "Lo retirado del mercado vuelve al proveedor o se destruye."),
    ({"category": [Category.FOOD], "expired": True}, _REQUIRE, (_DESTROY,),
     "Expired food is destroyed.", "Los alimentos caducados se destruyen."),
    ({"expired": True}, _EXCLUDE, _IN_USE,
     "Expired goods are not used again.", "Lo caducado no se vuelve a usar."),
    ({"medical": True, "condition_has": [Condition.OPENED]}, _EXCLUDE, _IN_USE,
     "Opened medical goods are not used again.", "Lo médico abierto no se vuelve a usar."),
    ({"category": [Category.FOOD], "function_max": 2}, _EXCLUDE, _IN_USE,
     "Food with a broken seal or no readable date is not eaten by anyone.",
     "Los alimentos sin sello o sin fecha legible ya no se consumen."),
    ({"category": [Category.FOOD], "expiry_days_max": 45}, _EXCLUDE, (_RESTOCK, _REWORK),
     "Food with 45 days or less to its date is not restocked.",
     "Los alimentos con 45 días o menos no vuelven a existencias."),
    ({"category": [Category.FOOD, Category.APPAREL, Category.PACKAGING]}, _EXCLUDE, (_REFURBISH,),
     "Only devices and tools are refurbished.", "Solo se reacondicionan aparatos y herramientas."),
    ({"hazardous": True, "condition_has": [Condition.DAMAGED]}, _REQUIRE, (_RECYCLE, _DESTROY),
     "Damaged hazardous goods are recycled or destroyed.", "Lo peligroso dañado se recicla o se destruye."),
    ({"data_bearing": True, "condition_lacks": [Condition.UNOPENED]}, _EXCLUDE,
     (_RESTOCK, _LIQUIDATE, _DONATE, _VENDOR),
     "Its data is not wiped yet: refurbishing wipes it first.",
     "Sus datos aún no se borran: primero se reacondiciona."),
    ({"program": _NOT_WARRANTY}, _EXCLUDE, (_CUSTOMER,),
     "Only warranty units go back to their customer.", "Solo las unidades en garantía regresan a su cliente."),
    ({"program": [Program.END_OF_LIFE]}, _REQUIRE, (_REFURBISH, _RECYCLE, _DESTROY),
     "End-of-life goods are refurbished, recycled or destroyed.",
     "Lo que llega al fin de su vida se reacondiciona, recicla o destruye."),
    ({"program": [Program.WARRANTY], "function_max": 3}, _REQUIRE, (_VENDOR,),
     "The vendor's warranty covers a fault this large.", "La garantía del proveedor cubre una falla así."),
    ({"category": [Category.PACKAGING]}, _REQUIRE, (_RESTOCK, _REWORK, _RECYCLE, _DESTROY),
     "Packaging stays in the pool: it is reused, repaired or recycled.",
     "Los empaques siguen en circulación: se reúsan, reparan o reciclan."),
    ({"condition_has": [Condition.INCOMPLETE]}, _EXCLUDE, (_RESTOCK, _DONATE),
     "Parts are missing: it cannot go to a user as it is.", "Faltan piezas: así no puede llegar a un usuario."),
    ({"grade": [Grade.D]}, _EXCLUDE, (_RESTOCK, _REWORK, _REFURBISH, _LIQUIDATE, _DONATE),
     "Grade D is beyond repair.", "El grado D ya no tiene arreglo."),
    ({"grade": [Grade.C]}, _EXCLUDE, (_RESTOCK,),
     "Grade C is not sold as new.", "El grado C no se vende como nuevo."),
    ({"grade": [Grade.A], "condition_has": [Condition.UNOPENED], "condition_lacks": [Condition.DAMAGED],
      "expired": False}, _REQUIRE, (_RESTOCK,),
     "Unopened and grade A: it goes back to stock.", "Cerrado y grado A: vuelve a existencias."),
    ({"category": [Category.FOOD], "condition_has": [Condition.OPENED]}, _EXCLUDE, (_VENDOR,),
     "Vendors take food back unopened only.", "Los proveedores solo reciben alimentos cerrados."),
)  # fmt: skip


_SEASON = (
    {"category": [Category.APPAREL], "reason": [ReasonCode.END_OF_SEASON]}, _EXCLUDE, (_RESTOCK,),
    "Last season's clothes are not put back on the shelf.", "La ropa de la temporada pasada no vuelve al estante.",
)  # fmt: skip
DRAFT = 2
"""What the office is writing: one rule more, and workshop hours that cost what they cost now."""

DAYS = 90
REVISION = 2


def demo_rulesets(today: date, writer: UUID) -> list[Ruleset]:
    """Return version 1, in force, and version 2, a draft; `writer` is an operator."""
    first, lately = at(days_before(today, 400), 16), at(days_before(today, 1), 15)
    dearer = replace(STARTING.economics[_REWORK], rework=Decimal("0.14"), handling=Decimal("3.20"))
    prices = replace(STARTING, economics={**STARTING.economics, _REWORK: dearer})
    return [
        Ruleset(
            id=new_id(), version=VERSION, state=RulesetState.ACTIVE, note="First written down",
            prices=STARTING.to_json(), changed_at=first, changed_by=writer, activated_at=first, activated_by=writer,
        ),
        Ruleset(
            id=new_id(), version=DRAFT, state=RulesetState.DRAFT, based_on=VERSION, prices=prices.to_json(),
            revision=REVISION, changed_at=lately, changed_by=writer,
        ),
    ]  # fmt: skip


def demo_rules() -> list[DispositionRule]:
    """Return the rules of both versions in their order, numbered from 1."""
    return [
        DispositionRule(
            id=new_id(), version=version, position=position, when=when, effect=effect,
            codes=[code.value for code in codes], sentence={"en": en, "es": es},
        )
        for version, rules in ((VERSION, _RULES), (DRAFT, (*_RULES, _SEASON)))
        for position, (when, effect, codes, en, es) in enumerate(rules, start=1)
    ]  # fmt: skip


def play_rules(session: Session, now: datetime) -> None:
    """Write down what the client wants from now on, and try the draft against what was decided."""
    clerk = operator_at(session, CLERK, "D-04")
    client_id = session.execute(sa.select(PARTY.c.id).where(PARTY.c.name == CLIENT)).scalar_one()
    session.execute(sa.insert(WISH).values(
        owner_id=client_id, forbids=frozenset({_LIQUIDATE}), least=Decimal("4.00"), currency="USD",
        note="Contract 2026, annex 3: its brand is not seen at liquidators", revision=1, changed_at=now,
        changed_by=clerk.operator_id,
    ))  # fmt: skip
    since, judging = days_before(now.date(), DAYS), Replay(rulesets.whole(session, DRAFT))
    decided, _after = dry_runs.page(session, clerk.site_id, since, dry_runs.first_id(since), MOST)
    for past, quantity in decided:
        judging.take(past, quantity)
    units = judging.outcome.units
    session.execute(sa.insert(RUN).values(
        site_id=clerk.site_id, id=new_id(), version=DRAFT, revision=REVISION, days=DAYS, units=units, judged=units,
        outcome=judging.outcome.to_json(), failure="", asked_at=now, asked_by=clerk.operator_id, finished_at=now,
    ))  # fmt: skip
