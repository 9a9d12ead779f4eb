"""Badge and PIN: who gets in, who is told what, and what a supervisor hears."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.models import Device, FloorException, Operator, Scan, table_of
from app.db.queries import operators
from app.db.queries.operators import Holder
from app.domain.errors import Refused
from app.domain.messages.core import Said
from app.domain.messages.signing_in import NOT_A_BADGE, PIN_LOCKED, UNKNOWN_BADGE, UNKNOWN_PLACE, WRONG_PIN
from app.domain.own_codes import redacted
from app.domain.vocabulary import ExceptionKind
from app.services import signing_in, stationing
from app.services.signing_in import Attempt, Entered, hash_pin, identify, sign_in
from tests.factories import NOW, Floor, acting_as, make_floor
from tests.services.shipper import said_in_english

RIGHT, WRONG = "4187", "0000"
MINUTE = timedelta(minutes=1)


@pytest.fixture(scope="module")
def pin_hash() -> str:
    return hash_pin(RIGHT)


@pytest.fixture
def floor(database: Database, pin_hash: str) -> Floor:
    made = make_floor(database)
    with database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(pin_hash=pin_hash))
    return made


def attempt(floor: Floor, pin: str, badge: str = "2231") -> Attempt:
    return Attempt(floor.site.id, badge, pin, device=None)


def said(answer: Entered | Holder | Said) -> Said:
    assert isinstance(answer, Said)
    return answer


def rows(floor: Floor, table: type) -> list[Any]:
    with floor.database.reading() as session:
        return list(session.execute(sa.select(table_of(table))))


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12a4", "١٢٣٤", "4187 "])
def test_a_pin_has_four_to_eight_digits(pin: str) -> None:
    with pytest.raises(ValueError, match="a PIN has four to eight digits"):
        hash_pin(pin)


def test_a_pin_is_kept_as_argon2id_with_its_own_salt() -> None:
    first, second = hash_pin(RIGHT), hash_pin(RIGHT)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second


def test_the_right_pin_opens_and_makes_the_browser_a_device(floor: Floor) -> None:
    entered = sign_in(floor.database, attempt(floor, RIGHT), NOW)
    assert isinstance(entered, Entered)
    assert entered.holder.name == "M. Ortega"
    assert entered.device_token is not None
    with floor.database.reading() as session:
        device = operators.held(session, stationing.digest(entered.device_token))
    assert device is not None
    assert (device.site_id, device.station_id) == (floor.site.id, None)
    assert entered.device_token not in {row.token_digest for row in rows(floor, Device)}


def test_a_known_device_keeps_its_token_and_place(floor: Floor) -> None:
    with floor.database.reading() as session:
        tablet = operators.held(session, floor.tablet.token_digest)
    entered = sign_in(floor.database, Attempt(floor.site.id, "2231", RIGHT, tablet), NOW)
    assert isinstance(entered, Entered)
    assert entered.device_token is None
    (row,) = rows(floor, Device)
    assert (row.id, row.station_id, row.seen_at) == (floor.tablet.id, floor.places["D-04"].id, NOW)


def test_a_wrong_pin_and_an_unknown_badge_are_told_the_same(floor: Floor) -> None:
    assert sign_in(floor.database, attempt(floor, WRONG), NOW) == Said(WRONG_PIN)
    assert sign_in(floor.database, attempt(floor, RIGHT, badge="9999"), NOW) == Said(WRONG_PIN)
    assert sign_in(floor.database, attempt(floor, "no digits"), NOW) == Said(WRONG_PIN)


def test_an_operator_who_left_does_not_get_in(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        session.execute(sa.update(table_of(Operator)).values(is_active=False))
    assert sign_in(floor.database, attempt(floor, RIGHT), NOW) == Said(WRONG_PIN)


def test_the_fifth_wrong_pin_locks_for_five_minutes_and_tells_the_supervisor(floor: Floor) -> None:
    answers = [sign_in(floor.database, attempt(floor, WRONG), NOW) for _ in range(5)]
    locked = Said(PIN_LOCKED, {"until": NOW + 5 * MINUTE})
    assert answers == [*[Said(WRONG_PIN)] * 4, locked]
    assert sign_in(floor.database, attempt(floor, RIGHT), NOW + 4 * MINUTE) == locked

    (raised,) = rows(floor, FloorException)
    assert (raised.kind, raised.raised_by, raised.raised_at) == (ExceptionKind.PIN_LOCKED, floor.dock_worker.id, NOW)
    assert raised.params == {"until": {"time": (NOW + 5 * MINUTE).isoformat()}}

    assert isinstance(sign_in(floor.database, attempt(floor, RIGHT), NOW + 5 * MINUTE), Entered)


def test_a_lock_is_the_badge_s_own(floor: Floor) -> None:
    for _ in range(5):
        sign_in(floor.database, attempt(floor, WRONG), NOW)
    assert isinstance(sign_in(floor.database, attempt(floor, RIGHT, badge="2304"), NOW), Entered)


def test_a_right_pin_forgives_the_wrong_ones_before_it(floor: Floor) -> None:
    for _ in range(2):
        for pin in [WRONG] * 4 + [RIGHT]:
            answer = sign_in(floor.database, attempt(floor, pin), NOW)
        assert isinstance(answer, Entered)
    assert rows(floor, FloorException) == []


def test_pins_tried_all_at_once_are_counted_one_by_one(floor: Floor) -> None:
    with ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: said(sign_in(floor.database, attempt(floor, WRONG), NOW)), range(12)))
    assert sorted(answer.message.key for answer in answers) == sorted([WRONG_PIN.key] * 4 + [PIN_LOCKED.key] * 8)
    assert len(rows(floor, FloorException)) == 1


def test_who_waits_too_long_for_a_turn_is_told_so_and_no_wrong_pin_is_counted(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "_HASHING", BoundedSemaphore())
    monkeypatch.setattr(signing_in, "_PATIENCE_SECONDS", 0.001)
    with signing_in._turn():
        answer = said(sign_in(floor.database, attempt(floor, WRONG), NOW))
    assert said_in_english(answer) == (
        "One moment | Many people are signing in right now. Your PIN was not checked. | Enter your PIN again"
    )


@pytest.mark.parametrize("text", ["BADGE-2231", "badge-2231", " 2231 "])
def test_a_badge_is_known_scanned_or_typed_and_kept_without_its_number(floor: Floor, text: str) -> None:
    with floor.database.unit_of_work() as session:
        found = identify(session, floor.site.id, text, "wedge", None, NOW)
    assert isinstance(found, Holder)
    assert (found.name, found.badge) == ("M. Ortega", "2231")
    (scan,) = rows(floor, Scan)
    assert (scan.text, scan.source, scan.verdict, scan.operator_id) == (
        "BADGE-****",
        "wedge",
        "signin.badge_read",
        None,
    )


@pytest.mark.parametrize(
    ("text", "refusal", "kept"),
    [
        ("BADGE-9999", UNKNOWN_BADGE, "BADGE-****"),
        ("9999", UNKNOWN_BADGE, "BADGE-****"),
        ("T-0042", NOT_A_BADGE, ""),
        ("", NOT_A_BADGE, ""),
        ("22٣1", NOT_A_BADGE, ""),
        ("BADGE-123456789", NOT_A_BADGE, ""),
    ],
)
def test_what_is_no_badge_of_this_site_is_refused(floor: Floor, text: str, refusal: Any, kept: str) -> None:
    with floor.database.unit_of_work() as session:
        assert identify(session, floor.site.id, text, "typed", None, NOW) == Said(refusal)
    (scan,) = rows(floor, Scan)
    assert (scan.text, scan.verdict) == (kept, refusal.key)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("BADGE-2231", "BADGE-****"),
        ("]C0badge-22310045", "]C0BADGE-****"),
        ("RMA-104418", "RMA-104418"),
        ("", ""),
    ],
)
def test_what_is_kept_of_any_scan_names_no_badge(text: str, kept: str) -> None:
    assert redacted(text) == kept


def test_a_device_is_set_to_a_place_by_its_code(floor: Floor) -> None:
    by = acting_as(floor.dock_worker, floor.site, device=floor.tablet)
    with floor.database.unit_of_work() as session:
        assert stationing.choose(session, by, " b-02 ").id == floor.places["B-02"].id
    with floor.database.reading() as session:
        seat = operators.seat(session, floor.dock_worker.id, floor.tablet.token_digest)
    assert seat is not None
    assert seat.principal.station is not None
    assert (seat.principal.station.code, seat.principal.station.name) == ("B-02", "Place B-02")


def test_a_device_is_not_set_to_a_place_nobody_knows(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        with pytest.raises(Refused) as refusal:
            stationing.choose(session, acting_as(floor.dock_worker, floor.site, device=floor.tablet), "D-99")
        assert refusal.value.said == Said(UNKNOWN_PLACE, {"text": "D-99"})
        with pytest.raises(Refused) as refusal:
            stationing.choose(session, acting_as(floor.dock_worker, floor.site), "D-04")
        assert said_in_english(refusal.value.said) == (
            "Device not known | This browser has no device token, so it cannot keep a station. | Sign in again"
        )


def test_a_call_for_help_stands_once_until_it_is_answered(floor: Floor) -> None:
    by = floor.principal(floor.dock_worker)
    for minutes in range(3):
        with floor.database.unit_of_work() as session:
            stationing.call_for_help(session, by, NOW + minutes * MINUTE)
    (raised,) = rows(floor, FloorException)
    assert (raised.kind, raised.raised_at) == (ExceptionKind.HELP, NOW)
    assert (raised.raised_by, raised.station_id) == (floor.dock_worker.id, floor.places["D-04"].id)
