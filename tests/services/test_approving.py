"""Approving: who may do alone what the table names, what another's badge adds, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import Approval, ApprovalRule, Operator, table_of
from app.db.models import ApprovalTable as TableModel
from app.db.queries import approvals
from app.db.queries.approvals import Wanted
from app.domain.approvals import DEFAULTS, ApprovalAct, ApprovalTable, Approver, Extent, Measure, Rule
from app.domain.errors import FloorError
from app.domain.messages.core import Said, params_from_json
from app.domain.vocabulary import Role
from app.services import approving
from app.services.acting import Act
from app.services.approving import Request
from tests.factories import NOW, Floor
from tests.services.dock import Dock, shown
from tests.services.floor_state import omega, vitamin
from tests.services.releaser import by_badge
from tests.services.statements import statements

APPROVAL = table_of(Approval)
BOSS = frozenset({Role.SUPERVISOR})
SCAN = " | Scan the badge of one of them and enter the PIN here"


def in_force(floor: Floor, deed: ApprovalAct, rule: Rule) -> None:
    """Put a table of one row in force."""
    with floor.database.unit_of_work() as session:
        session.add(TableModel(site_id=floor.site.id, version=1, changed_at=NOW, changed_by=None))
        session.flush()
        session.add(ApprovalRule(
            site_id=floor.site.id, version=1, deed=deed, roles=rule.roles, measure=rule.measure,
            threshold=rule.threshold, currency=rule.currency, second_person=rule.second_person,
        ))  # fmt: skip


def check(floor: Floor, request: Request, by: str = "inspector", approver: Approver | None = None) -> str:
    """Return the name of who approves, else what is asked."""
    act = Act(floor.principal(getattr(floor, by)), "grading", str(new_id()), NOW, approver=approver)
    with floor.database.unit_of_work() as session:
        try:
            who = approving.check(session, act, request)
        except FloorError as error:
            return said_of(error.said)
        return session.execute(sa.select(Operator.name).where(Operator.id == who)).scalar_one()


def said_of(said: Said) -> str:
    params, message = {name: shown(value) for name, value in said.params.items()}, said.message
    return " | ".join(part.format(**params) for part in (message.title, message.say, message.next))


def kept(floor: Floor) -> list[str]:
    with floor.database.reading() as session:
        rows = session.execute(sa.select(APPROVAL).order_by(APPROVAL.c.id)).all()
        names = {row.id: row.name for row in session.execute(sa.select(Operator.id, Operator.name))}
    return [
        f"{row.deed.value} {params_from_json(row.what)['what']} {row.units} {row.amount}: {names[row.asked_by]} asks,"
        f" {names[row.approved_by]} approves by version {row.table_version}"
        for row in rows
    ]


RELEASE = Request(ApprovalAct.RELEASE_HOLD, "T-0901", Extent(12))


def test_who_may_approve_does_it_alone_and_it_is_kept(floor: Floor) -> None:
    assert check(floor, RELEASE, "supervisor") == "A. Novak"
    assert kept(floor) == ["release_hold T-0901 12 None: A. Novak asks, A. Novak approves by version 0"]


def test_anybody_else_is_asked_for_a_badge_of_who_may(floor: Floor) -> None:
    assert check(floor, RELEASE) == (
        "Approval needed | release_hold, T-0901: this is approved first. Nothing was changed."
        " Who approves: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert check(floor, RELEASE, approver=by_badge(floor, "dock_worker")) == (
        "Another badge, please | release_hold, T-0901: M. Ortega cannot approve this. Nothing was changed."
        " Who approves: quality, supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert kept(floor) == []
    assert check(floor, RELEASE, approver=by_badge(floor)) == "A. Novak"
    assert kept(floor) == ["release_hold T-0901 12 None: J. Park asks, A. Novak approves by version 0"]


def test_below_the_threshold_nobody_is_asked_and_nothing_is_kept(floor: Floor) -> None:
    in_force(floor, ApprovalAct.RELEASE_HOLD, Rule(BOSS, Measure.UNITS, Decimal(12)))
    assert check(floor, RELEASE) == "J. Park"
    assert kept(floor) == []
    assert check(floor, replace(RELEASE, extent=Extent(13))) == (
        "Approval needed | release_hold, T-0901: 13 units, and what is more than 12 units is approved first."
        " Nothing was changed. Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert check(floor, replace(RELEASE, extent=Extent(13)), approver=by_badge(floor)) == "A. Novak"
    assert kept(floor) == ["release_hold T-0901 13 None: J. Park asks, A. Novak approves by version 1"]


def test_where_a_second_person_is_asked_for_nobody_approves_alone(floor: Floor) -> None:
    in_force(floor, ApprovalAct.RELEASE_HOLD, Rule(BOSS, second_person=True))
    assert check(floor, RELEASE, "supervisor") == (
        "Second person needed | release_hold, T-0901: nobody does this alone. Nothing was changed."
        " Who approves beside you: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert check(floor, RELEASE, "supervisor", by_badge(floor)) == (
        "Second person needed | release_hold, T-0901: A. Novak asks for it and cannot approve it too. Nothing was"
        " changed. Who approves: supervisor. | Scan the badge of one of them and enter the PIN here"
    )
    assert check(floor, RELEASE, approver=by_badge(floor)) == "A. Novak"


def test_an_over_beyond_tolerance_is_approved_at_the_dock(dock: Dock, floor: Floor) -> None:
    in_force(floor, ApprovalAct.OVER_BEYOND_TOLERANCE, Rule(BOSS, Measure.PERCENT, Decimal(20)))
    dock.scans(*[omega(floor)] * 6)
    dock.scan(omega(floor))
    assert dock.tap("accept").startswith("1 over kept"), "1 of 6 is within 20 %"
    dock.scan(omega(floor))
    question = dock.screen.pending
    assert dock.tap("accept") == (
        "Approval needed | over_beyond_tolerance, Omega-3 1200 mg, 90 ct: 33 %, and what is more than 20 % is approved"
        " first. Nothing was changed. Who approves: supervisor."
        " | Scan the badge of one of them and enter the PIN here"
    )
    assert question is not None
    dock.screen = replace(dock.screen, pending=question)  # the form comes again with all that it said
    dock.approver = by_badge(floor)
    assert dock.tap("accept").startswith("1 over kept")
    assert kept(floor)[-1].endswith("2 None: M. Ortega asks, A. Novak approves by version 1")


def test_a_plain_counted_scan_never_asks_the_table(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    with statements(floor.database) as seen:
        dock.scan(vitamin(floor))
    assert [each for each in seen if "approval" in each.lower()] == []


USUAL = dict(DEFAULTS)


def keeps(floor: Floor, seen: int, rules: Mapping[ApprovalAct, Rule], by: str = "supervisor", note: str = "") -> str:
    act = Act(floor.principal(getattr(floor, by)), "approvals", str(new_id()), NOW)
    with floor.database.unit_of_work() as session:
        return said_of(approving.keep_table(session, act, seen, rules, note).said)


def test_a_changed_table_is_a_new_version_and_holds_at_once(floor: Floor) -> None:
    changed = {**USUAL, ApprovalAct.RELEASE_HOLD: Rule(BOSS, Measure.UNITS, Decimal(20), second_person=True)}
    assert keeps(floor, 0, changed, note=" Trial until May ") == (
        "Table in force | Version 1 of what is approved is in force from now on. | "
    )
    with floor.database.reading() as session:
        assert approvals.table(session, floor.site.id) == ApprovalTable(1, changed)
        (version,) = approvals.versions(session, floor.site.id)
    assert (version.version, version.note, version.changed_by) == (1, "Trial until May", "A. Novak")
    assert check(floor, RELEASE) == "J. Park", "12 units are few now"
    assert kept(floor)[0].startswith("change_approvals 1 None None: A. Novak asks, A. Novak approves by version 0")


def test_the_second_of_two_is_told_who_was_first(floor: Floor) -> None:
    changed = {**USUAL, ApprovalAct.CREDIT_OVER: Rule(BOSS, Measure.UNITS, Decimal(3))}
    keeps(floor, 0, changed)
    assert keeps(floor, 0, USUAL) == (
        f"Already changed | A. Novak put version 1 in force at {shown(NOW)}, after this page was drawn. Nothing was"
        " changed. | Look at the table as it stands now, then change it"
    )
    assert keeps(floor, 1, changed) == (
        "Nothing new | This is what version 1 says already. No new version was made. | Change a row, then save"
    )
    assert keeps(floor, 1, USUAL, "inspector").startswith("Approval needed | change_approvals, 2: this is approved")


def test_the_list_narrows_by_act_by_badge_and_by_name(floor: Floor) -> None:
    check(floor, RELEASE, "supervisor")
    check(floor, RELEASE, approver=by_badge(floor))
    check(floor, Request(ApprovalAct.CREDIT_OVER, "CM-1", Extent(2)), approver=by_badge(floor))

    def listed(**wanted: object) -> list[str]:
        with floor.database.reading() as session:
            found = Wanted(**{"falls": False, **wanted})  # type: ignore[arg-type]
            rows = approvals.listed(session, floor.site.id, found)
            assert approvals.count(session, floor.site.id, found) == len(rows)
        return [f"{row.deed} {row.what} {row.units} {row.asked_by} > {row.approved_by}" for row in rows]

    own, by_other, credit = (
        "release_hold T-0901 12 A. Novak > A. Novak", "release_hold T-0901 12 J. Park > A. Novak",
        "credit_over CM-1 2 J. Park > A. Novak",
    )  # fmt: skip
    assert listed() == [own, by_other, credit]
    assert listed(falls=True) == [credit, by_other, own]
    assert listed(deed=ApprovalAct.RELEASE_HOLD, by_another=True) == [by_other]
    assert listed(find="park", order="deed") == [credit, by_other]
    assert listed(since=NOW, before=NOW) == []
    assert len(listed(since=NOW, before=NOW + timedelta(seconds=1))) == 3
