"""One board for all walls of a site: added up once, shared while it is young, and never older than it may be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from app.db.engine import Database
from app.web.boards import Board, Boards
from tests.factories import NOW, Floor, make_floor
from tests.services.dock import Dock
from tests.services.statements import statements

REFRESH = timedelta(seconds=2)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


def read(boards: Boards, floor: Floor, after: timedelta = timedelta(0)) -> tuple[Board, int]:
    """Return the board at `after` past now, and how many statements it took."""
    with statements(floor.database) as sent:
        board = boards.board(floor.database, floor.site.id, NOW + after)
    return board, len(sent)


def test_a_young_board_is_shared_without_a_look_at_the_database(floor: Floor) -> None:
    boards = Boards(REFRESH)
    first, _ = read(boards, floor)
    Dock(floor)
    assert read(boards, floor, A_SECOND) == (first, 0)


def test_an_older_one_is_looked_at_and_kept_while_nothing_changed(floor: Floor) -> None:
    boards = Boards(REFRESH)
    first, whole = read(boards, floor)
    again, looked = read(boards, floor, REFRESH)
    assert (again.version, again.wall is first.wall) == (first.version, True)
    assert 0 < looked < whole
    assert read(boards, floor, REFRESH + A_SECOND)[1] == 0, "and it is young again"


def test_a_change_shows_after_the_interval(floor: Floor) -> None:
    boards = Boards(REFRESH)
    first, whole = read(boards, floor)
    Dock(floor).scan("T-0007")
    changed, took = read(boards, floor, REFRESH)
    assert (changed.version == first.version, took) == (False, whole)
    assert changed.wall.backlog != first.wall.backlog


def test_a_clock_that_was_set_back_keeps_nothing_for_ever(floor: Floor) -> None:
    boards = Boards(REFRESH)
    read(boards, floor)
    assert read(boards, floor, -timedelta(hours=1))[1] > 0


def test_of_many_walls_at_once_one_adds_up(floor: Floor) -> None:
    boards, together = Boards(REFRESH), Barrier(8)
    _, whole = read(Boards(REFRESH), floor)

    def ask(_wall: int) -> Board:
        together.wait()
        return boards.board(floor.database, floor.site.id, NOW)

    with statements(floor.database) as sent, ThreadPoolExecutor(8) as walls:
        shown = list(walls.map(ask, range(8)))
    assert (len({id(board) for board in shown}), len(sent)) == (1, whole)
