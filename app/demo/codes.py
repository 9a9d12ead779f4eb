"""The barcodes of the five-minute tour, in the order in which they are scanned."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Product, ShipmentLine, table_of
from app.demo.authorizations import TRADE_RETURN, WARRANTY
from app.demo.catalogue import DRILL, MONITOR, OMEGA, SHIRT, STRIPS, VITAMIN, ZINC
from app.demo.gs1 import gtin14, item_number, sscc
from app.demo.notices import CARTONS, PALLETS
from app.labels.rows import BarcodeKind


@dataclass(frozen=True, slots=True)
class DemoCode:
    """One barcode to scan. `kind` and `payload` are those of a label's DemoCell; the notes say what happens."""

    title_en: str
    title_es: str
    kind: BarcodeKind
    payload: str
    note_en: str
    note_es: str


PLATES = range(461, 469)
"""Serial numbers of the roll of pre-printed SSCC plates that the tour uses; earlier ones are on the floor."""

TOTES = ("T-0412", "T-0413", "T-0414", "T-0415")

_128, _MATRIX, _GS1_128 = BarcodeKind.CODE128, BarcodeKind.GS1_DATAMATRIX, BarcodeKind.GS1_128


def demo_codes(session: Session) -> tuple[DemoCode, ...]:
    """Return the codes of the tour: receive, what can go wrong, grade, route.

    Lots and dates are read from the loaded demo; KeyError when the database holds another site.
    """
    goods = _Goods.loaded(session)
    return (
        *_receiving(goods),
        *_surprises(goods),
        *_more_codes(goods),
        *_ANNOUNCED,
        *_grading(),
        *_routing(),
        *_COMMANDS,
    )


@dataclass(frozen=True, slots=True)
class _Goods:
    """The products and lots of the tour: GTIN by SKU, expiry by SKU and lot."""

    gtins: Mapping[str, str]
    expiries: Mapping[tuple[str, str], date | None]

    @classmethod
    def loaded(cls, session: Session) -> Self:
        product, line = table_of(Product), table_of(ShipmentLine)
        gtins = session.execute(sa.select(product.c.sku, product.c.gtin))
        lots = session.execute(
            sa.select(product.c.sku, line.c.lot, line.c.expiry)
            .join_from(product, line, line.c.product_id == product.c.id)
            .where(line.c.lot.in_(_LOTS))
        )
        return cls({row.sku: row.gtin for row in gtins}, {(sku, lot): expiry for sku, lot, expiry in lots})

    def dated(self, sku: str, lot: str) -> str:
        expiry = self.expiries[sku, lot]
        return f"(17){expiry:%y%m%d}" if expiry else ""

    def item(self, sku: str, lot: str) -> str:
        return f"(01){self.gtins[sku]}{self.dated(sku, lot)}(10){lot}"

    def case(self, sku: str, indicator: int) -> str:
        return gtin14(item_number(self.gtins[sku]), indicator)


_LOTS = ("10D9T", "10F1C", "K7731", "K6904", "Z0415B", "Z0392A", "G2209", "L2608")


