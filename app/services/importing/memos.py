"""Credit memos by their number: they come in as drafts, and what they credit is checked when they are issued."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.ids import new_id
from app.db.models import Authorization, CreditMemo, CreditMemoLine, PaperEvent, Product, table_of
from app.db.queries.imports import Run
from app.domain.authorizing import PaperAct
from app.domain.importing import ImportVerdict
from app.domain.messages import announcing
from app.domain.messages import crediting as say_memo
from app.domain.messages import importing as say
from app.domain.messages.core import Local, Said, Word
from app.domain.money import rounded
from app.domain.transitions import CreditMemoState
from app.services.importing import papers
from app.services.importing.papers import Paper, Written
from app.services.importing.records import Judged, Record, refused

PAPER, PRODUCT, HISTORY = table_of(Authorization), table_of(Product), table_of(PaperEvent)


def _why_not(stored: Any) -> Said | None:
    if stored["state"] is CreditMemoState.DRAFT:
        return None
    return Said(say.UNDER_WAY, {"record": stored["number"], "state": Word(stored["state"].value)})


def _tell(session: Session, run: Run, written: Written, now: datetime) -> None:
    rows = [
        {
            "site_id": run.site_id, "id": new_id(), "authorization_id": one.record.head["authorization_id"],
            "act": PaperAct.MEMO_WRITTEN, "at": now, "operator_id": run.created_by, "client_id": "",
            "changes": [["memo", "", one.record.key]], "reason": run.file_name,
        }
        for _memo_id, one in written
        if one.verdict is ImportVerdict.CREATED
    ]  # fmt: skip
    if rows:
        session.execute(HISTORY.insert(), rows)


MEMOS = Paper(
    head=table_of(CreditMemo),
    line=table_of(CreditMemoLine),
    parent="credit_memo_id",
    head_fields=("number", "authorization_id", "party_id", "dated", "currency"),
    fresh=lambda now: {"state": CreditMemoState.DRAFT, "created_at": now, "version": 0},
    line_fields=("product_id", "lot", "quantity", "amount"),
    empty_line={"lot": ""},
    has_positions=True,
    why_not=_why_not,
    tell=_tell,
)


def judge(session: Session, run: Run, records: Sequence[Record], *, lock: bool) -> list[Judged]:
    """Compare memos with those stored, once the authorization of each is known, and with it its party."""
    named = {str(line.facts.get("authorization", "")) for record in records for line in record.lines}
    known = _authorizations(session, run, named)
    products = _products(session, {line.facts["product_id"] for record in records for line in record.lines})
    faults = {record.key: _fault(record, known, products) for record in records}
    sound = [_placed(record, known, products) for record in records if faults[record.key] is None]
    judged = {one.record.key: one for one in papers.judge(MEMOS, session, run, sound, lock=lock)}
    return [judged.get(record.key) or refused(record, _said(faults[record.key])) for record in records]


def _authorizations(session: Session, run: Run, numbers: set[str]) -> dict[str, tuple[UUID, UUID]]:
    rows = session.execute(
        sa.select(PAPER.c.number, PAPER.c.id, PAPER.c.party_id).where(
            PAPER.c.site_id == run.site_id, PAPER.c.number.in_(sorted(numbers))
        )
    )
    return {number: (paper_id, party_id) for number, paper_id, party_id in rows}


def _products(session: Session, ids: set[UUID]) -> dict[UUID, Any]:
    columns = (PRODUCT.c.id, PRODUCT.c.name, PRODUCT.c.currency)
    return {row.id: row for row in session.execute(sa.select(*columns).where(PRODUCT.c.id.in_(sorted(ids))))}


def _fault(record: Record, known: Mapping[str, Any], products: Mapping[UUID, Any]) -> Said | None:
    currency = products[record.lines[0].facts["product_id"]].currency
    for line in record.lines:
        product, amount = products[line.facts["product_id"]], line.facts["amount"]
        if line.facts["authorization"] not in known:
            return Said(announcing.UNKNOWN_AUTHORIZATION, {"got": line.facts["authorization"]})
        if product.currency != currency:
            facts = {"product": Local(product.name), "currency": product.currency, "expected": currency}
            return Said(say_memo.OTHER_CURRENCY, facts)
        if amount != rounded(amount, currency):
            return Said(say_memo.WRONG_AMOUNT)
    return None


def _placed(record: Record, known: Mapping[str, tuple[UUID, UUID]], products: Mapping[UUID, Any]) -> Record:
    currency = products[record.lines[0].facts["product_id"]].currency
    lines = []
    for line in record.lines:
        paper_id, party_id = known[line.facts["authorization"]]
        head = {"authorization_id": paper_id, "party_id": party_id, "currency": currency}
        lines.append(replace(line, facts={**line.facts, **head}))
    return replace(record, lines=tuple(lines))


def _said(fault: Said | None) -> Said:
    assert fault is not None, "what has no fault was judged"
    return fault


def write(session: Session, run: Run, judged: Sequence[Judged], now: datetime) -> None:
    """Write what was judged as created or updated."""
    papers.write(MEMOS, session, run, judged, now)
