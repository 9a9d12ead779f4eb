"""Prepared statements: the same rows, the same refusals as through SQLAlchemy, on both databases."""

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Party, table_of
from app.db.prepared import Prepared, PreparedInsert, savepoint
from app.domain.vocabulary import PartyKind
from tests.factories import Floor
from tests.services.dock import Dock
from tests.services.floor_state import vitamin

PARTIES = table_of(Party)
ADD = Prepared(sa.insert(PARTIES))
NAMES = Prepared(sa.select(PARTIES.c.name).where(PARTIES.c.name.like(sa.bindparam("like"))).order_by(PARTIES.c.name))


def test_every_column_of_every_table_is_read_as_sqlalchemy_reads_it(loaded: Database) -> None:
    _compare(loaded)


def test_the_floor_is_read_alike_on_either_database(dock: Dock, floor: Floor) -> None:
    dock.scan(vitamin(floor))
    _compare(floor.database)


def _compare(database: Database) -> None:
    with database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            select = sa.select(table).order_by(*table.primary_key.columns).limit(200)
            ours, theirs = Prepared(select).all(session, {}), session.execute(select).all()
            assert [tuple(row) for row in ours] == [tuple(row) for row in theirs], table.name
            assert all(row._fields == tuple(table.columns.keys()) for row in ours[:1]), table.name


def test_what_is_written_is_read_back(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        for name in ("Anvil & Sons", "Anvil's"):
            ADD.run(session, _party(name))
        assert [row.name for row in NAMES.all(session, {"like": "Anvil%"})] == ["Anvil & Sons", "Anvil's"]


def test_a_refusal_of_the_database_is_sqlalchemys(floor: Floor) -> None:
    row = _party("Twice")
    with pytest.raises(sa.exc.IntegrityError), floor.database.unit_of_work() as session:
        ADD.run(session, row)
        ADD.run(session, row)
    with floor.database.reading() as session:
        assert NAMES.all(session, {"like": "Twice"}) == []


def test_an_insert_says_on_conflict_in_either_databases_words(floor: Floor) -> None:
    add_once = PreparedInsert(PARTIES, lambda insert: insert.on_conflict_do_nothing().returning(PARTIES.c.id))
    row = _party("Once")
    with floor.database.unit_of_work() as session:
        first, second = add_once.one_or_none(session, row), add_once.one_or_none(session, row)
    assert (first.id, second) == (row["id"], None)


def test_a_savepoint_takes_back_what_the_block_changed_and_no_more(floor: Floor) -> None:
    with floor.database.unit_of_work() as session:
        ADD.run(session, _party("Kept before"))
        with pytest.raises(ZeroDivisionError), savepoint(session):
            ADD.run(session, _party("Kept never"))
            _ = 1 / 0
        with savepoint(session):
            ADD.run(session, _party("Kept too"))
    with floor.database.reading() as session:
        assert [row.name for row in NAMES.all(session, {"like": "Kept%"})] == ["Kept before", "Kept too"]


def test_one_row_is_never_picked_from_several(floor: Floor) -> None:
    with floor.database.reading() as session, pytest.raises(ValueError, match=r"^\d+ rows where one was expected$"):
        NAMES.one_or_none(session, {"like": "%"})


def test_a_list_that_grows_is_not_prepared(floor: Floor) -> None:
    among = Prepared(sa.select(PARTIES.c.name).where(PARTIES.c.name.in_(sa.bindparam("names", expanding=True))))
    with floor.database.reading() as session, pytest.raises(AssertionError, match="a list has another statement"):
        among.all(session, {"names": ["Anvil"]})


def _party(name: str) -> dict[str, object]:
    empty = {column.name: column.default.arg if column.default else "" for column in PARTIES.c if not column.nullable}
    return {**empty, "id": new_id(), "name": name, "kind": PartyKind.CUSTOMER}
