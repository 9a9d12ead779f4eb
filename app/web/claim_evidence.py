"""What stands behind a claim, for its vendor: a paper with the photos, and an archive of all of it."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile

from flask import Blueprint, Response
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import claim_evidence as queries
from app.db.queries import claims, labels
from app.domain.claiming import ClaimedGoods, Shot
from app.exchange.documents import claim as documents
from app.exchange.documents import pages
from app.exchange.documents.claim import Dossier
from app.exchange.documents.paper import Shot as Drawn
from app.exchange.writing import csv_pieces
from app.web import current, developing
from app.web.i18n import in_language, word
from app.web.photos import store

blueprint = Blueprint("claim_evidence", __name__, url_prefix="/money/claims")

ON_PAPER = 640
"""Long side of a picture on the paper, in pixels: 7 cm at 230 dpi. The archive has them as they are kept."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A photo that is still kept: the place of its goods on the claim, and its file."""

    number: int
    shot: Shot
    path: Path

    @property
    def name(self) -> str:
        return f"{self.number:02d}-{self.shot.id}.jpg"


@blueprint.get("/<uuid:claim_id>/evidence.<any(en, es):language>.pdf")
def paper(claim_id: UUID, language: str) -> Response:
    """Send the evidence as its vendor reads it."""
    says = _dossier(claim_id)
    return _sent(_drawn(says, language), "application/pdf", f"{says.number}.{language}.pdf", "inline")


@blueprint.get("/<uuid:claim_id>/evidence.zip")
def archive(claim_id: UUID) -> Response:
    """Send the paper in both languages, the lines as CSV and every photo as it is kept, named by its goods."""
    says, out = _dossier(claim_id), io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as files:
        for language in ("en", "es"):
            files.writestr(f"{says.number}.{language}.pdf", _drawn(says, language))
        files.writestr(f"{says.number}.csv", b"".join(_rows(says)))
        for each in _photos(says.goods):
            files.writestr(f"photos/{each.name}", each.path.read_bytes())
    return _sent(out.getvalue(), "application/zip", f"{says.number}.zip", "attachment")


def _dossier(claim_id: UUID) -> Dossier:
    by = current.principal()
    with current.database().reading() as session:
        claim = claims.one(session, by.site_id, claim_id)
        if claim is None:
            raise NotFound
        here = labels.building(session, by.site_id)
        goods = queries.of_claim(session, by.site_id, claim_id)
    return Dossier(
        number=claim.number,
        site=here.name,
        address=here.address,
        vendor=claim.party,
        reference=claim.reference,
        opened_at=claim.opened_at,
        zone=by.time_zone,
        amount=claim.amount,
        currency=claim.currency,
        goods=goods,
    )


def _drawn(says: Dossier, language: str) -> bytes:
    small, shots = {}, []
    for each in _photos(says.goods):
        jpeg = developing.thumbnail(each.path, ON_PAPER)
        shots.append(Drawn(hashlib.sha256(jpeg).hexdigest(), f"{each.number}. SHA-256 {each.shot.digest}"))
        small[shots[-1].digest] = jpeg
    return pages.draw(replace(documents.paper(says, language), shots=tuple(shots)), small.get)


def _photos(goods: Sequence[ClaimedGoods]) -> Iterator[_Kept]:
    """Yield the photos that are still kept: after some years the night deletes those of what ended."""
    for number, each in enumerate(goods, start=1):
        for shot in each.shots:
            if (path := store().path(shot.digest)).is_file():
                yield _Kept(number, shot, path)


def _rows(says: Dossier) -> Iterator[bytes]:
    heads = (
        _("No."), _("SKU"), _("GTIN"), _("Product"), _("Lot"), _("Serial"), _("Expiry"), _("Reason"), _("X12"),
        _("Units"), _("Claimed"), _("Currency"), _("Received as"), _("Inspector"), _("Grade"), _("Condition"),
        _("Defects"), _("Photos"),
    )  # fmt: skip
    rows = (
        (number, each.sku, each.gtin, in_language(each.name.texts), each.lot, each.serial, each.expiry,
         word(each.reason.value) if each.reason else "", " ".join(each.codes), each.quantity, each.amount,
         says.currency, word(each.verdict.value), ", ".join(sorted({one.inspector for one in each.findings})),
         "".join(sorted({one.grade.value for one in each.findings})),
         ", ".join(sorted({word(value.value) for one in each.findings for value in one.condition})),
         ", ".join(sorted({defect.code for one in each.findings for defect in one.defects})), len(each.shots))
        for number, each in enumerate(says.goods, start=1)
    )  # fmt: skip
    return csv_pieces(heads, rows)


def _sent(data: bytes, mimetype: str, name: str, how: str) -> Response:
    return Response(data, mimetype=mimetype, headers={"Content-Disposition": f'{how}; filename="{name}"'})
