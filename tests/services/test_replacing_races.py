"""Two clerks, one line, the same instant; and the night beside the dock. On both databases."""

from datetime import timedelta
from functools import partial

from app.domain.vocabulary import Role
from app.services.settling import write_off
from tests.factories import TODAY, Floor
from tests.services.bookkeeper import omegas_came, some
from tests.services.dock import Dock
from tests.services.matcher import Matcher, blind
from tests.services.racing import race
from tests.services.replacer import Replacer, at_the_omegas
from tests.services.settler import Settler, assert_books_balance


def test_two_clerks_never_replace_more_than_was_promised(floor: Floor) -> None:
    one, two = at_the_omegas(floor), Replacer(floor, Role.SUPERVISOR, "2119", "B. Luna")
    said = race(*[partial(clerk.plans, 4, is_advance=True) for clerk in (one, two)])
    assert sorted(each.split(" | ")[0] for each in said) == ["RMA-104418-S1 is planned", "Too many, or none"]
    assert sum(each.quantity for each in one.all) == 4


def test_what_comes_while_the_night_charges_is_charged_to_nobody_in_the_end(floor: Floor) -> None:
    office = at_the_omegas(floor)
    office.plans(1, is_advance=True)
    office.ships()
    office.today = TODAY + timedelta(days=20)
    omegas_came(floor, 1, close=False)
    dock = Dock(floor)
    dock.tap("close_receipt")
    race(partial(dock.tap, "accept"), office.night)
    assert office.night() == 0
    assert (office.last.charged, Settler(floor).account(office.paper).open) == (0, 0)
    assert_books_balance(floor)


def test_a_match_takes_a_charge_off_and_taken_back_puts_it_on_again(floor: Floor) -> None:
    office, matcher, settler = at_the_omegas(floor), Matcher(floor, badge="2119"), Settler(floor)
    office.plans(1, is_advance=True)
    office.ships()
    office.today = TODAY + timedelta(days=20)
    receipt = blind(floor, "T-0444", some(floor.omega, "K7731", "270228", 1)).screen.receipt_id
    assert office.night() == 1
    matcher.matches(receipt, office.paper)
    assert office.last.charged == 0
    matcher.takes_back()
    assert office.last.charged == 8
    settler.do(write_off, settler.refunds(office.paper)[-1], "Moved away")
    matcher.matches(receipt, office.paper)
    account = settler.account(office.paper)
    assert (account.charged, account.written_off, account.open) == (0, 0, 0)
    assert_books_balance(floor)
