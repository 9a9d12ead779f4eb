"""Photos stand with the goods they show, once, under the hash of their bytes."""

import hashlib
import os
import stat
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.engine import Database
from app.db.ids import new_id
from app.db.models import Event, Photo, table_of
from app.db.photo_store import PhotoStore
from app.db.queries import photos
from app.domain.errors import Replayed
from app.services import photographing
from app.services.acting import Act, Answered
from app.services.photographing import Picture, Subject
from tests.factories import NOW, Floor, a_site, acting_as, an_operator, make_floor
from tests.services.dock import Dock, gs1, shown

JPEG = b"\xff\xd8 the picture of a torn box \xff\xd9"
PICTURE = Picture(JPEG, 2048, 1536)


@pytest.fixture
def floor(database: Database) -> Floor:
    return make_floor(database)


@pytest.fixture
def dock(floor: Floor) -> Dock:
    """A receipt with carton T-0042 open and nothing in it."""
    dock = Dock(floor)
    dock.scan("T-0042")
    return dock


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "photos")


def act_of(floor: Floor, client_id: str = "", photo: str = "1") -> Act:
    return Act(floor.principal(floor.dock_worker), "photos", client_id or str(new_id()), NOW, {"photo": photo})


def keep(floor: Floor, store: PhotoStore, subject: Subject, act: Act | None = None) -> Answered[UUID]:
    with floor.database.unit_of_work() as session:
        return photographing.keep(session, store, act or act_of(floor), PICTURE, subject)


def said(answered: Answered[UUID]) -> str:
    message, params = answered.said.message, answered.said.params
    words = {name: shown(value) for name, value in params.items()}
    return " | ".join(part.format(**words) for part in (message.title, message.say, message.next))


def rows(floor: Floor) -> list[tuple[object, ...]]:
    photo = table_of(Photo)
    columns = (photo.c.digest, photo.c.width, photo.c.height, photo.c.carton_id, photo.c.receipt_line_id)
    with floor.database.reading() as session:
        return [tuple(row) for row in session.execute(sa.select(*columns))]


def events(floor: Floor) -> int:
    with floor.database.reading() as session:
        return session.execute(sa.select(sa.func.count()).select_from(table_of(Event))).scalar_one()


def test_a_photo_stands_with_the_item_counted_last(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scans(gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.zinc, "Z0415B", "270731"))
    carton, before = dock.board().carton_id, events(floor)
    assert carton
    answered = keep(floor, store, Subject(carton))
    assert (
        said(answered) == "Photo kept | The photo stands with Zinc 25 mg, 60 ct in carton T-0042. | Scan the next item"
    )
    zinc = next(count.id for count in dock.board().counts if count.lot == "Z0415B")
    assert rows(floor) == [(hashlib.sha256(JPEG).hexdigest(), 2048, 1536, carton, zinc)]
    assert events(floor) == before


def test_a_photo_stands_with_the_line_it_names(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scans(gs1(floor.vitamin, "10D9T", "270331"), gs1(floor.zinc, "Z0415B", "270731"))
    board = dock.board()
    vitamin = next(count.id for count in board.counts if count.lot == "10D9T")
    assert board.carton_id
    answered = keep(floor, store, Subject(board.carton_id, vitamin))
    assert said(answered).startswith("Photo kept | The photo stands with Vitamin D3 1000 IU, 120 ct in carton T-0042.")


def test_a_photo_of_held_goods_stands_with_the_quarantine_carton(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scan(gs1(floor.shirt))
    dock.tap("accept")
    board = dock.board()
    assert board.carton_id
    answered = keep(floor, store, Subject(board.carton_id, board.counts[-1].id))
    assert said(answered).startswith("Photo kept | The photo stands with Work shirt, M in carton T-0901.")


def test_a_photo_of_an_empty_carton_shows_nothing(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    carton = dock.board().carton_id
    assert carton
    assert said(keep(floor, store, Subject(carton))) == (
        "Nothing to show | A photo belongs to an item, but none was counted yet. | "
        "Scan the item first, then take its photo"
    )
    assert rows(floor) == []
    assert not store.root.exists()


def test_goods_that_were_taken_back_cannot_be_shown(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scan(gs1(floor.zinc, "Z0415B", "270731"))
    dock.tap("undo")
    carton = dock.board().carton_id
    assert carton
    assert said(keep(floor, store, Subject(carton))).startswith("Nothing to show")


def test_a_carton_of_another_site_does_not_exist_here(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scan(gs1(floor.zinc, "Z0415B", "270731"))
    carton = dock.board().carton_id
    assert carton
    with floor.database.unit_of_work() as session:
        site = a_site(session, "OTHER")
        stranger = an_operator(session, site, badge="9900")
    act = Act(acting_as(stranger, site), "photos", str(new_id()), NOW, {})
    assert said(keep(floor, store, Subject(carton), act)).startswith("Not found")
    with floor.database.reading() as session:
        assert photos.of_carton(session, site.id, carton) == []


def test_a_replay_is_answered_and_keeps_no_second_photo(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scan(gs1(floor.zinc, "Z0415B", "270731"))
    carton = dock.board().carton_id
    assert carton
    act = act_of(floor)
    first, again = (keep(floor, store, Subject(carton), act) for _ in range(2))
    assert (first.is_replay, again.is_replay, said(again)) == (False, True, said(first))
    assert len(rows(floor)) == 1


def test_the_same_client_id_with_another_picture_is_refused(floor: Floor, dock: Dock, store: PhotoStore) -> None:
    dock.scan(gs1(floor.zinc, "Z0415B", "270731"))
    carton = dock.board().carton_id
    assert carton
    client_id = str(new_id())
    keep(floor, store, Subject(carton), act_of(floor, client_id, "1"))
    with pytest.raises(Replayed):
        keep(floor, store, Subject(carton), act_of(floor, client_id, "2"))


def test_the_store_names_files_by_their_content(store: PhotoStore) -> None:
    digest = store.put(JPEG)
    assert digest == hashlib.sha256(JPEG).hexdigest()
    assert store.path(digest) == store.root / digest[:2] / f"{digest}.jpg"
    assert store.path(digest).read_bytes() == JPEG
    written = store.path(digest).stat().st_mtime_ns
    assert store.put(JPEG) == digest
    assert [path.stat().st_mtime_ns for path in store.root.rglob("*.*")] == [written]


def test_the_store_leaves_nothing_half_written(store: PhotoStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(28, "No space left on device")

    store.put(JPEG)
    kept = sorted(store.root.rglob("*.*"))
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.put(JPEG + b"2")
    assert sorted(store.root.rglob("*.*")) == kept


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_a_digest_names_a_photo(store: PhotoStore, name: str) -> None:
    with pytest.raises(ValueError) as refused:
        store.path(name)
    assert str(refused.value) == f"Got {name!r}, expected 64 hexadecimal digits."
