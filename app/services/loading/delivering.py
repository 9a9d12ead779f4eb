"""What goes back to whom it came from was delivered to them again: eligibility and trace know it from then on."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Shipment, ShipmentLine, table_of
from app.db.queries.destroying import EndingLine
from app.db.queries.outbound import Outbound
from app.domain.vocabulary import DispositionCode
from app.services.acting import Act
from app.services.routing.calendar import today

SHIPMENT, SHIPPED = table_of(Shipment), table_of(ShipmentLine)


def as_delivery(session: Session, act: Act, load: Outbound, lines: Sequence[EndingLine]) -> None:
    """Write a load back to a customer as a shipment under its number; the proof of delivery says the day later."""
    if load.code is not DispositionCode.RETURN_TO_CUSTOMER:
        return
    shipment_id = new_id()
    head = {"number": load.number, "order": "", "party_id": load.party_id, "delivered_on": today(act)}
    session.execute(sa.insert(SHIPMENT).values(site_id=act.site_id, id=shipment_id, **head))
    rows = [
        {"site_id": act.site_id, "id": new_id(), "shipment_id": shipment_id, "product_id": line.product_id,
         "lot": line.says.lot, "expiry": line.says.expiry, "serial": line.says.serial, "quantity": line.says.units,
         "unit_price": None, "currency": ""}
        for line in lines
    ]  # fmt: skip
    session.execute(sa.insert(SHIPPED), rows)
