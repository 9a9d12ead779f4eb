"""Rows that the label tests share: the mock-up's carton, and the widest one each label must still hold."""

from datetime import date

from app.domain.identifiers import BadgeCode, Gln, Gtin, Lpn, PlaceCode, Sscc
from app.domain.vocabulary import Grade, Zone
from app.labels import sheets
from app.labels.rows import (
    BadgeLabel,
    CommandSheet,
    ItemLabel,
    LocationLabel,
    PlateLabel,
    Routing,
    Stamp,
    Words,
)

STAMP = Stamp("Laredo", "Bench 2", "J. Park", "22 Nov 2026 14:32")
SPANISH = Words("GTIN", "Lote", "Caducidad", "Serie", "RMA", "unidades", "Reacond.")
DRILL = Gtin.parse("09521234100775")
SSCC = Sscc.parse("195212340000044182")
LONG_NAME = "Taladro percutor inalámbrico de 18 V con maletín, dos baterías de litio y juego de 104 brocas surtidas"

PLATE = PlateLabel(
    plate=SSCC,
    stamp=STAMP,
    routing=Routing(Zone.WORKSHOP, "Workshop", PlaceCode.parse("W-03"), Grade.B, "Grade B, Rework"),
    product="Cordless drill 18 V kit",
    gtin=DRILL,
    lot="L2608",
    rma="RMA-104502",
    units=8,
)
WIDE_PLATE = PlateLabel(
    plate=SSCC,
    stamp=Stamp(
        "Laredo Cross-Dock Returns Centre", "Inspection bench 14", "María Fernanda Gutiérrez", "22/11/2026 14:32"
    ),
    words=SPANISH,
    routing=Routing(
        Zone.DESTRUCTION, "Destrucción controlada", PlaceCode.parse("XX-103"), Grade.D, "Grado D, Devolver al proveedor"
    ),
    product=LONG_NAME,
    gtin=DRILL,
    lot="LOT-2026/0815_A(7)xZ"[:20],
    expiry=date(2027, 3, 31),
    rma="RMA-104502-2026-LAREDO",
    units=12480,
)
TOTE = PlateLabel(plate=Lpn.parse("T-0007"), stamp=STAMP, product="Cordless drill 18 V kit", rma="RMA-104502", units=3)

ITEM = ItemLabel(
    gtin=DRILL,
    product="Cordless drill 18 V kit",
    stamp=STAMP,
    serial="SN48151623",
    lot="L2608",
    refurbishment_lot="RF-26-118",
    service_place=Gln.parse("9521234000006"),
    functional_status="F5C7",
    grade=Grade.B,
    code="Rework",
)
WIDE_ITEM = ItemLabel(
    gtin=DRILL,
    product=LONG_NAME,
    stamp=STAMP,
    words=SPANISH,
    serial="ABCDEFGHIJ0123456789",
    lot="LOT-2026/0815_A(7)xZ"[:20],
    refurbishment_lot="RFB-LAREDO-26-00118a",
    service_place=Gln.parse("9521234000006"),
    functional_status="F5C7-tested-26-11-22",
    grade=Grade.C,
    code="Devolver al proveedor",
)
LOCATION = LocationLabel(PlaceCode.parse("W-03"), Zone.WORKSHOP, "Workshop", "Repair rack, second bay")
BADGE = BadgeLabel(BadgeCode.parse("BADGE-2231"), "Jordan Park", "Inspector, Router", "Laredo")
COMMANDS = CommandSheet(
    title="Command sheet",
    hint="Scan instead of tapping",
    sections=("Commands", "Function", "Cosmetics"),
    words={
        payload: payload.removeprefix("CMD-").capitalize() for section in sheets.COMMAND_SECTIONS for payload in section
    },
)
