"""A grown ledger reads like one that people filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.db.models import Answer, Event, EventItem, Scan, table_of
from benchmarks.floor import Site, demo_site
from benchmarks.ledger import grow

EVENT, ITEM, ANSWER, SCAN = (table_of(model) for model in (Event, EventItem, Answer, Scan))
GROWN_BY = 1_000


@dataclass(frozen=True)
class Grown:
    """The demo site with past counts, and how its ledger was before."""

    site: Site
    counts: list[int]
    newest: sa.Row[tuple[UUID, str, datetime]]


@pytest.fixture(scope="module")
def grown() -> Iterator[Grown]:
    with demo_site() as site:
        before = Grown(site, _counts(site), _events(site)[-1])
        site.database.engine.dispose()
        grow(site.file, GROWN_BY)
        yield before


def test_past_counts_are_whole_and_come_before_all_others(grown: Grown) -> None:
    events = _events(grown.site)
    past = events[:GROWN_BY]
    assert _counts(grown.site) == [count + GROWN_BY for count in grown.counts]
    assert events[-1] == grown.newest
    assert {event.id.version for event in past} == {7}
    assert len({event.client_id for event in past}) == GROWN_BY
    assert all(_moment(event.id) == _moment(UUID(event.client_id)) == event.record_time for event in past)
    assert past[0].record_time < datetime.now(UTC) - timedelta(days=700)


def test_every_past_count_has_its_item_its_answer_and_its_scan(grown: Grown) -> None:
    whole = (
        sa.select(sa.func.count()).select_from(EVENT)
        .join(ITEM, ITEM.c.event_id == EVENT.c.id)
        .join(ANSWER, (ANSWER.c.event_id == EVENT.c.id) & (ANSWER.c.client_id == EVENT.c.client_id))
        .join(SCAN, SCAN.c.client_id == EVENT.c.client_id)
        .where(EVENT.c.id < _events(grown.site)[GROWN_BY].id)
    )  # fmt: skip
    with grown.site.database.reading() as session:
        assert session.scalar(whole) == GROWN_BY


def _counts(site: Site) -> list[int]:
    with site.database.reading() as session:
        return [
            session.scalars(sa.select(sa.func.count()).select_from(each)).one() for each in (EVENT, ITEM, ANSWER, SCAN)
        ]


def _events(site: Site) -> list[sa.Row[tuple[UUID, str, datetime]]]:
    with site.database.reading() as session:
        columns = sa.select(EVENT.c.id, EVENT.c.client_id, EVENT.c.record_time)
        return list(session.execute(columns.order_by(EVENT.c.id)).all())


def _moment(made: UUID) -> datetime:
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)
