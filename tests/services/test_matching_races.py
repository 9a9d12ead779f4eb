"""Two clerks, one blind receipt, the same instant: one match stands, the other is told whose. On both databases."""

from functools import partial

from app.domain.vocabulary import Role
from tests.factories import Floor, an_sscc
from tests.services.floor_state import holds, omega
from tests.services.matcher import Matcher, blind, paper_of
from tests.services.racing import race

ROUNDS = 4


def test_a_receipt_answers_the_first_of_two_authorizations(floor: Floor) -> None:
    first, second = Matcher(floor), Matcher(floor, Role.SUPERVISOR, "B. Luna", "2119")
    for number in range(1, ROUNDS + 1):
        receipt = blind(floor, an_sscc(number), omega(floor)).screen.receipt_id
        ours, theirs = floor.trade_return.id, floor.warranty.id
        said = race(partial(first.matches, receipt, ours), partial(second.matches, receipt, theirs))
        winner, loser = said if paper_of(floor, receipt) == ours else reversed(said)
        who = "R. Castillo" if paper_of(floor, receipt) == ours else "B. Luna"
        assert winner.startswith(f"R-00000{number} answers RMA-")
        assert loser.startswith(f"{who} was first | R-00000{number} was matched to RMA-")
    holds(floor)
