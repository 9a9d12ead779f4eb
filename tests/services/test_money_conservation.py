"""Whatever is done to goods, refunds and claims, in whatever order: no cent is made or lost.

`BACKDOCK_HYPOTHESIS_PROFILE=long` looks for much longer, with other examples every time.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.db.engine import open_database
from app.db.models import AuthorizationLine, JournalEntry, Product, ReceiptLine, table_of
from app.db.queries import authorization
from app.db.queries.claims import OneClaim
from app.db.queries.refunds import OneRefund
from app.domain.journal import EntryKind
from app.domain.refunds import RefundTiming, Resolution
from app.domain.vocabulary import DispositionCode, PartyKind, Role
from app.services import accruing, settling
from app.services.authorizing import Seen
from app.services.replacing import Seen as ReplacementSeen
from app.services.settling import Brought, Over
from tests.factories import Floor, a_party, an_sscc, make_floor
from tests.services.bench import BenchWork
from tests.services.dock import Dock, gs1
from tests.services.replacer import Replacer
from tests.services.settler import Settler, TermOf, assert_books_balance, priced, terms_in_force

LONG = os.environ.get("BACKDOCK_HYPOTHESIS_PROFILE") == "long"
PROFILE = settings(
    max_examples=2000 if LONG else 15, derandomize=not LONG, deadline=None, suppress_health_check=list(HealthCheck)
)
GRADES = ("CMD-GRADE-A", "CMD-GRADE-B", "CMD-GRADE-C", "CMD-GRADE-D")
REFUND_DEEDS: tuple[Callable[..., Any], ...] = (
    lambda settler, seen: settler.do(settling.pay, seen, "CM-1"),
    lambda settler, seen: settler.do(settling.approve, seen),
    lambda settler, seen: settler.do(settling.reverse, seen, "Bounced"),
    lambda settler, seen: settler.do(settling.write_off, seen, "Gone"),
)
CLAIM_DEEDS: tuple[Callable[..., Any], ...] = (
    lambda settler, seen: settler.do(settling.send_claim, seen),
    lambda settler, seen: settler.do(settling.accept_claim, seen),
    lambda settler, seen: settler.do(settling.accept_claim, seen, "1.01"),
    lambda settler, seen: settler.do(settling.reject_claim, seen, "No"),
    lambda settler, seen: settler.do(settling.receive_claim, seen, "WIRE"),
    lambda settler, seen: settler.do(settling.reverse_claim, seen, "Bounced"),
    lambda settler, seen: settler.do(settling.write_off_claim, seen, "Gone"),
    lambda settler, seen: settler.do(settling.cancel_claim, seen),
)


class House:
    """Everyone who touches the money of one trade return."""

    def __init__(self, floor: Floor) -> None:
        self.floor, self.paper = floor, floor.trade_return.id
        self.settler = Settler(floor, Role.SUPERVISOR, "2019", "B. Lang")
        self.benches = [BenchWork(floor, "supervisor"), BenchWork(floor, "supervisor")]
        self.office = Replacer(floor, Role.SUPERVISOR, "2020", "C. Vega")
        self.plates: list[str] = []

    def receive(self, units: int) -> None:
        dock, plate = Dock(self.floor), an_sscc(4618 + len(self.plates))
        dock.scan(plate)
        for _ in range(units + 1):
            dock.scan(gs1(self.floor.omega, "K7731", "270228"))
            if dock.screen.pending:
                dock.tap("accept")
        for _ in range(units % 3):
            dock.scan(gs1(self.floor.vitamin, "10D9T", "270331"))
        dock.scan("CMD-CLOSE")
        self.plates.append(plate)
        if units % 2:
            dock.tap("close_receipt")
            dock.tap("accept")

    def grade(self, which: int) -> None:
        if self.plates:
            bench = self.benches[which % 2]
            item = gs1(self.floor.omega, "K7731", "270228")
            bench.scans("CMD-UNDO", self.plates[which % len(self.plates)], item, GRADES[which % 4])
            if which % 3 and bench.screen.sheet.goods_id:
                bench.says_more(code=DispositionCode.RETURN_TO_VENDOR, reason="Agreed")
            bench.scan(f"T-{400 + which % 7:04}")

    def undo(self, which: int) -> None:
        self.benches[which % 2].undo()

    def refund(self, which: int) -> None:
        found: list[OneRefund] = self.settler.refunds(self.paper)
        if found:
            REFUND_DEEDS[which % 4](self.settler, found[which // 4 % len(found)])

    def claim(self, which: int) -> None:
        found: list[OneClaim] = self.settler.claims(self.paper)
        if found:
            CLAIM_DEEDS[which % 8](self.settler, found[which // 8 % len(found)])

    def open_claim(self, _which: int) -> None:
        self.settler.opens_claim(self.paper)

    def sell(self, which: int) -> None:
        brought = Brought(EntryKind.LIQUIDATION_PROCEEDS, self.floor.harbor.id, str(which + 1), "USD")
        self.settler.do(settling.record_proceeds, self.paper, brought)

    def approve_over(self, which: int) -> None:
        lines = self._ids(table_of(ReceiptLine))
        if lines:
            self.settler.do(settling.approve_over, Over(lines[which % len(lines)], "Asked by phone"))

    def resolve(self, which: int) -> None:
        line = self._ids(table_of(AuthorizationLine))[2]
        with self.floor.database.reading() as session:
            paper = authorization.one(session, self.floor.site.id, self.paper)
        assert paper
        seen = Seen(paper.id, paper.version)
        self.settler.do(settling.choose_resolution, seen, line, list(Resolution)[which % 5])

    def advance(self, which: int) -> None:
        """Send vitamins, most of them before theirs come; too many are refused."""
        self.office.plans(1 + which % 4, position=1, is_advance=bool(which % 8))
        if self.office.all:
            self.office.ships()

    def overdue(self, which: int) -> None:
        """Let days pass: by hand or by night, what has not come is charged."""
        self.office.today += timedelta(days=1 + which % 8)
        if which % 2 or not self.office.all:
            self.office.night()
        else:
            each = self.office.all[which // 2 % len(self.office.all)]
            self.office.charges(ReplacementSeen(each.id, each.version))

    def _ids(self, table: sa.Table) -> list[Any]:
        with self.floor.database.reading() as session:
            return list(session.scalars(sa.select(table.c.id).order_by(table.c.id)))

    def check(self) -> None:
        """Everything adds up, and what is owed now is what was posted: to state it again posts nothing."""
        assert_books_balance(self.floor)
        account = self.settler.account(self.paper)
        assert account.open == account.owed - account.charged - account.paid + account.written_off
        assert account.claim_open == account.claimed - account.recovered - account.lost
        before = self._ids(table_of(JournalEntry))
        with self.floor.database.unit_of_work() as session:
            accruing.restate_paper(session, self.settler.act(), self.paper)
        assert self._ids(table_of(JournalEntry)) == before


DEEDS = (
    "receive",
    "grade",
    "undo",
    "refund",
    "claim",
    "open_claim",
    "sell",
    "approve_over",
    "resolve",
    "advance",
    "overdue",
)
OFTEN = ("grade", "grade", "refund", "claim", "receive", "advance", "overdue", "overdue")
STORY = st.lists(
    st.tuples(st.sampled_from([*DEEDS, *OFTEN, *OFTEN]), st.integers(0, 63)),
    min_size=4, max_size=24,
)  # fmt: skip


def test_no_cent_is_made_or_lost(sqlite_template: Path, tmp_path: Path) -> None:
    template = tmp_path / "template.sqlite"
    database = open_database(f"sqlite:///{shutil.copy(sqlite_template, template)}")
    floor = make_floor(database)
    with database.unit_of_work() as session:
        vendor = a_party(session, PartyKind.VENDOR, "Sunrise Labs")
        session.execute(sa.update(table_of(Product)).values(vendor_id=vendor.id, unit_cost=Decimal("3.335")))
        terms_in_force(
            session,
            TermOf(1, RefundTiming.ON_CHECK_IN, {"condition_has": ["defective"]}, share_d=33, fee_percent=7),
            TermOf(2, RefundTiming.AFTER_VENDOR_CREDIT, {"condition_has": ["unopened"]}, fee_percent=13),
            TermOf(
                3,
                fee_percent=11,
                fee_minimum=Decimal("0.37"),
                approve_from=Decimal(20),
                advance_days=3,
                advance_charge=77,
            ),
        )
        priced(session, "9.9937")
        line = table_of(AuthorizationLine)
        session.execute(sa.update(line).values(resolution=Resolution.REFUND))
        session.execute(sa.update(line).where(line.c.position == 1).values(resolution=Resolution.REPLACEMENT))
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[attr-defined]
    database.engine.dispose()

    @PROFILE
    @given(STORY)
    def tell(story: list[tuple[str, int]]) -> None:
        with opened(floor, template, tmp_path) as fresh:
            house = House(fresh)
            house.receive(3)
            house.advance(3)
            for deed, which in story:
                getattr(house, deed)(which % 4 if deed == "receive" else which)
            house.check()

    tell()


@contextmanager
def opened(floor: Floor, template: Path, where: Path) -> Iterator[Floor]:
    path = Path(shutil.copy(template, where / f"{uuid4().hex}.sqlite"))
    database = open_database(f"sqlite:///{path}")
    yield replace(floor, database=database)
    database.engine.dispose()
    path.unlink()
