"""The manifest of a sale bundle as a file: for the buyer as PDF, for the office per line with estimates."""

from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response
from flask_babel import gettext as _

from app.db.queries import labels
from app.exchange.documents import bundle as documents
from app.exchange.documents import pages
from app.exchange.documents.bundle import Manifest
from app.web import current
from app.web.bundles import found, lines_of
from app.web.exporting import list_file
from app.web.i18n import in_language

blueprint = Blueprint("manifests", __name__, url_prefix="/bundles")


@blueprint.get("/<uuid:bundle_id>/manifest.<any(csv, xlsx):kind>")
def lines(bundle_id: UUID, kind: str) -> Response:
    """Send what the bundle holds line by line."""
    by = current.principal()
    with current.database().reading() as session:
        bundle = found(session, by, bundle_id)
        rows = lines_of(session, by, bundle)
    heads = (
        _("Carton"), _("Pallet"), _("SKU"), _("GTIN"), _("Product"), _("Lot"), _("Expiry"), _("Serial"), _("Grade"),
        _("Units"), _("List price"), _("Estimate"), _("Currency"),
    )  # fmt: skip
    cells = (
        (row.lpn, row.pallet, row.sku, row.gtin, in_language(row.name), row.lot, row.expiry, row.serial,
         row.grade.value if row.grade else "", row.quantity, row.list_total, row.estimate, bundle.currency)
        for row in rows
    )  # fmt: skip
    return list_file(bundle.number, kind, heads, cells)


@blueprint.get("/<uuid:bundle_id>/manifest.<any(en, es):language>.pdf")
def paper(bundle_id: UUID, language: str) -> Response:
    """Send the manifest that the buyer reads; once the bundle is offered it is the same each time."""
    by = current.principal()
    with current.database().reading() as session:
        bundle = found(session, by, bundle_id)
        here = labels.building(session, by.site_id)
        says = Manifest(
            number=bundle.number,
            site=here.name,
            address=here.address,
            owner=bundle.owner,
            at=(bundle.offered_at or current.now()).astimezone(ZoneInfo(by.time_zone)),
            is_final=bundle.is_frozen,
            currency=bundle.currency,
            asking=bundle.asking,
            lines=lines_of(session, by, bundle),
        )
    drawn = pages.draw(documents.paper(says, language))
    name = f'inline; filename="{bundle.number}.{language}.pdf"'
    return Response(drawn, mimetype="application/pdf", headers={"Content-Disposition": name})
