"""What is kept of authorizations for some years: evidence, and the photos of their goods. The verdicts on them stay."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.db.models import Authorization, LineEvidence, PaperEvent, Photo, Receipt, ReceiptLine, table_of
from app.db.photo_store import PhotoStore
from app.domain.transitions import AuthorizationState

PAPER, HISTORY, EVIDENCE = table_of(Authorization), table_of(PaperEvent), table_of(LineEvidence)
PHOTO, RECEIPT, COUNTED = table_of(Photo), table_of(Receipt), table_of(ReceiptLine)

ENDED = (AuthorizationState.CLOSED, AuthorizationState.CANCELLED, AuthorizationState.EXPIRED)
"""What was rejected may be put right and asked for again: its evidence is still to be judged."""
AT_ONCE = 50
"""Authorizations of one transaction, so that it holds the write lock under 50 ms and no scan waits for long."""


def shed_evidence(session: Session, store: PhotoStore, before: datetime) -> int:
    """Delete evidence and photos of up to `AT_ONCE` authorizations that ended `before`; return how many there were.

    The files go within the transaction: whoever keeps the same picture meanwhile waits for it, and writes it anew.
    """
    done = 0
    for site_id, paper_id in session.execute(_outlived(before)).all():
        pieces = (EVIDENCE.c.site_id == site_id, EVIDENCE.c.authorization_id == paper_id)
        of_pieces = sa.select(EVIDENCE.c.photo_id).where(*pieces, EVIDENCE.c.photo_id.is_not(None))
        photos = set(session.scalars(of_pieces)) | set(session.scalars(_of_goods(site_id, paper_id)))
        done += len(photos) + _words_alone(session, *pieces)
        session.execute(sa.delete(EVIDENCE).where(*pieces))
        _shed_photos(session, store, site_id, photos)
    return done


def _outlived(before: datetime) -> "sa.Select[Any]":
    same = (HISTORY.c.site_id == PAPER.c.site_id, HISTORY.c.authorization_id == PAPER.c.id)
    lately = sa.exists().where(*same, HISTORY.c.at >= before)
    of_paper = (EVIDENCE.c.site_id == PAPER.c.site_id, EVIDENCE.c.authorization_id == PAPER.c.id)
    return (
        sa.select(PAPER.c.site_id, PAPER.c.id)
        .where(
            PAPER.c.state.in_(ENDED),
            PAPER.c.created_at < before,
            sa.exists().where(*of_paper) | _of_goods(PAPER.c.site_id, PAPER.c.id).exists(),
            ~lately,
        )
        .order_by(PAPER.c.site_id, PAPER.c.id)
        .limit(AT_ONCE)
    )


def _of_goods(site_id: object, paper_id: object) -> "sa.Select[Any]":
    """Return the photos of goods that were received for an authorization."""
    return (
        sa.select(PHOTO.c.id)
        .join(COUNTED, (COUNTED.c.site_id == PHOTO.c.site_id) & (COUNTED.c.id == PHOTO.c.receipt_line_id))
        .join(RECEIPT, (RECEIPT.c.site_id == COUNTED.c.site_id) & (RECEIPT.c.id == COUNTED.c.receipt_id))
        .where(PHOTO.c.site_id == site_id, RECEIPT.c.authorization_id == paper_id)
    )


def _words_alone(session: Session, *pieces: "sa.ColumnElement[bool]") -> int:
    counted = sa.select(sa.func.count()).select_from(EVIDENCE).where(*pieces, EVIDENCE.c.photo_id.is_(None))
    return session.execute(counted).scalar_one()


def _shed_photos(session: Session, store: PhotoStore, site_id: UUID, photos: Collection[UUID]) -> None:
    mine = (PHOTO.c.site_id == site_id, PHOTO.c.id.in_(sorted(photos)))
    digests = set(session.scalars(sa.select(PHOTO.c.digest).where(*mine)))
    session.execute(sa.delete(PHOTO).where(*mine))
    # equal pictures are one file, perhaps of another site too
    needed = set(session.scalars(sa.select(PHOTO.c.digest).where(PHOTO.c.digest.in_(sorted(digests)))))
    for digest in digests - needed:
        store.forget(digest)
