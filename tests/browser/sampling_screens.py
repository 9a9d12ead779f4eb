"""Samples at the bench and in the office, as the walk through every screen visits them."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.db.models import Carton, CartonLine, SamplingGroup, table_of
from app.domain.transitions import CartonState
from tests.browser.live import House, Tablet


def at_the_samples(tablet: Tablet, house: House) -> Iterator[str]:
    """What is agreed, with a mistake; a carton that is drawn from: no unit of it, a unit, a defective one; the list."""
    tablet.open("/")
    tablet.sign_in("2550")
    tablet.open("/samples/agreed")
    yield "samples: agreed"
    tablet.page.locator("#sku").fill("NOPE")
    tablet.tap_first("form.panel .primary")
    yield "samples: an unknown product"
    carton_id, sku = _drawn(house)
    tablet.open(f"/sampling/{carton_id}")
    yield "samples: draw"
    tablet.scan("NO-SUCH-UNIT")
    yield "samples: not of this sample"
    tablet.scan(sku)
    yield "samples: a unit on the bench"
    tablet.scan("CMD-HOLD")
    yield "samples: judged"
    tablet.open("/samples")
    yield "samples: lots"


def _drawn(house: House) -> tuple[str, str]:
    """Return the carton of the lot that the demo has begun to draw, and its SKU."""
    group, line, carton = table_of(SamplingGroup), table_of(CartonLine), table_of(Carton)
    with house.database.reading() as session:
        begun = session.execute(sa.select(group)).first()
        assert begun, "the demo draws one"
        product = sa.text("select sku from product where id = :id").bindparams(sa.bindparam("id", type_=sa.Uuid))
        sku = session.execute(product, {"id": begun.product_id}).scalar_one()
        found = session.execute(
            sa.select(line.c.carton_id)
            .join(carton, carton.c.id == line.c.carton_id)
            .where(
                line.c.product_id == begun.product_id, line.c.lot == begun.lot, carton.c.state == CartonState.RECEIVED
            )
        ).scalars()
        return str(next(iter(found))), sku
