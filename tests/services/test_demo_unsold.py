"""The unsold stock of the demo: judged in every way, proposed by several ways out, most of it lawful to send."""

from uuid import UUID

import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Site, table_of
from app.db.queries import agreements, surpluses, unsold
from app.domain.proposing import propose
from app.domain.unsold import UnsoldKind
from app.domain.vocabulary import DispositionCode
from tests.services.demo_site import TODAY, column


def site_of(loaded: Database) -> UUID:
    with loaded.reading() as session:
        found: UUID = session.execute(sa.select(table_of(Site).c.id)).scalar_one()
    return found


def test_four_chains_have_a_snapshot_of_yesterday(loaded: Database) -> None:
    assert column(loaded, "SELECT count(*) FROM snapshot_line")[0] in range(200, 401)
    assert column(loaded, "SELECT DISTINCT taken_on FROM inventory_snapshot") == ["2026-11-21"]
    with loaded.reading() as session:
        site_id = site_of(loaded)
        found = unsold.listed(session, site_id, unsold.Wanted())
    assert {each.kind for row in found for each in row.findings} == set(UnsoldKind)
    assert all(row.excess <= row.stock.on_hand for row in found)


def test_some_of_it_goes_back_to_vendors_and_the_rest_elsewhere(loaded: Database) -> None:
    with loaded.reading() as session:
        found = surpluses.candidates(session, site_of(loaded), TODAY)
        proposals = propose((each.surplus for each in found), agreements.standing(session, TODAY), TODAY)
    assert {each.agreement.terms.number for each in proposals if each.agreement} == {"VRA-26-01", "VRA-26-02"}
    assert {each.way.code for each in proposals} >= {
        DispositionCode.RETURN_TO_VENDOR, DispositionCode.LIQUIDATE, DispositionCode.DONATE,
    }  # fmt: skip