def _receiving(goods: _Goods) -> tuple[DemoCode, ...]:
    case = f"(01){goods.case(VITAMIN, 1)}{goods.dated(VITAMIN, '10F1C')}(10)10F1C"
    return (
        DemoCode("Badge M. Ortega", "Gafete M. Ortega", _128, "BADGE-2231",
                 "Sign in with PIN 4187.", "Entra con el PIN 4187."),
        DemoCode("Dock 4", "Andén 4", _128, "D-04",
                 "Your station from now on.", "Tu estación desde ahora."),
        DemoCode("Return of Northline", "Devolución de Northline", _128, TRADE_RETURN,
                 "60 units expected, four lots.", "Se esperan 60 unidades de cuatro lotes."),
        DemoCode("Carton plate", "Placa de caja", _GS1_128, f"(00){sscc(PLATES[0])}",
                 "From the pre-printed roll: opens a carton.", "Del rollo preimpreso: abre una caja."),
        DemoCode("Vitamin D3, lot 10D9T", "Vitamina D3, lote 10D9T", _MATRIX, goods.item(VITAMIN, "10D9T"),
                 "One of 24. Its lot starts with 10, like an AI.", "Una de 24. Su lote empieza con 10, como un AI."),
        DemoCode("Case of 12, lot 10F1C", "Caja de 12, lote 10F1C", _GS1_128, case,
                 "Counts 12 when you say it is sealed.", "Cuenta 12 si dices que está sellada."),
        DemoCode("Zinc, product only", "Zinc, solo el producto", BarcodeKind.EAN13, goods.gtins[ZINC],
                 "Asks for the lot.", "Pide el lote."),
        DemoCode("Zinc, date only", "Zinc, solo la fecha", _GS1_128, goods.dated(ZINC, "Z0415B"),
                 "The expiry date, on a barcode of its own.", "La caducidad, en su propio código."),
        DemoCode("Zinc, lot only", "Zinc, solo el lote", _GS1_128, "(10)Z0415B",
                 "The lot, on a third one: now it counts.", "El lote, en un tercero: ya cuenta."),
    )  # fmt: skip


def _surprises(goods: _Goods) -> tuple[DemoCode, ...]:
    return (
        DemoCode("Omega-3, eight in a bag", "Omega-3, ocho en una bolsa", _MATRIX, goods.item(OMEGA, "K7731") + "(30)8",
                 "Six expected: 2 over. Keep or undo.", "Se esperan seis: sobran 2. Quédatelos o deshaz."),
        DemoCode("Work shirt", "Camisa de trabajo", BarcodeKind.EAN13, goods.gtins[SHIRT],
                 "On no line of this return: quarantine.", "En ninguna línea de esta devolución: cuarentena."),
        DemoCode("Zinc, lot Z0392A", "Zinc, lote Z0392A", _MATRIX, goods.item(ZINC, "Z0392A"),
                 "Never shipped to Northline: wrong lot.", "Nunca se envió a Northline: otro lote."),
        DemoCode("Omega-3, expired", "Omega-3, caducado", _MATRIX, goods.item(OMEGA, "K6904"),
                 "Past its date: quarantine.", "Pasó su fecha: cuarentena."),
        DemoCode("Glucose strips (UDI)", "Tiras de glucosa (UDI)", _MATRIX, goods.item(STRIPS, "G2209"),
                 "Medical: its carton stays closed.", "Médico: su caja sigue cerrada."),
        DemoCode("A case nobody knows", "Una caja desconocida", BarcodeKind.ITF14, goods.case(ZINC, 7),
                 "Unknown case: open it and count.", "Caja desconocida: ábrela y cuenta."),
    )  # fmt: skip


def _more_codes(goods: _Goods) -> tuple[DemoCode, ...]:
    expiry = goods.expiries[VITAMIN, "10D9T"]
    link = f"https://id.example.org/01/{goods.gtins[VITAMIN]}/10/10D9T?17={expiry:%y%m%d}"
    return (
        DemoCode("Vitamin D3, QR", "Vitamina D3, QR", BarcodeKind.QR, link,
                 "GS1 Digital Link: the same item as above.", "GS1 Digital Link: el mismo artículo."),
        DemoCode("Warranty return", "Devolución en garantía", _128, WARRANTY,
                 "Five drills by serial, three batteries.", "Cinco taladros por serie, tres baterías."),
        DemoCode("Drill DR7-204815", "Taladro DR7-204815", _MATRIX, goods.item(DRILL, "L2608") + "(21)DR7-204815",
                 "Claimed: will not charge. Scan twice: already received.",
                 "Reclamo: no carga. Dos veces: ya recibido."),
        DemoCode("Monitor, on no paper", "Baumanómetro sin papeles", _MATRIX,
                 f"(01){goods.gtins[MONITOR]}(10)B2217(21)BPM-309999",
                 "Device UDI with lot and serial: kept closed too.", "UDI con lote y serie: también sin abrir."),
    )  # fmt: skip


