"""How the demo site decides: version 1 of its disposition rules."""

from app.db.ids import new_id
from app.db.models import DispositionRule
from app.domain.vocabulary import Category, Condition, DispositionCode, Grade, Program, RuleEffect

VERSION = 1

_EXCLUDE, _REQUIRE = RuleEffect.EXCLUDE, RuleEffect.REQUIRE
_RESTOCK, _REWORK, _REFURBISH, _VENDOR, _LIQUIDATE, _DONATE, _RECYCLE, _DESTROY, _CUSTOMER = DispositionCode
_IN_USE = (_RESTOCK, _REWORK, _REFURBISH, _LIQUIDATE, _DONATE)
_NOT_WARRANTY = [program.value for program in Program if program is not Program.WARRANTY]

# No rule excludes destroy, so some code is always left.
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
)  # fmt: skip


def demo_rules() -> list[DispositionRule]:
    """Return the rules in their order, numbered from 1."""
    return [
        DispositionRule(
            id=new_id(), version=VERSION, position=position, when=when, effect=effect,
            codes=[code.value for code in codes], sentence={"en": en, "es": es},
        )
        for position, (when, effect, codes, en, es) in enumerate(_RULES, start=1)
    ]  # fmt: skip
