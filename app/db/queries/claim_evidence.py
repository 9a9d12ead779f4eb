"""What stands behind a claim on a vendor: its goods, what inspectors found on them, and the photos that show it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import (
    AuthorizationLine,
    CartonLine,
    Checklist,
    ClaimLine,
    Decision,
    Defect,
    Inspection,
    LineEvidence,
    Operator,
    Photo,
    Product,
    ReceiptLine,
    table_of,
)
from app.domain.checklists import DefectCode, ItemPlace
from app.domain.claiming import ClaimedGoods, Finding, SeenDefect, Shot
from app.domain.messages.core import Local
from app.domain.terms import Evidence
from app.domain.vocabulary import DispositionCode

LINE, RECEIPT_LINE, PAPER_LINE = table_of(ClaimLine), table_of(ReceiptLine), table_of(AuthorizationLine)
CARTON_LINE, PRODUCT, PHOTO, OPERATOR = table_of(CartonLine), table_of(Product), table_of(Photo), table_of(Operator)
INSPECTION, DEFECT, DECISION = table_of(Inspection), table_of(Defect), table_of(Decision)
CHECKLIST, EVIDENCE = table_of(Checklist), table_of(LineEvidence)


def of_claim(session: Session, site_id: UUID, claim_id: UUID) -> tuple[ClaimedGoods, ...]:
    """Return the goods of a claim in the order of its lines, each with its findings and photos."""
    rows = session.execute(
        sa.select(
            *(LINE.c[name] for name in ("id", "receipt_line_id", "quantity", "amount")), _STANDS_IN,
            *(PRODUCT.c[name] for name in ("sku", "gtin", "name")),
            *(RECEIPT_LINE.c[name] for name in ("lot", "expiry", "serial", "verdict")),
            RECEIPT_LINE.c.authorization_line_id, PAPER_LINE.c.reason,
        )
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .join(RECEIPT_LINE, _parent(LINE, "receipt_line_id", RECEIPT_LINE))
        .outerjoin(PAPER_LINE, _parent(RECEIPT_LINE, "authorization_line_id", PAPER_LINE))
        .where(LINE.c.site_id == site_id, LINE.c.claim_id == claim_id)
        .order_by(LINE.c.id)
    ).all()  # fmt: skip
    findings = _findings(session, site_id, [row.receipt_line_id for row in rows])
    shots = _shots(session, site_id, rows)
    return tuple(_goods(row, findings, shots) for row in rows)


def _parent(child: sa.Table, column: str, parent: sa.Table) -> sa.ColumnElement[bool]:
    return (parent.c.site_id == child.c.site_id) & (parent.c.id == child.c[column])


_STANDS_IN = (
    sa.select(CARTON_LINE.c.carton_id)
    .where(
        CARTON_LINE.c.site_id == LINE.c.site_id,
        CARTON_LINE.c.receipt_line_id == LINE.c.receipt_line_id,
        CARTON_LINE.c.quantity > 0,
    )
    .order_by(CARTON_LINE.c.id.desc())
    .limit(1)
    .correlate(LINE)
    .scalar_subquery()
    .label("carton_id")
)


def _goods(row: Any, findings: Mapping[UUID, list[Finding]], shots: Mapping[UUID, list[Shot]]) -> ClaimedGoods:
    return ClaimedGoods(
        id=row.id, receipt_line_id=row.receipt_line_id, carton_id=row.carton_id, sku=row.sku, gtin=row.gtin,
        name=Local(row.name), lot=row.lot, expiry=row.expiry, serial=row.serial, quantity=row.quantity,
        amount=row.amount, verdict=row.verdict, reason=row.reason or None,
        findings=tuple(findings[row.receipt_line_id]), shots=tuple(shots[row.id]),
    )  # fmt: skip


def _findings(session: Session, site_id: UUID, line_ids: Collection[UUID]) -> Mapping[UUID, list[Finding]]:
    """Return what stands of the inspections whose units go back, by receipt line, the first first."""
    rows = session.execute(
        sa.select(
            CARTON_LINE.c.receipt_line_id, OPERATOR.c.name.label("inspector"), CHECKLIST.c.defects, CHECKLIST.c.places,
            *(INSPECTION.c[name] for name in ("id", "inspected_at", "quantity", *_SCORES)), DECISION.c.override_reason,
        )
        .join(CARTON_LINE, _parent(INSPECTION, "carton_line_id", CARTON_LINE))
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .join(OPERATOR, OPERATOR.c.id == INSPECTION.c.inspected_by)
        .join(CHECKLIST, CHECKLIST.c.id == INSPECTION.c.checklist_id)
        .where(
            INSPECTION.c.site_id == site_id, CARTON_LINE.c.receipt_line_id.in_(line_ids),
            INSPECTION.c.undone_at.is_(None), ~_IS_SUPERSEDED, DECISION.c.chosen == DispositionCode.RETURN_TO_VENDOR,
        )
        .order_by(INSPECTION.c.id)
    ).all()  # fmt: skip
    defects = _defects(session, site_id, rows)
    found: dict[UUID, list[Finding]] = defaultdict(list)
    for row in rows:
        scores = {name: getattr(row, name) for name in _SCORES}
        found[row.receipt_line_id].append(
            Finding(
                id=row.id,
                seen_at=row.inspected_at,
                inspector=row.inspector,
                quantity=row.quantity,
                **scores,
                defects=tuple(defects[row.id]),
                words=row.override_reason,
            )
        )
    return found


_SCORES = ("condition", "function", "cosmetics", "grade")
_LATER = INSPECTION.alias("later")
_IS_SUPERSEDED = sa.exists().where(
    _LATER.c.site_id == INSPECTION.c.site_id, _LATER.c.supersedes == INSPECTION.c.id, _LATER.c.undone_at.is_(None)
)


def _defects(session: Session, site_id: UUID, inspections: Collection[Any]) -> Mapping[UUID, list[SeenDefect]]:
    named = {row.id: _names(row) for row in inspections}
    rows = session.execute(
        sa.select(DEFECT.c.inspection_id, DEFECT.c.code, DEFECT.c.place)
        .where(DEFECT.c.site_id == site_id, DEFECT.c.inspection_id.in_(named))
        .order_by(DEFECT.c.id)
    )
    found: dict[UUID, list[SeenDefect]] = defaultdict(list)
    for inspection_id, code, place in rows:
        defects, places = named[inspection_id]
        found[inspection_id].append(SeenDefect(code, defects.get(code, Local({"en": code})), places.get(place)))
    return found


def _names(row: Any) -> tuple[dict[str, Local], dict[str, Local]]:
    defects, places = map(DefectCode.parse, row.defects), map(ItemPlace.parse, row.places)
    return {each.key: each.text for each in defects}, {each.key: each.text for each in places}


def _shots(session: Session, site_id: UUID, lines: Collection[Any]) -> Mapping[UUID, list[Shot]]:
    """Return the photos of each claim line: those of its goods in the building, and of them at the party."""
    by_goods = {row.receipt_line_id: row.id for row in lines}
    by_paper = {row.authorization_line_id: row.id for row in lines if row.authorization_line_id}
    sent = sa.select(EVIDENCE.c.photo_id, EVIDENCE.c.authorization_line_id).where(
        EVIDENCE.c.site_id == site_id, EVIDENCE.c.kind == Evidence.PHOTO, EVIDENCE.c.photo_id.is_not(None),
        EVIDENCE.c.authorization_line_id.in_(by_paper),
    )  # fmt: skip
    of_party = {photo_id: by_paper[line_id] for photo_id, line_id in session.execute(sent)}
    rows = session.execute(
        sa.select(*(PHOTO.c[name] for name in ("id", "digest", "taken_at", "receipt_line_id")))
        .where(PHOTO.c.site_id == site_id, sa.or_(PHOTO.c.receipt_line_id.in_(by_goods), PHOTO.c.id.in_(of_party)))
        .order_by(PHOTO.c.id)
    )
    found: dict[UUID, list[Shot]] = defaultdict(list)
    for row in rows:
        line_id = of_party.get(row.id) or by_goods[row.receipt_line_id]
        found[line_id].append(Shot(row.id, row.digest, row.taken_at))
    return found


def as_lines() -> sa.FromClause:
    """Return the lines of all claims, as other systems read them."""
    about = (RECEIPT_LINE.c.lot, RECEIPT_LINE.c.serial, PAPER_LINE.c.reason)
    return (
        sa.select(LINE, *about)
        .join(RECEIPT_LINE, _parent(LINE, "receipt_line_id", RECEIPT_LINE))
        .outerjoin(PAPER_LINE, _parent(RECEIPT_LINE, "authorization_line_id", PAPER_LINE))
        .subquery()
    )


def as_findings() -> sa.FromClause:
    """Return what inspectors found on the goods of all claims, as other systems read it."""
    same_goods = (LINE.c.site_id == CARTON_LINE.c.site_id) & (LINE.c.receipt_line_id == CARTON_LINE.c.receipt_line_id)
    return (
        sa.select(
            *(INSPECTION.c[name] for name in ("site_id", "id", "inspected_at", "quantity", *_SCORES)), LINE.c.claim_id,
            LINE.c.id.label("claim_line_id"), OPERATOR.c.name.label("inspector"),
        )
        .join(CARTON_LINE, _parent(INSPECTION, "carton_line_id", CARTON_LINE))
        .join(LINE, same_goods)
        .join(DECISION, (DECISION.c.site_id == INSPECTION.c.site_id) & (DECISION.c.inspection_id == INSPECTION.c.id))
        .join(OPERATOR, OPERATOR.c.id == INSPECTION.c.inspected_by)
        .where(
            INSPECTION.c.undone_at.is_(None), ~_IS_SUPERSEDED, DECISION.c.chosen == DispositionCode.RETURN_TO_VENDOR
        )
        .subquery()
    )  # fmt: skip


def as_shots() -> sa.FromClause:
    """Return the photos that we took of the goods of all claims, as other systems read them."""
    same_goods = (LINE.c.site_id == PHOTO.c.site_id) & (LINE.c.receipt_line_id == PHOTO.c.receipt_line_id)
    return (
        sa.select(
            *(PHOTO.c[name] for name in ("site_id", "id", "digest", "taken_at")), LINE.c.claim_id,
            LINE.c.id.label("claim_line_id"),
        )
        .join(LINE, same_goods)
        .subquery()
    )  # fmt: skip
