"""What came back from wards: three pumps under one authorization, one carton decontaminated and read, one that waits.

The UDI of one pump cannot be read: quality has still to say what it is.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, AuthorizationLine, Operator, Product, Shipment, ShipmentLine, table_of
from app.db.queries import cartons
from app.demo.dock import Dock
from app.demo.gs1 import sscc
from app.demo.hands import Crew, Hand, Refusal, operator_at
from app.demo.paperwork import stories
from app.demo.rows import insert
from app.domain.approvals import Approver
from app.domain.decontamination import DecontaminationMethod, Treatment
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode
from app.services import decontaminating
from app.services.decontaminating import Screen

PAPER = "RMA-104620"
PUMP = "PMP-INF-01"
CLEAN, SEALED = sscc(471), sscc(472)
PUMPS = 3
PRODUCT, OPERATOR = table_of(Product), table_of(Operator)
SHIPMENT, SHIPPED = table_of(Shipment), table_of(ShipmentLine)


def play_ward(session: Session, now: datetime) -> None:
    """Write the authorization, and receive two cartons of it."""
    crew = Crew(session, Random(9), now)  # noqa: S311  # a draw of its own: what else happens stays as it is
    pumps = _delivered(session)
    if len(pumps) < PUMPS:
        return
    gtin = _announced(session, pumps, now)
    hand = crew.hand("2231", "D-02", 5.5)
    dock = Dock(hand, PAPER)
    for plate in (CLEAN, SEALED):
        dock.scan(f"00{plate}")
        dock.scan(f"01{gtin}")  # the label on the closed carton
    _decontaminate(hand, CLEAN, "2007")
    dock.scan(f"00{CLEAN}")
    for pump in pumps[:1]:
        dock.scan(_udi(gtin, pump))
    dock.scan_unreadable(f"01{gtin}")
    dock.close_carton()


def _delivered(session: Session) -> list[Any]:
    """Return pumps that one party was sent, by their serials."""
    query = (
        sa.select(SHIPMENT.c.site_id, SHIPMENT.c.party_id, SHIPPED.c.product_id, SHIPPED.c.lot, SHIPPED.c.serial)
        .join(SHIPMENT, (SHIPMENT.c.site_id == SHIPPED.c.site_id) & (SHIPMENT.c.id == SHIPPED.c.shipment_id))
        .join(PRODUCT, PRODUCT.c.id == SHIPPED.c.product_id)
        .where(PRODUCT.c.sku == PUMP, SHIPPED.c.serial != "")
        .order_by(SHIPMENT.c.number, SHIPPED.c.serial)
    )
    rows = list(session.execute(query))
    return [row for row in rows if row.party_id == rows[0].party_id][:PUMPS]


def _announced(session: Session, pumps: list[Any], now: datetime) -> str:
    """Write the authorization that the pumps come back under; return their GTIN."""
    first, paper_id = pumps[0], new_id()
    paper = Authorization(
        site_id=first.site_id, id=paper_id, number=PAPER, program=Program.WARRANTY, party_id=first.party_id,
        state=AuthorizationState.IN_TRANSIT, created_at=now - timedelta(days=4),
    )  # fmt: skip
    insert(session, [paper])
    badges = session.execute(sa.select(OPERATOR.c.badge, OPERATOR.c.id).where(OPERATOR.c.site_id == first.site_id))
    insert(session, stories([paper], {row.badge: row.id for row in badges}))
    insert(session, [
        AuthorizationLine(
            site_id=pump.site_id, id=new_id(), authorization_id=paper_id, position=position,
            product_id=pump.product_id, quantity=1, lot=pump.lot, serial=pump.serial,
            reason=ReasonCode.WARRANTY_CLAIM, claim="Stops during infusion",
            condition=frozenset({Condition.OPENED, Condition.DEFECTIVE}),
        )
        for position, pump in enumerate(pumps, 1)
    ])  # fmt: skip
    gtin: str = session.execute(sa.select(PRODUCT.c.gtin).where(PRODUCT.c.id == first.product_id)).scalar_one()
    return gtin


def _udi(gtin: str, pump: Any) -> str:
    return f"01{gtin}10{pump.lot}\x1d21{pump.serial}" if pump.lot else f"01{gtin}21{pump.serial}"


def _decontaminate(hand: Hand, plate: str, confirmer: str) -> None:
    carton = cartons.standing_by_plate(hand.session, hand.by.site_id, plate)
    carton_id: UUID | None = carton.id if carton else None
    confirms = operator_at(hand.session, confirmer, "D-02")
    signed = Approver(confirms.operator_id, confirms.roles, confirms.operator_name)
    screen = Screen(carton_id, Treatment(DecontaminationMethod.DISINFECTION))
    act = replace(hand.act(decontaminating.SCOPE), approver=signed)
    answered = decontaminating.record_treatment(hand.session, act, screen)
    if answered.event_id is None:
        raise Refusal(f"{answered.said.message.key}: {dict(answered.said.params)}")
