"""Evidence on the lines of an authorization: kept with its pictures, counted, taken along, taken off."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.ids import new_id
from app.db.models import LineEvidence, Photo, table_of
from app.db.photo_store import PhotoStore
from app.db.queries import evidence
from app.db.queries.evidence import Piece
from app.domain.authorizing import Draft
from app.domain.errors import Replayed
from app.domain.terms import Evidence
from app.domain.transitions import AuthorizationState
from app.domain.vocabulary import Condition, Program, ReasonCode, Role
from app.services import authorizing
from app.services.authorizing import Given
from app.services.authorizing.outliving import shed_evidence
from app.services.photographing import Picture
from tests.domain.policy_rows import Row
from tests.factories import Floor
from tests.services.clerk import Clerk, a_draft, line
from tests.services.clerks import Office, a_policy

STATES = AuthorizationState
PICTURE = Picture(b"\xff\xd8 a torn seam \xff\xd9", 640, 480)
LACKS = "The reason defective needs evidence: photo. It was not given."
TORN = "Torn at the seam"


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


@pytest.fixture
def clerk(floor: Floor) -> Clerk:
    """A clerk under a policy that wants a photo and words of what is defective, and asks about nothing else."""
    with floor.database.unit_of_work() as session:
        a_policy(session, [Row(1, days=900)])
    for paper in (floor.trade_return, floor.warranty):
        Office(floor).set_state(paper.id, STATES.CANCELLED)
    return Clerk(floor)


def defective(floor: Floor, quantity: int = 2, lot: str = "10D9T") -> Draft:
    torn = line(floor, floor.vitamin, quantity, lot=lot, reason=ReasonCode.DEFECTIVE, claim=TORN)
    return a_draft(floor, Program.CUSTOMER_RETURN, torn, order="SO-1")


def gives(clerk: Clerk, store: PhotoStore, kind: Evidence = Evidence.PHOTO, text: str = "", pictures: int = 1,
          position: int = 1) -> str:  # fmt: skip
    line_id = next(each.id for each in clerk.paper.lines if each.position == position)
    given = Given(line_id, kind, text, (PICTURE,) * pictures)
    return clerk.do(lambda session, act: authorizing.give(session, store, act, clerk.seen, given))


def stands(clerk: Clerk) -> dict[int, list[str]]:
    """Return the kinds that stand on each line, by its position."""
    return {each.position: [piece.kind.value for piece in pieces(clerk).get(each.id, ())] for each in clerk.paper.lines}


def pieces(clerk: Clerk) -> dict[UUID, list[Piece]]:
    with clerk.floor.database.reading() as session:
        return dict(evidence.of_paper(session, clerk.by.site_id, clerk.seen.id))  # type: ignore[arg-type]


def takes_off(clerk: Clerk, evidence_id: UUID) -> str:
    return clerk.do(lambda session, act: authorizing.take_off(session, act, clerk.seen, evidence_id))


def test_what_waits_for_a_photo_is_approved_by_it(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    assert LACKS in clerk.writes(defective(floor), submit=True)
    assert clerk.paper.state is STATES.PENDING_APPROVAL
    clerk.looks()
    assert gives(clerk, store) == (
        "RMA-104503 is approved | Policy 1 lets every line come back: Northline Pharmacy may send 2 units."
        " | Send the label and the instructions"
    )
    assert "evidence by R. Castillo evidence: - > ['photo']" in clerk.story
    with floor.database.reading() as session:
        shown = session.execute(sa.select(table_of(Photo).c.digest, table_of(Photo).c.carton_id)).one()
    assert store.path(shown.digest).read_bytes() == PICTURE.jpeg
    assert shown.carton_id is None


def test_evidence_outlives_a_lot_that_is_put_right_and_goes_with_its_product(
    floor: Floor, clerk: Clerk, store: PhotoStore
) -> None:
    clerk.writes(defective(floor, lot=""))
    assert gives(clerk.looks(), store) == (
        "photo kept | It stands with Vitamin D3 1000 IU, 120 ct on RMA-104503, for everyone to see."
        " | Read the verdict again"
    )
    clerk.looks().edits(defective(floor, 3, lot="10D9T"))
    assert stands(clerk) == {1: ["photo"]}
    clerk.looks().edits(a_draft(floor, Program.CUSTOMER_RETURN, line(floor, floor.shirt), order="SO-1"))
    assert stands(clerk) == {1: []}
    with floor.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(table_of(LineEvidence))) == 1


def test_a_split_takes_the_evidence_along(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor, 5))
    gives(clerk.looks(), store, pictures=2)
    clerk.looks().splits(1, units=2)
    assert stands(clerk) == {1: ["photo", "photo"]}
    assert clerk.answered and clerk.answered.result
    clerk.looks_at(clerk.answered.result)
    assert stands(clerk) == {1: ["photo", "photo"]}


def test_evidence_is_taken_off_until_a_verdict_rests_on_it(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor))
    gives(clerk.looks(), store)
    ((piece,),) = pieces(clerk).values()
    assert takes_off(clerk.looks(), piece.id) == (
        "photo taken off | It no longer counts for Vitamin D3 1000 IU, 120 ct on RMA-104503. | Read the verdict again"
    )
    assert takes_off(clerk.looks(), piece.id) == (
        "Not there | This evidence does not stand on the line any more. Nothing was changed."
        " | Look at what stands there now"
    )
    assert LACKS in clerk.looks().submits()
    gives(clerk.looks(), store)
    ((piece,),) = pieces(clerk).values()
    assert takes_off(clerk.looks(), piece.id) == (
        "It counted already | RMA-104503 is approved, and its verdict rests on this. Nothing was changed."
        " | Add what shows it better"
    )


def test_evidence_comes_late_but_not_after_the_end(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor))
    gives(clerk.looks(), store)
    assert "is approved" in clerk.looks().submits()
    assert gives(clerk.looks(), store, Evidence.SERIAL, "K7731", pictures=0).startswith("serial kept")
    clerk.looks().cancels()
    assert gives(clerk.looks(), store) == (
        "Too late | RMA-104503 is cancelled: no evidence counts for it any more. Nothing was changed."
        " | Look at its history"
    )


def test_only_the_office_keeps_evidence_and_the_second_of_two_is_told(
    floor: Floor, clerk: Clerk, store: PhotoStore
) -> None:
    clerk.writes(defective(floor))
    clerk.looks()
    inspector = Clerk(floor, Role.INSPECTOR, "J. Lima", "2555")
    inspector.looks_at(clerk.seen.id)
    assert gives(inspector, store) == (
        "Not for your role | Evidence on RMA-104503 is kept by the returns office. Nothing was changed."
        " | Ask a clerk, or switch operator"
    )
    gives(clerk, store)
    assert "was changed by R. Castillo at" in gives(clerk, store)
    assert stands(clerk) == {1: ["photo"]}


def test_a_replay_keeps_no_second_picture(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor))
    clerk.looks()
    (only,) = clerk.paper.lines
    act, given = clerk.act(picture="1"), Given(only.id, Evidence.PHOTO, "", (PICTURE,))
    first, again = (
        clerk.do(lambda session, act: authorizing.give(session, store, act, clerk.seen, given), act) for _ in range(2)
    )
    assert (first, stands(clerk)) == (again, {1: ["photo"]})
    with pytest.raises(Replayed):
        clerk.do(lambda session, act: authorizing.give(session, store, act, clerk.seen, given),
                 clerk.act().__class__(clerk.by, act.scope, act.client_id, act.now, {"picture": "2"}))  # fmt: skip


def test_what_the_sender_promises_stays_when_the_lines_are_written_anew(
    floor: Floor, clerk: Clerk, store: PhotoStore
) -> None:
    clerk.writes(defective(floor))
    (only,) = clerk.paper.lines
    said = authorizing.Statement(only.id, frozenset({Condition.OPENED}), frozenset({Evidence.PHOTO}))
    clerk.looks().do(lambda session, act: authorizing.state(session, act, clerk.seen, said))
    clerk.looks().edits(defective(floor, 3))
    (line_now,) = clerk.paper.lines
    assert (line_now.id, line_now.condition, line_now.evidence_to_follow) == (only.id, said.condition, {Evidence.PHOTO})
    assert "The reason defective needs evidence: photo. It was promised, and has not come." in clerk.looks().submits()


def test_nobody_gives_evidence_for_what_is_not_there(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor))
    clerk.looks()
    given = Given(new_id(), Evidence.TEXT, "x")
    said = clerk.do(lambda session, act: authorizing.give(session, store, act, clerk.seen, given))
    assert said == "Not found | This authorization does not exist here. | Look for it in the list"


def test_evidence_goes_some_days_after_its_authorization_ended(floor: Floor, clerk: Clerk, store: PhotoStore) -> None:
    clerk.writes(defective(floor))
    gives(clerk, store, text="Torn")
    said = gives(clerk.looks(), store, Evidence.TEXT, "Torn at the left", pictures=0)
    assert said.startswith("text kept"), said
    file = next(path for path in store.root.rglob("*.jpg"))
    later, before = clerk.act().now + timedelta(days=40), clerk.act().now - timedelta(days=40)

    def shed(until: datetime) -> int:
        with floor.database.unit_of_work() as session:
            return shed_evidence(session, store, until)

    assert shed(later) == 0, "it is a draft still"
    Office(floor).set_state(clerk.paper.id, STATES.CLOSED)
    assert (shed(before), file.is_file()) == (0, True)
    assert (shed(later), file.is_file()) == (2, False)
    assert shed(later) == 0
    with floor.database.reading() as session:
        assert session.execute(sa.select(table_of(Photo).c.id)).all() == []
        assert evidence.of_paper(session, floor.site.id, clerk.paper.id) == {}
