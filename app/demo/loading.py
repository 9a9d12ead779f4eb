"""Write the demo site, in one transaction; then the files that its office imported."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.engine import Database
from app.db.models import Base, Party, Site, table_of
from app.db.photo_store import PhotoStore
from app.demo.authorizations import authorization_rows
from app.demo.blind import play_blind_checks
from app.demo.books import play_books
from app.demo.bundles import play_bundles
from app.demo.checklists import demo_checklists
from app.demo.codes import DemoCode, demo_codes
from app.demo.customs import play_customs
from app.demo.dates import at, days_before
from app.demo.dwell import demo_dwell_targets, watch_demo
from app.demo.endings import play_endings
from app.demo.evidence import show_evidence
from app.demo.floor import play_floor
from app.demo.hands import Crew
from app.demo.holding import play_holds
from app.demo.imports import play_imports
from app.demo.leaving import play_leaving
from app.demo.notices import announce
from app.demo.office import judge_requests
from app.demo.packaging import play_packaging
from app.demo.paperwork import CLERK, SUPERVISOR, stories
from app.demo.parties import demo_parties
from app.demo.people import DEMO_OPERATORS, DemoOperator, demo_operators
from app.demo.policies import demo_policies
from app.demo.products import demo_packs, demo_products
from app.demo.replacements import play_replacements
from app.demo.returns import demo_returns
from app.demo.rows import insert
from app.demo.rulesets import demo_rules, demo_rulesets, play_rules
from app.demo.samples import draw_samples
from app.demo.settlement import play_money
from app.demo.shipments import demo_deliveries, shipment_rows
from app.demo.site import TIME_ZONE, demo_places, demo_quarantine, demo_site
from app.demo.terms import demo_terms
from app.demo.transport import play_transport
from app.demo.unsold import demo_unsold
from app.demo.ward import play_ward
from app.demo.workshop import play_workshop


class SiteExists(RuntimeError):
    """The database already has a site, which the demo must not touch."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was loaded: how to sign in, how many rows of what by table name, which barcodes to scan."""

    site: str
    operators: tuple[DemoOperator, ...]
    counts: Mapping[str, int]
    codes: tuple[DemoCode, ...]


def load_demo(
    database: Database, seed: int = 1, today: date | None = None, photos: PhotoStore | None = None
) -> DemoSummary:
    """Fill an empty database; equal `seed` and `today` give equal rows apart from ids and PIN hashes.

    `today` is the site's own date, taken to be in its early afternoon; without it, it is now. Pictures
    are kept in `photos`; without it there are none. Raises SiteExists.
    """
    now = at(today, 19) if today else datetime.now(UTC)
    today = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    with database.reading() as session:
        _refuse_second_site(session)
    rng = Random(seed)  # noqa: S311
    site, parties, tables = _demo(rng, today)
    with database.unit_of_work() as session:
        _refuse_second_site(session)
        for rows in tables:
            insert(session, rows)
        crew = Crew(session, rng, now)
        _work(crew, photos)
        play_transport(session, rng, now, today, {name: party.id for name, party in parties.items()})
        _work_on(crew, today)
        watch_demo(session, site.id, now)
    play_imports(database, site.id, now)
    with database.reading() as session:
        return DemoSummary(site.name, DEMO_OPERATORS, _counts(session), demo_codes(session))


def _work(crew: Crew, photos: PhotoStore | None) -> None:
    """Play what came in, was judged, and is paid for."""
    session, now = crew.session, crew.now
    show_evidence(session, photos)
    judge_requests(session)
    play_floor(session, crew.rng, now)
    play_workshop(session, now)
    play_blind_checks(session, now)
    play_endings(session, now, photos)
    play_books(crew)
    play_money(session, now)
    play_bundles(session, now)
    play_replacements(session, now)
    play_rules(session, now)
    draw_samples(session, now)
    announce(session, now)


def _work_on(crew: Crew, today: date) -> None:
    """Play what is moved, held, imported and sent out after that."""
    play_packaging(crew.session, crew.now)
    play_ward(crew.session, crew.now)
    play_holds(crew)
    play_customs(crew, today)
    play_leaving(crew.session, crew.now)


def _refuse_second_site(session: Session) -> None:
    name = session.scalar(sa.select(table_of(Site).c.name).limit(1))
    if name is not None:
        raise SiteExists(
            f"The demo needs an empty database, and this one already has the site {name}. "
            "Nothing was changed. Point BACKDOCK_DATABASE_URL at a new database and load the demo there."
        )


def _counts(session: Session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {each.name: session.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in tables}


def _demo(rng: Random, today: date) -> tuple[Site, Mapping[str, Party], list[list[Base]]]:
    """Return the site, the parties by name, the rows of all tables in the order in which they refer to each other."""
    site, parties = demo_site(), demo_parties()
    places = demo_places(site)
    stocked = demo_products(parties, rng, today)
    deliveries = demo_deliveries(stocked, rng, today)
    shipments, shipment_lines = shipment_rows(site, parties, deliveries)
    papers = authorization_rows(site, parties, demo_returns(deliveries, rng), rng, today)
    operators = demo_operators(site)
    quarantine = demo_quarantine(site, {place.code: place.id for place in places}, at(days_before(today, 30), 14))
    supervisor = next(who.id for who in operators if who.badge == SUPERVISOR)
    policies = demo_policies(today, supervisor)
    unsold = demo_unsold(site, parties, deliveries, next(who.id for who in operators if who.badge == CLERK), today)
    tables: list[list[Base]] = [
        [site],
        [*places],
        [*parties.values()],
        [one.product for one in stocked.values()],
        [*demo_packs(stocked)],
        [*operators],
        [*demo_checklists(at(days_before(today, 60), 14))],
        [*demo_rulesets(today, supervisor)],
        [*demo_dwell_targets(site, today, supervisor)],
        [*demo_rules()],
        [*policies.versions],
        [*policies.rules],
        [*policies.reasons],
        [*demo_terms(policies.versions)],
        [*shipments],
        [*shipment_lines],
        [*papers.authorizations],
        [*papers.lines],
        [*papers.tracking],
        [*stories(papers.authorizations, {who.badge: who.id for who in operators})],
        [*quarantine],
        *unsold,
    ]
    return site, parties, tables
