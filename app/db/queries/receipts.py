"""Receipts as the receiving screen sees them."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.gates import passing
from app.db.models import (
    Authorization,
    AuthorizationLine,
    Carton,
    CartonLine,
    CustomsPaper,
    HoldOrder,
    LineEvidence,
    Location,
    Operator,
    Party,
    Receipt,
    ReceiptLine,
    table_of,
)
from app.db.prepared import Prepared
from app.db.queries.products import COLUMNS, PRODUCT, product_from
from app.domain.receipts import Board, Count, Joined, OpenCarton, Paper, PaperLine
from app.domain.transitions import CartonState, HoldOrderState, ReceiptState

RECEIPT, RECEIPT_LINE = table_of(Receipt), table_of(ReceiptLine)
PAPER, PAPER_LINE = table_of(Authorization), table_of(AuthorizationLine)
CARTON, CARTON_LINE = table_of(Carton), table_of(CartonLine)
EVIDENCE, ORDER, IMPORT = table_of(LineEvidence), table_of(HoldOrder), table_of(CustomsPaper)
PARTY, OPERATOR, LOCATION = table_of(Party), table_of(Operator), table_of(Location)


def board(
    session: Session, site_id: UUID, receipt_id: UUID, carton_id: UUID | None = None, *, lock: bool = False
) -> Board | None:
    """Return the receipt with its paper, lines and cartons in three statements; `lock` keeps others out."""
    heads = _heads(session, site_id, receipt_id, lock)
    head = next((each for each in heads if each.id == receipt_id), None)
    if head is None:
        return None
    paper, joined = _paper(head), tuple(_joined(each) for each in heads if each.id != receipt_id)
    papers = [each.id for each in (paper, *(each.paper for each in joined)) if each]
    named, counts = _lines(session, site_id, receipt_id, papers)
    cartons, is_ordered = _cartons(session, site_id, receipt_id)
    opened = [carton.id for carton in cartons if carton.state is CartonState.RECEIVING]
    # An act keeps what its screen names, to notice that it was closed meanwhile; a page goes on with an open one.
    chosen = carton_id if carton_id and (lock or carton_id in opened) else next(reversed(opened), None)
    return Board(
        receipt_id=head.id,
        receipt=head.number,
        state=head.state,
        opened_at=head.opened_at,
        paper=paper,
        named=named,
        counts=counts,
        cartons=cartons,
        carton_id=chosen,
        closed_by=head.closed_by_name or "",
        closed_at=head.closed_at,
        joined=joined,
        leader_id=head.leader_id,
        is_ordered=is_ordered,
    )


def _heads(session: Session, site_id: UUID, receipt_id: UUID, lock: bool) -> Sequence[Any]:
    """Return the receipt and those that joined it, in the order in which they did."""
    return _head_query(lock).all(session, {"site": site_id, "receipt": receipt_id})


def _joined(head: Any) -> Joined:
    paper = _paper(head)
    assert paper is not None, "a receipt joins another because of its authorization"
    return Joined(head.id, head.number, paper)


_OF_SITE: "sa.BindParameter[UUID]" = sa.bindparam("site")
_OF_RECEIPT: "sa.BindParameter[UUID]" = sa.bindparam("receipt")


_HAS_EVIDENCE = (
    sa.exists()
    .where(EVIDENCE.c.site_id == PAPER.c.site_id, EVIDENCE.c.authorization_id == PAPER.c.id)
    .where(EVIDENCE.c.authorization_line_id.is_not(None))
)

_IMPORTS = sa.exists().where(IMPORT.c.site_id == PAPER.c.site_id, IMPORT.c.authorization_id == PAPER.c.id)


@cache
def _head_query(lock: bool) -> Prepared:
    statement = (
        sa.select(
            *(RECEIPT.c[name] for name in ("id", "number", "state", "opened_at", "closed_at", "leader_id")),
            OPERATOR.c.name.label("closed_by_name"),
            *(PAPER.c[name].label(f"paper_{name}") for name in _PAPER),
            _HAS_EVIDENCE.label("has_evidence"),
            _IMPORTS.label("imports"),
            PARTY.c.name.label("party"),
        )
        .outerjoin(PAPER, (PAPER.c.site_id == RECEIPT.c.site_id) & (PAPER.c.id == RECEIPT.c.authorization_id))
        .outerjoin(PARTY, PARTY.c.id == PAPER.c.party_id)
        .outerjoin(OPERATOR, OPERATOR.c.id == RECEIPT.c.closed_by)
        .where(RECEIPT.c.site_id == _OF_SITE, sa.or_(RECEIPT.c.id == _OF_RECEIPT, RECEIPT.c.leader_id == _OF_RECEIPT))
        .order_by(RECEIPT.c.id)
    )
    if lock:  # every act of receiving takes the receipt first, so what is read next holds until commit
        statement = statement.add_columns(passing(_OF_SITE).label("gate")).with_for_update(of=RECEIPT, key_share=True)
    return Prepared(statement)


_PAPER = ("id", "number", "program", "state", "party_id", "credit_memo", "purchase_order")


def _paper(head: Any) -> Paper | None:
    if head.paper_id is None:
        return None
    said = {name: getattr(head, f"paper_{name}") for name in _PAPER}
    return Paper(**said, party=head.party, has_evidence=bool(head.has_evidence), imports=bool(head.imports))


def _lines(
    session: Session, site_id: UUID, receipt_id: UUID, papers: list[UUID]
) -> tuple[tuple[PaperLine, ...], tuple[Count, ...]]:
    of = {f"paper_{number}": paper for number, paper in enumerate(papers)} or {"receipt": receipt_id}
    rows = _lines_query(len(papers)).all(session, {"site": site_id, **of})
    own = [row for row in rows if row.position is not None]
    named = sorted(own, key=lambda row: (papers.index(row.receipt_id), row.position))
    return (
        tuple(_paper_line(row) for row in named),
        tuple(_count(row) for row in rows if row.position is None),
    )


@cache
def _lines_query(papers: int) -> Prepared:
    of = [sa.bindparam(f"paper_{number}", type_=PAPER.c.id.type) for number in range(papers)]
    return Prepared(sa.union_all(_named(of), _counts(of)) if of else _counts(of))


_WHAT = ("lot", "expiry", "serial", "quantity")


def _named(papers: "list[sa.BindParameter[UUID]]") -> "sa.Select[Any]":
    return (
        sa.select(
            PAPER_LINE.c.id,
            PAPER_LINE.c.id.label("line_id"),
            PAPER_LINE.c.authorization_id.label("receipt_id"),
            PAPER_LINE.c.position,
            *(PAPER_LINE.c[name] for name in _WHAT),
            sa.literal(None, RECEIPT_LINE.c.verdict.type).label("verdict"),
            sa.literal(None, RECEIPT_LINE.c.customs_line_id.type).label("customs_line_id"),
            sa.literal(None, RECEIPT_LINE.c.regime.type).label("regime"),
            *COLUMNS,
        )
        .join(PRODUCT, PRODUCT.c.id == PAPER_LINE.c.product_id)
        .where(PAPER_LINE.c.site_id == _OF_SITE, PAPER_LINE.c.authorization_id.in_(papers))
    )


def _counts(papers: "list[sa.BindParameter[UUID]]") -> "sa.Select[Any]":
    mine: sa.ColumnElement[bool] = RECEIPT_LINE.c.receipt_id == _OF_RECEIPT
    if papers:  # several receipts may answer one authorization: what came before counts
        siblings = sa.select(RECEIPT.c.id).where(RECEIPT.c.site_id == _OF_SITE, RECEIPT.c.authorization_id.in_(papers))
        mine = RECEIPT_LINE.c.receipt_id.in_(siblings)
    return (
        sa.select(
            RECEIPT_LINE.c.id,
            RECEIPT_LINE.c.authorization_line_id.label("line_id"),
            RECEIPT_LINE.c.receipt_id,
            sa.literal(None, sa.Integer).label("position"),
            *(RECEIPT_LINE.c[name] for name in _WHAT),
            RECEIPT_LINE.c.verdict,
            RECEIPT_LINE.c.customs_line_id,
            RECEIPT_LINE.c.regime,
            *COLUMNS,
        )
        .join(PRODUCT, PRODUCT.c.id == RECEIPT_LINE.c.product_id)
        .where(RECEIPT_LINE.c.site_id == _OF_SITE, mine)
    )


def _paper_line(row: Any) -> PaperLine:
    product = product_from(row)  # the union has no column for the authorization but that of the receipts
    return PaperLine(row.id, product, row.lot, row.expiry, row.serial, row.quantity, paper_id=row.receipt_id)


def _count(row: Any) -> Count:
    product = product_from(row)
    return Count(
        row.id,
        row.receipt_id,
        row.line_id,
        product,
        row.lot,
        row.expiry,
        row.serial,
        row.verdict,
        row.quantity,
        row.customs_line_id,
        row.regime,
    )


def _cartons(session: Session, site_id: UUID, receipt_id: UUID) -> tuple[tuple[OpenCarton, ...], bool]:
    """Return the cartons, and whether orders to hold are in force: read once the gate is passed, it stays true."""
    rows = _CARTONS.all(session, {"site": site_id, "receipt": receipt_id})
    cartons = tuple(OpenCarton(row.id, row.lpn, row.state, int(row.units), int(row.medical)) for row in rows)
    return cartons, any(row.is_ordered for row in rows)


_IS_ORDERED = sa.exists().where(ORDER.c.site_id == _OF_SITE, ORDER.c.state == HoldOrderState.ACTIVE)


_CARTONS = Prepared(
    sa.select(
        CARTON.c.id,
        CARTON.c.lpn,
        CARTON.c.state,
        sa.func.coalesce(sa.func.sum(CARTON_LINE.c.quantity), 0).label("units"),
        sa.func.coalesce(sa.func.sum(sa.case((PRODUCT.c.medical, CARTON_LINE.c.quantity), else_=0)), 0).label(
            "medical"
        ),
        _IS_ORDERED.label("is_ordered"),
    )
    .outerjoin(CARTON_LINE, (CARTON_LINE.c.site_id == CARTON.c.site_id) & (CARTON_LINE.c.carton_id == CARTON.c.id))
    .outerjoin(PRODUCT, PRODUCT.c.id == CARTON_LINE.c.product_id)
    .where(CARTON.c.site_id == _OF_SITE, CARTON.c.receipt_id == _OF_RECEIPT, CARTON.c.state != CartonState.CANCELLED)
    .group_by(CARTON.c.id, CARTON.c.lpn, CARTON.c.state)
    .order_by(CARTON.c.id)
)


def open_receipt_of(session: Session, site_id: UUID, authorization_id: UUID) -> UUID | None:
    """Return the open receipt of an authorization, or the one that it joined: there is at most one."""
    return session.execute(
        sa.select(sa.func.coalesce(RECEIPT.c.leader_id, RECEIPT.c.id)).where(
            RECEIPT.c.site_id == site_id,
            RECEIPT.c.authorization_id == authorization_id,
            RECEIPT.c.state == ReceiptState.OPEN,
        )
    ).scalar_one_or_none()


def number_of(session: Session, site_id: UUID, receipt_id: UUID) -> str:
    """Return the number of a receipt."""
    number: str = session.execute(
        sa.select(RECEIPT.c.number).where(RECEIPT.c.site_id == site_id, RECEIPT.c.id == receipt_id)
    ).scalar_one()
    return number


def id_of(session: Session, site_id: UUID, number: str) -> UUID | None:
    """Return the receipt with `number`."""
    return session.execute(
        sa.select(RECEIPT.c.id).where(RECEIPT.c.site_id == site_id, RECEIPT.c.number == number)
    ).scalar_one_or_none()
