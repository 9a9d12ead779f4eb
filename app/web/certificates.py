"""Certificates in the office: the list, one of them with what it states, and its paper as it was frozen."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.db.queries import certificates as queries
from app.db.queries import views
from app.db.queries.certificates import Wanted
from app.domain.certificates import CertificateKind
from app.domain.principals import Principal
from app.exchange.documents import pages
from app.exchange.documents.paper import Paper
from app.web import current, listing
from app.web.exporting import list_file
from app.web.i18n import word
from app.web.listing import Asked, Shape
from app.web.photos import store
from app.web.routes import today

blueprint = Blueprint("certificates", __name__, url_prefix="/certificates")

LIST = Shape(
    room="certificates",
    filters={"what": CertificateKind, "since": listing.DAY, "until": listing.DAY},
    columns=tuple(queries.ORDERS),
    order="-issued",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the certificates that were asked for, the latest first."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    wanted = _wanted(asked, by)
    with current.database().reading() as session:
        return render_template(
            "certificates/index.html",
            asked=asked,
            rows=queries.listed(session, by.site_id, wanted, asked.first - 1, listing.PAGE),
            total=queries.count(session, by.site_id, wanted),
            kinds=[(each.value, word(each.value)) for each in CertificateKind],
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, by.site_id, _wanted(asked, by))
    heads = (
        _("Certificate"), _("Kind"), _("Issued"), _("Carton or pallet"), _("Units"), _("Grams"), _("Issued by"),
        _("Witness"), _("Recycler"), _("Seal"),
    )  # fmt: skip
    lines = (
        (row.number, word(row.kind.value), row.issued_at, row.lpn, row.units, row.grams, row.issued_by, row.witness,
         row.party, row.seal)
        for row in rows
    )  # fmt: skip
    return list_file(f"certificates-{today(by).isoformat()}", kind, heads, lines)


def _wanted(asked: Asked, by: Principal) -> Wanted:
    return Wanted(
        kind=asked.read("what", CertificateKind),
        since=_midnight(asked["since"], by),
        until=_midnight(asked["until"], by, days=1),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


def _midnight(day: str, by: Principal, days: int = 0) -> datetime | None:
    """Return when the day begins in the site's zone, or the one that is `days` later."""
    if not day:
        return None
    wanted = date.fromisoformat(day) + timedelta(days=days)
    return datetime(wanted.year, wanted.month, wanted.day, tzinfo=ZoneInfo(by.time_zone)).astimezone(UTC)


@blueprint.get("/<uuid:certificate_id>")
def show(certificate_id: UUID) -> ResponseReturnValue:
    """Show what one certificate states."""
    with current.database().reading() as session:
        issued = queries.one(session, current.principal().site_id, certificate_id)
    if issued is None:
        raise NotFound
    return render_template("certificates/show.html", issued=issued, says=issued.record)


@blueprint.get("/<uuid:certificate_id>.<any(en, es):language>.pdf")
def paper(certificate_id: UUID, language: str) -> ResponseReturnValue:
    """Send the paper as it was frozen: the same bytes each time."""
    with current.database().reading() as session:
        issued = queries.one(session, current.principal().site_id, certificate_id)
    if issued is None:
        raise NotFound
    name = f'inline; filename="{issued.record.number}.{language}.pdf"'
    drawn = pages.draw(Paper.from_json(issued.papers[language]), _photo)
    return Response(drawn, mimetype="application/pdf", headers={"Content-Disposition": name})


def _photo(digest: str) -> bytes | None:
    path = store().path(digest)
    return path.read_bytes() if path.is_file() else None
