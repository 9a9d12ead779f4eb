"""What the demo site asks of goods: one checklist per category, with its defects and places on the item."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.db.ids import new_id
from app.db.models import Checklist
from app.domain.checklists import Ask, TestResult
from app.domain.grading import Axis, Check
from app.domain.transitions import ChecklistState
from app.domain.vocabulary import Category

VERSION = 1
_F, _C = Axis.FUNCTION, Axis.COSMETICS

Row = dict[str, Any]
Capped = tuple[Axis, int]


def _text(en: str, es: str) -> dict[str, str]:
    return {"en": en, "es": es}


def _cap(cap: Capped | None) -> Row:
    return {"axis": cap[0].value, "worst": cap[1]} if cap else {}


def _check(key: str, en: str, es: str, axis: Axis, worst: int) -> Row:
    """A question that a clean item passes; the number caps its axis when it fails."""
    options = [{"key": Check.PASS.value}, {"key": Check.FAIL.value, **_cap((axis, worst))}]
    return {"key": key, "ask": Ask.CHECK.value, "text": _text(en, es), "options": options}


def _choice(key: str, en: str, es: str, *options: Row) -> Row:
    return {"key": key, "ask": Ask.CHOICE.value, "text": _text(en, es), "options": list(options)}


def _option(key: str, en: str, es: str, cap: Capped | None = None, at: str = "", *, photo: bool = False) -> Row:
    """One answer; `at` is the defect that it stands for and its place, as `scratch screen`."""
    defect, _space, place = at.partition(" ")
    named = {"defect": defect, "place": place} if at else {}
    return {"key": key, "text": _text(en, es), **_cap(cap), **named, **({"photo": True} if photo else {})}


def _test(key: str, en: str, es: str, tool: str, failed: Capped, untested: Capped) -> Row:
    options = [
        {"key": TestResult.PASS.value}, {"key": TestResult.FAIL.value, **_cap(failed)},
        {"key": TestResult.NOT_POSSIBLE.value, **_cap(untested)},
    ]  # fmt: skip
    return {"key": key, "ask": Ask.TEST.value, "text": _text(en, es), "options": options, "tool": tool}


_BATTERY_HEALTH: Row = {
    "key": "health", "ask": Ask.MEASUREMENT.value, "text": _text("Battery health", "Salud de la batería"), "unit": "%",
    "when": ["battery", "drains"],
    "options": [
        {"key": "good", "low": "80", "high": "100"}, {"key": "fair", "low": "60", "high": "80", **_cap((_F, 5))},
        {"key": "poor", "low": "0", "high": "60", **_cap((_F, 3))},
    ],
}  # fmt: skip

_QUESTIONS: dict[Category, Sequence[Row]] = {
    Category.ELECTRONICS: (
        _check("powers_on", "Powers on", "Enciende", _F, 2),
        _test("ports", "Ports and buttons", "Puertos y botones", "Port tester", (_F, 4), (_F, 5)),
        _choice(
            "battery",
            "Battery",
            "Batería",
            _option("holds", "Holds its charge", "Conserva la carga"),
            _option("drains", "Drains quickly", "Se descarga rápido", (_F, 5)),
            _option("swollen", "Swollen", "Hinchada", (_F, 1), "swollen inside", photo=True),
        ),
        _BATTERY_HEALTH,
        _check("complete", "All parts are there", "Están todas las piezas", _F, 5),
        _choice(
            "screen",
            "Screen",
            "Pantalla",
            _option("clear", "Free of scratches", "Sin rayones"),
            _option("scratched", "Scratched", "Rayada", (_C, 5), "scratch screen"),
            _option("cracked", "Cracked", "Estrellada", (_C, 2), "crack screen", photo=True),
        ),
        _check("housing", "Housing free of dents", "Carcasa sin golpes", _C, 7),
    ),
    Category.TOOLS: (
        _check("powers_on", "Powers on", "Enciende", _F, 2),
        _check("charges", "Charges", "Carga", _F, 4),
        _test("mechanics", "Chuck and gears", "Mandril y engranes", "Run-out gauge", (_F, 3), (_F, 5)),
        _check("complete", "All parts are there", "Están todas las piezas", _F, 5),
        _check("dry", "No liquid inside", "Sin líquido adentro", _F, 2),
        _check("housing", "Housing whole, marks are light", "Carcasa entera, marcas leves", _C, 5),
    ),
    Category.APPAREL: (
        _check("unworn", "Not worn, no smell", "Sin uso, sin olor", _C, 3),
        _check("stains", "No stains", "Sin manchas", _C, 4),
        _check("seams", "Seams and zips whole", "Costuras y cierres enteros", _F, 4),
        _check("tags", "Tags attached", "Con etiquetas", _C, 7),
    ),
    Category.FOOD: (
        _check("sealed", "Seal unbroken", "Sello intacto", _F, 1),
        _check("dates", "Date and lot readable", "Fecha y lote legibles", _F, 2),
        _check("dry", "Dry, no leak, no pests", "Seco, sin fugas ni plagas", _F, 1),
        _check("pack", "Pack free of dents", "Empaque sin golpes", _C, 6),
    ),
    Category.MEDICAL: (
        _check("sealed", "Sterile pack or seal unbroken", "Empaque estéril o sello intacto", _F, 1),
        _check("udi", "UDI readable", "UDI legible", _F, 2),
        _check("clean", "No trace of use", "Sin rastro de uso", _F, 1),
        _check("stored", "Temperature strip in range", "Indicador de temperatura en rango", _F, 2),
        _check("pack", "Pack free of dents", "Empaque sin golpes", _C, 6),
    ),
    Category.PACKAGING: (
        _check("sound", "No cracks, bears its load", "Sin grietas, soporta su carga", _F, 2),
        _check("moving", "Hinges, wheels and lids move", "Bisagras, ruedas y tapas se mueven", _F, 4),
        _check("clean", "Clean and dry", "Limpio y seco", _C, 4),
    ),
}

_DEFECTS: dict[Category, Sequence[tuple[str, str, str, Axis, int]]] = {
    Category.ELECTRONICS: (
        ("scratch", "Scratch", "Rayón", _C, 6), ("dent", "Dent", "Golpe", _C, 6), ("crack", "Crack", "Grieta", _C, 2),
        ("swollen", "Swollen", "Hinchado", _F, 1), ("loose", "Loose", "Flojo", _F, 4),
    ),
    Category.TOOLS: (
        ("wear", "Worn", "Desgaste", _C, 5), ("crack", "Crack", "Grieta", _C, 2), ("loose", "Loose", "Flojo", _F, 4),
    ),
    Category.APPAREL: (
        ("stain", "Stain", "Mancha", _C, 4), ("tear", "Tear", "Rotura", _C, 3),
        ("pilling", "Pilling", "Bolitas", _C, 6),
    ),
    Category.FOOD: (("dent", "Dent", "Golpe", _C, 6), ("leak", "Leak", "Fuga", _F, 1)),
    Category.MEDICAL: (("dent", "Dent", "Golpe", _C, 6), ("opened", "Opened", "Abierto", _F, 1)),
    Category.PACKAGING: (("crack", "Crack", "Grieta", _F, 2), ("dirt", "Dirt", "Suciedad", _C, 4)),
}  # fmt: skip

_PLACES: dict[Category, Sequence[tuple[str, str, str]]] = {
    Category.ELECTRONICS: (
        ("screen", "Screen", "Pantalla"), ("front", "Front", "Frente"), ("back", "Back", "Atrás"),
        ("edge", "Edge", "Borde"), ("inside", "Inside", "Adentro"),
    ),
    Category.TOOLS: (("housing", "Housing", "Carcasa"), ("grip", "Grip", "Empuñadura"), ("chuck", "Chuck", "Mandril")),
    Category.APPAREL: (("front", "Front", "Frente"), ("back", "Back", "Espalda"), ("sleeve", "Sleeve", "Manga")),
    Category.FOOD: (("side", "Side", "Costado"), ("lid", "Lid", "Tapa"), ("corner", "Corner", "Esquina")),
    Category.MEDICAL: (("pack", "Pack", "Empaque"), ("seal", "Seal", "Sello")),
    Category.PACKAGING: (("wall", "Wall", "Pared"), ("base", "Base", "Base"), ("lid", "Lid", "Tapa")),
}  # fmt: skip


def demo_checklists(since: datetime) -> list[Checklist]:
    """Return one checklist per category, in force since that instant."""
    return [
        Checklist(
            id=new_id(), category=category, version=VERSION, state=ChecklistState.ACTIVE, changed_at=since,
            activated_at=since, questions=list(questions),
            defects=[
                {"key": key, "text": _text(en, es), **_cap((axis, worst))}
                for key, en, es, axis, worst in _DEFECTS[category]
            ],
            places=[{"key": key, "text": _text(en, es)} for key, en, es in _PLACES[category]],
        )
        for category, questions in _QUESTIONS.items()
    ]  # fmt: skip
