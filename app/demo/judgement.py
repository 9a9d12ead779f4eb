"""What the demo site asks of goods on the bench: one checklist per category."""

from app.db.ids import new_id
from app.db.models import Checklist
from app.domain.grading import Axis
from app.domain.vocabulary import Category

VERSION = 1
_F, _C = Axis.FUNCTION, Axis.COSMETICS

# Each question is put so that a clean item passes all; the number caps its axis when it fails.
_QUESTIONS: dict[Category, tuple[tuple[str, str, str, Axis, int], ...]] = {
    Category.ELECTRONICS: (
        ("powers_on", "Powers on", "Enciende", _F, 2),
        ("ports", "Ports and buttons work", "Puertos y botones funcionan", _F, 4),
        ("battery", "Holds a charge, not swollen", "Conserva la carga, sin hincharse", _F, 3),
        ("complete", "All parts are there", "Están todas las piezas", _F, 5),
        ("screen", "Screen free of scratches", "Pantalla sin rayones", _C, 5),
        ("housing", "Housing free of dents", "Carcasa sin golpes", _C, 7),
    ),
    Category.TOOLS: (
        ("powers_on", "Powers on", "Enciende", _F, 2),
        ("charges", "Charges", "Carga", _F, 4),
        ("mechanics", "Chuck and gears run true", "Mandril y engranes giran bien", _F, 3),
        ("complete", "All parts are there", "Están todas las piezas", _F, 5),
        ("dry", "No liquid inside", "Sin líquido adentro", _F, 2),
        ("housing", "Housing whole, marks are light", "Carcasa entera, marcas leves", _C, 5),
    ),
    Category.APPAREL: (
        ("unworn", "Not worn, no smell", "Sin uso, sin olor", _C, 3),
        ("stains", "No stains", "Sin manchas", _C, 4),
        ("seams", "Seams and zips whole", "Costuras y cierres enteros", _F, 4),
        ("tags", "Tags attached", "Con etiquetas", _C, 7),
    ),
    Category.FOOD: (
        ("sealed", "Seal unbroken", "Sello intacto", _F, 1),
        ("dates", "Date and lot readable", "Fecha y lote legibles", _F, 2),
        ("dry", "Dry, no leak, no pests", "Seco, sin fugas ni plagas", _F, 1),
        ("pack", "Pack free of dents", "Empaque sin golpes", _C, 6),
    ),
    Category.MEDICAL: (
        ("sealed", "Sterile pack or seal unbroken", "Empaque estéril o sello intacto", _F, 1),
        ("udi", "UDI readable", "UDI legible", _F, 2),
        ("clean", "No trace of use", "Sin rastro de uso", _F, 1),
        ("stored", "Temperature strip in range", "Indicador de temperatura en rango", _F, 2),
        ("pack", "Pack free of dents", "Empaque sin golpes", _C, 6),
    ),
    Category.PACKAGING: (
        ("sound", "No cracks, bears its load", "Sin grietas, soporta su carga", _F, 2),
        ("moving", "Hinges, wheels and lids move", "Bisagras, ruedas y tapas se mueven", _F, 4),
        ("clean", "Clean and dry", "Limpio y seco", _C, 4),
    ),
}


def demo_checklists() -> list[Checklist]:
    """Return one checklist per category."""
    return [
        Checklist(
            id=new_id(), category=category, version=VERSION,
            questions=[
                {"key": key, "text": {"en": en, "es": es}, "axis": axis.value, "worst": worst}
                for key, en, es, axis, worst in questions
            ],
        )
        for category, questions in _QUESTIONS.items()
    ]  # fmt: skip
