"""A clerk who sends out what does not sell: a vendor with an agreement, thresholds, a snapshot of two places."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Product, table_of
from app.db.queries import agreements, surpluses
from app.domain.agreements import AgreementTerms, QuotaKind, QuotaPeriod
from app.domain.importing import ImportKind
from app.domain.proposing import Proposal, propose
from app.domain.unsold import Limits
from app.domain.vocabulary import Category, PartyKind, Role
from app.services import unsold
from app.services.acting import Act, Answered
from app.services.unsold import Chosen, Seen
from tests.factories import NOW, TODAY, Floor, a_party, an_operator
from tests.services.dock import shown
from tests.services.importers import Importer

COUNTED = ("Counted on", "Place", "SKU", "Lot", "Expiry", "On hand", "Received on", "Last sold on",
           "Units sold in 30 days", "Units sold in 90 days", "Season", "Season ends on")  # fmt: skip

NORTHLINE, HARBOR = "Northline Pharmacy", "Harbor & Pine Retail"

STOCK = (
    # 24 vitamins at a pace of 0.1 a day: 120 days of cover are 12
    ("2026-11-20", NORTHLINE, "VIT-D3-120", "10D9T", "2027-03-31", 24, "2026-10-02", "2026-11-10", 3, 9, "", ""),
    # nothing sold since it came in
    ("2026-11-20", NORTHLINE, "OMG-3-90", "K7731", "2027-02-28", 6, "2026-10-02", "", 0, 0, "", ""),
    # as it should be
    ("2026-11-20", NORTHLINE, "ZNC-25-60", "Z0415B", "2027-07-31", 18, "2026-10-02", "2026-11-19", 10, 30, "", ""),
    ("2026-11-20", HARBOR, "ZNC-25-60", "Z0392A", "2027-06-30", 30, "2026-10-02", "2026-11-01", 1, 4, "", ""),
    ("2026-11-20", HARBOR, "SHT-M", "", "", 40, "2026-05-02", "2026-11-01", 1, 30, "Summer", "2026-09-30"),
)

LIMITS = {
    Category.FOOD: Limits(cover_days=120, idle_days=45, life_days=60),
    Category.APPAREL: Limits(season_days=14),
}


class UnsoldClerk:
    """Keeps thresholds and agreements, and makes authorizations of what is proposed to them."""

    def __init__(self, floor: Floor, name: str = "R. Castillo", badge: str = "2118") -> None:
        self.floor = floor
        with floor.database.unit_of_work() as session:
            self.by = floor.principal(an_operator(session, floor.site, [Role.OFFICE], badge, name))
        self.seconds = count(1)
        self.answered: Answered[Any] | None = None

    def act(self) -> Act:
        later = NOW + timedelta(seconds=next(self.seconds))
        return Act(by=self.by, scope=unsold.SCOPE, client_id=str(new_id()), now=later)

    def limits(self, seen: int, limits: dict[Category, Limits]) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = unsold.keep_thresholds(session, self.act(), seen, limits, "")
        return self.says

    def agrees(self, terms: AgreementTerms, seen: Seen | None = None) -> str:
        with self.floor.database.unit_of_work() as session:
            self.answered = unsold.keep_agreement(session, self.act(), seen, terms, "", TODAY)
        return self.says

    def sees(self) -> list[Proposal]:
        """Read the proposals as the page shows them."""
        with self.floor.database.reading() as session:
            found = surpluses.candidates(session, self.by.site_id, TODAY)
            return propose((each.surplus for each in found), agreements.standing(session, TODAY), TODAY)

    def makes(self, chosen: Sequence[Chosen] | None = None, act: Act | None = None) -> str:
        """Make authorizations of what is chosen, unless told otherwise of all that is proposed."""
        wanted = [chosen_of(each) for each in self.sees()] if chosen is None else chosen
        with self.floor.database.unit_of_work() as session:
            self.answered = unsold.make(session, act or self.act(), wanted)
        return self.says

    @property
    def says(self) -> str:
        assert self.answered
        message = self.answered.said.message
        params = {name: shown(value) for name, value in self.answered.said.params.items()}
        return " | ".join(part.format(**params) for part in (message.title, message.say, message.next) if part)


def chosen_of(proposal: Proposal) -> Chosen:
    return Chosen(proposal.surplus.line_id, proposal.way.code, proposal.surplus.quantity)


def terms(vendor_id: UUID, number: str = "AG-1", **said: Any) -> AgreementTerms:
    """Return an agreement on all that a vendor supplies, 20 units a year, half of the cost less a tenth."""
    made = AgreementTerms(
        number, vendor_id, frozenset(), frozenset(), QuotaKind.UNITS, 20, 0, QuotaPeriod.YEAR, None, None, 0,
        Decimal(0), 10, 50,
    )  # fmt: skip
    return replace(made, **said)


def a_supplier(floor: Floor) -> UUID:
    """Make the vendor of everything that is food here."""
    with floor.database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Meridian Health Labs")
        product = table_of(Product)
        session.execute(sa.update(product).where(product.c.category == Category.FOOD).values(vendor_id=vendor.id))
        return vendor.id


def stock_up(importer: Importer, rows: Sequence[Sequence[object]] = STOCK) -> Any:
    """Import a snapshot."""
    return importer.do(ImportKind.SNAPSHOTS, COUNTED, rows)