_ANNOUNCED = (
    DemoCode("Announced pallet", "Tarima anunciada", _GS1_128, f"(00){sscc(PALLETS[0])}",
             "Opens its receipt; scanned there it is in, as declared.",
             "Abre su recepción; ahí, entra como se declaró."),
    DemoCode("A carton on it", "Una caja en ella", _GS1_128, f"(00){sscc(CARTONS[0])}",
             "Count it from zero, or check a sample.", "Cuéntala desde cero, o revisa una muestra."),
)  # fmt: skip


def _grading() -> tuple[DemoCode, ...]:
    return (
        DemoCode("Badge J. Park", "Gafete J. Park", _128, "BADGE-2304",
                 "Inspector, PIN 2964.", "Inspector, PIN 2964."),
        DemoCode("Bench 2", "Banco 2", _128, "B-02",
                 "Then scan the closed carton and grade it.", "Escanea la caja cerrada y clasifícala."),
        *(DemoCode(f"Tote {tote}", f"Caja {tote}", _128, tote,
                   "Empty: put graded units of one code in it.", "Vacía: mete unidades de un mismo destino.")
          for tote in TOTES),
        *(DemoCode(f"Plate {serial}", f"Placa {serial}", _GS1_128, f"(00){sscc(serial)}",
                   "One more from the roll.", "Otra del rollo.") for serial in PLATES[1:4]),
    )  # fmt: skip


def _routing() -> tuple[DemoCode, ...]:
    places = (("S-01", "Stock", "Existencias"), ("W-03", "Workshop", "Taller"), ("L-01", "Liquidation", "Liquidación"),
              ("R-01", "Recycling", "Reciclaje"), ("X-01", "Destruction", "Destrucción"),
              ("Q-01", "Quarantine", "Cuarentena"))  # fmt: skip
    return (
        DemoCode("Badge D. Silva", "Gafete D. Silva", _128, "BADGE-2412",
                 "Router, PIN 3629. Scan a tote.", "Ruteador, PIN 3629. Escanea una caja."),
        DemoCode("Forklift 1", "Montacargas 1", _128, "F-01", "Your station.", "Tu estación."),
        *(DemoCode(f"{code} {en}", f"{code} {es}", _128, code,
                   "Confirms the place; a wrong one stops.", "Confirma el lugar; otro te detiene.")
          for code, en, es in places),
        DemoCode("Badge A. Novak", "Gafete A. Novak", _128, "BADGE-2007",
                 "Supervisor, PIN 9046: sees and approves.", "Supervisora, PIN 9046: ve y aprueba."),
    )  # fmt: skip


_COMMANDS = tuple(
    DemoCode(en, es, _128, payload, f"Instead of the {button_en} button.", f"En lugar del botón {button_es}.")
    for en, es, payload, button_en, button_es in (
        ("Confirm", "Confirmar", "CMD-CONFIRM", "blue", "azul"),
        ("Undo last", "Deshacer", "CMD-UNDO", "undo", "deshacer"),
        ("Close carton", "Cerrar caja", "CMD-CLOSE", "close", "cerrar"),
        ("All pass", "Todo bien", "CMD-PASS", "all pass", "todo bien"),
        ("Whole carton", "Caja entera", "CMD-WHOLE", "whole carton", "caja entera"),
        ("Grade A", "Grado A", "CMD-GRADE-A", "A", "A"),
        ("Grade C", "Grado C", "CMD-GRADE-C", "C", "C"),
        ("Grade D", "Grado D", "CMD-GRADE-D", "D", "D"),
        ("Take the next best", "Tomar el mejor siguiente", "CMD-NEXT", "next best", "mejor siguiente"),
    )
)
