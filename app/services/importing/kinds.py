"""What is done with each kind of row: the one table. A new kind is one more entry, here and in `exchange.kinds`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Protocol

from sqlalchemy.orm import Session

from app.db.queries.imports import Run
from app.domain.importing import FileRow, ImportKind
from app.services.importing import (
    agreements,
    assets,
    claim_answers,
    collections,
    loads,
    memos,
    notices,
    papers,
    parties,
    policies,
    products,
    refund_payments,
    settled,
    snapshots,
    trips,
)
from app.services.importing.authorizations import AUTHORIZATIONS
from app.services.importing.papers import Paper
from app.services.importing.records import Facts, Judged, Record
from app.services.importing.resolving import Names
from app.services.importing.shipments import SHIPMENTS


class Judge(Protocol):
    """Compares records with what is stored; `lock` keeps others from changing that until the transaction ends."""

    def __call__(self, session: Session, run: Run, records: Sequence[Record], /, *, lock: bool) -> list[Judged]:
        """Return what is to become of each record."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How rows of one kind become facts, by which key they are known again, and how they are judged and written.

    `has_lines` tells papers, whose rows of one key belong together, from things that stand in one row.
    """

    resolve: Callable[[FileRow, Names], Facts]
    key: Callable[[Facts], str]
    name: Callable[[Record], str]
    judge: Judge
    write: Callable[[Session, Run, Sequence[Judged], datetime], None]
    has_lines: bool = False


def _paper(paper: Paper) -> Kind:
    judge, write = partial(papers.judge, paper), partial(papers.write, paper)
    return Kind(papers.resolve, papers.key, papers.name, judge, write, has_lines=True)


KINDS: Mapping[ImportKind, Kind] = {
    ImportKind.PRODUCTS: Kind(products.resolve, products.key, products.name, products.judge, products.write),
    ImportKind.PARTIES: Kind(parties.resolve, parties.key, parties.name, parties.judge, parties.write),
    ImportKind.SHIPMENTS: _paper(SHIPMENTS),
    ImportKind.AUTHORIZATIONS: _paper(AUTHORIZATIONS),
    ImportKind.CREDIT_MEMOS: Kind(papers.resolve, papers.key, papers.name, memos.judge, memos.write, has_lines=True),
    ImportKind.CLAIM_ANSWERS: Kind(
        settled.resolve, settled.key, settled.name, claim_answers.judge, claim_answers.write
    ),
    ImportKind.REFUND_PAYMENTS: Kind(
        settled.resolve, settled.key, settled.name, refund_payments.judge, refund_payments.write
    ),
    ImportKind.TRIPS: Kind(
        papers.resolve, papers.key, papers.name, trips.judge, partial(papers.write, trips.TRIPS), has_lines=True
    ),
    ImportKind.ASN: Kind(papers.resolve, papers.key, papers.name, notices.judge, notices.write, has_lines=True),
    ImportKind.PACKAGING: Kind(assets.resolve, assets.key, assets.name, assets.judge, assets.write),
    ImportKind.COLLECTIONS: Kind(
        collections.resolve, collections.key, collections.name, collections.judge, collections.write
    ),
    ImportKind.LOADS: Kind(loads.resolve, loads.key, loads.name, loads.judge, loads.write),
    ImportKind.AGREEMENTS: Kind(
        agreements.resolve, agreements.key, agreements.name, agreements.judge, agreements.write
    ),
    ImportKind.POLICIES: Kind(
        policies.resolve, policies.key, policies.name, policies.judge, policies.write, has_lines=True
    ),
    ImportKind.SNAPSHOTS: Kind(snapshots.resolve, snapshots.key, snapshots.name, snapshots.judge, snapshots.write),
}
