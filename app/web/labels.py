"""Labels to print: plates, items, places, badges, bench sheets, and the barcodes of the tour.

Each label is a page (what prints is the label alone), an SVG file, and for thermal printers a ZPL file; `?dpi=` is 203
or 300, `?copies=` up to 100.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import labels as queries
from app.db.queries import operators
from app.db.queries.labels import LabelledCarton
from app.domain.errors import Refused
from app.domain.identifiers import Lpn, Sscc
from app.domain.messages import labelling as say
from app.labels import badge as badge_label
from app.labels import item as item_label
from app.labels import location as place_label
from app.labels import plate as plate_label
from app.labels import sheets, svg, zpl
from app.labels.canvas import Canvas, Resolution
from app.labels.errors import LabelError
from app.labels.rows import PlateLabel
from app.services import acting, labelling
from app.web import acts, current, i18n, label_rows, tour
from app.web.access import ROLES_OF, lets_in
from app.web.responses import go_to

blueprint = Blueprint("labels", __name__, url_prefix="/labels")

RESOLUTIONS = {"203": Resolution.DPI_203, "300": Resolution.DPI_300}
MOST_COPIES = 100
"""Of one print job: a mistyped number must not empty the roll."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Offer every kind of label, and find a carton's by the end of its plate."""
    by, find = current.principal(), request.args.get("find", "").strip().upper()
    with current.database().reading() as session:
        cartons = queries.cartons(session, by.site_id, find)
    badges_too = lets_in(ROLES_OF["labels.badges"], by.roles)
    found = {"cartons": cartons, "find": find}
    return render_template("labels/index.html", **found, may_see_badges=badges_too, has_tour=bool(tour.codes()))


@blueprint.post("/plates")
def issue() -> ResponseReturnValue:
    """Issue the next free plate and show its label."""
    act = acts.read_act(labelling.SCOPE)
    with current.database().unit_of_work() as session:
        answered = labelling.issue_plate(session, act)
    return go_to(url_for("labels.carton", ref=answered.said.params["lpn"], answer=act.client_id))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One label on a page: its SVG, what it says in words, and its ZPL, empty where it is made for paper."""

    svg: str
    alt: str
    zpl: str = ""


@blueprint.get("/cartons/<ref>")
def carton(ref: str) -> ResponseReturnValue:
    """Show the plate of a carton, by its id or plate; of a plate that no carton carries, a blank one."""
    found, row = _plate(ref)
    with current.database().reading() as session:
        site_id = current.principal().site_id
        answered = acting.recall(session, site_id, labelling.SCOPE, request.args.get("answer", ""))
    signal = acts.shown(answered) if answered else None
    plate = sheet("labels.carton_file", row.plate.value, ref=ref)
    return _page("plate", _("Carton %(lpn)s", lpn=row.plate.value), [plate], signal=signal, carton=found)


@blueprint.get("/cartons/<ref>.<any(svg, zpl):kind>")
def carton_file(ref: str, kind: str) -> ResponseReturnValue:
    """Send the plate of a carton, 100x150 mm."""
    _found, row = _plate(ref)
    return send(lambda: plate_label.lay_out(row, resolution()), row.plate.value, kind)


def _plate(ref: str) -> tuple[LabelledCarton | None, PlateLabel]:
    site_id, now = current.principal().site_id, current.now()
    with current.database().reading() as session:
        building = queries.building(session, site_id)
        by_id = _id(ref)
        found = queries.carton_by_id(session, site_id, by_id) if by_id else None
        found = found or queries.carton_by_plate(session, site_id, ref.upper())
    with label_rows.language_of(building):
        if found:
            return found, label_rows.plate_row(found, building, now)
        return None, label_rows.blank_plate_row(_bare_plate(ref), building, now)


def _id(ref: str) -> UUID | None:
    try:
        return UUID(ref)
    except ValueError:
        return None


def _bare_plate(ref: str) -> Sscc | Lpn:
    try:
        return label_rows.a_plate(ref)
    except Refused:
        raise NotFound from None


@blueprint.get("/items/<uuid:line_id>")
def item(line_id: UUID) -> ResponseReturnValue:
    """Show the grade label of the units of one carton line."""
    name, _canvas = _item(line_id)
    return _page("item", name, [sheet("labels.item_file", name, line_id=line_id)])


@blueprint.get("/items/<uuid:line_id>.<any(svg, zpl):kind>")
def item_file(line_id: UUID, kind: str) -> ResponseReturnValue:
    """Send the grade label of one unit, 50x30 mm."""
    return send(lambda: _item(line_id)[1], f"item-{line_id}", kind)


def _item(line_id: UUID) -> tuple[str, Canvas]:
    site_id, now = current.principal().site_id, current.now()
    with current.database().reading() as session:
        building = queries.building(session, site_id)
        line = queries.line(session, site_id, line_id)
        scores = queries.scores(session, site_id, line_id)
    if line is None:
        raise NotFound
    with label_rows.language_of(building):
        row = label_rows.item_row(line, scores, building, now)
    return row.product, item_label.lay_out(row, resolution())


@blueprint.get("/locations")
def places() -> ResponseReturnValue:
    """Show the labels of all places, or with `?code=` of one."""
    wanted = request.args.get("code", "").strip().upper()
    with current.database().reading() as session:
        found = operators.places(session, current.principal().site_id)
    shown = [place for place in found if place.code == wanted or not wanted]
    lang = i18n.language()
    labels = [sheet("labels.place_file", f"{place.code} {place.named(lang)}", code=place.code) for place in shown]
    return _page("place", _("Places"), labels)


@blueprint.get("/locations/<code>.<any(svg, zpl):kind>")
def place_file(code: str, kind: str) -> ResponseReturnValue:
    """Send the label of a place, 100x60 mm."""
    site_id = current.principal().site_id
    with current.database().reading() as session:
        building = queries.building(session, site_id)
        place = operators.place(session, site_id, code.upper())
    if place is None:
        raise NotFound
    with label_rows.language_of(building):
        row = label_rows.place_row(place, building)
    return send(lambda: place_label.lay_out(row, resolution()), place.code, kind)


@blueprint.get("/badges")
def badges() -> ResponseReturnValue:
    """Show the badges of all operators."""
    with current.database().reading() as session:
        found = queries.badges(session, current.principal().site_id)
    return _page("badge", _("Badges"), [sheet("labels.badge_file", each.name, number=each.number) for each in found])


@blueprint.get("/badges/<number>.<any(svg, zpl):kind>")
def badge_file(number: str, kind: str) -> ResponseReturnValue:
    """Send the badge of one operator, 85x54 mm."""
    site_id = current.principal().site_id
    with current.database().reading() as session:
        building = queries.building(session, site_id)
        found = queries.badges(session, site_id, number)
    if not found:
        raise NotFound
    with label_rows.language_of(building):
        row = label_rows.badge_row(found[0], building)
    return send(lambda: badge_label.lay_out(row, resolution()), row.badge.as_hri(), kind)


@blueprint.get("/commands")
def commands() -> ResponseReturnValue:
    """Show the bench sheet of command barcodes, in the language of the page."""
    commands_sheet = Sheet(url_for("labels.commands_file", lang=i18n.language()), _("Command sheet"))
    return _page("a4", _("Command sheet"), [commands_sheet])


@blueprint.get("/commands.svg")
def commands_file() -> ResponseReturnValue:
    """Send the command sheet, A4; `?lang=` is en or es."""
    lang = i18n.known(request.args.get("lang", i18n.language()))
    with i18n.speaking(lang):
        row = label_rows.command_row()
    return send(lambda: sheets.command_sheet(row), f"commands-{lang}", "svg")


@blueprint.get("/<any(workshop, quality):kind>")
def bench(kind: str) -> ResponseReturnValue:
    """Show the sheet of command barcodes for the workshop or for quarantine, in the language of the page."""
    title = label_rows.BENCHES[kind]().title
    return _page("a4", title, [Sheet(url_for("labels.bench_file", kind=kind, lang=i18n.language()), title)])


@blueprint.get("/<any(workshop, quality):kind>.svg")
def bench_file(kind: str) -> ResponseReturnValue:
    """Send that sheet, A4; `?lang=` is en or es."""
    lang = i18n.known(request.args.get("lang", i18n.language()))
    with i18n.speaking(lang):
        row = label_rows.BENCHES[kind]()
    return send(lambda: sheets.command_sheet(row, payloads_of=sheets.BENCH_SECTIONS[kind]), f"{kind}-{lang}", "svg")


@blueprint.get("/demo")
def demo() -> ResponseReturnValue:
    """Show the barcodes of the tour, to print or to scan off the screen; there are none but on the demo site.

    Anyone may see them: `make run` prints this address beside the same badges and PINs, before anyone has signed in.
    """
    steps = tour.steps(i18n.language())
    if not steps:
        raise NotFound
    return render_template("labels/demo.html", steps=steps)


@blueprint.get("/demo/<int:number>.svg")
def demo_file(number: int) -> ResponseReturnValue:
    """Send one barcode of the tour."""
    codes = tour.codes()
    if not 1 <= number <= len(codes):
        raise NotFound
    return send(lambda: tour.drawn(codes[number - 1], i18n.language()).canvas, f"demo-{number}", "svg")


def sheet(endpoint: str, alt: str, **values: Any) -> Sheet:
    """Return a label that `endpoint` sends as SVG and ZPL."""
    return Sheet(url_for(endpoint, kind="svg", **values), alt, url_for(endpoint, kind="zpl", **values))


def _page(paper: str, title: str, labels: list[Sheet], **context: Any) -> ResponseReturnValue:
    return render_template("labels/page.html", paper=paper, title=title, labels=labels, **context)


def send(lay_out: Callable[[], Canvas], name: str, kind: str) -> Response:
    """Draw a label as a file. Raises Refused when its content cannot be printed readably."""
    try:
        canvas = lay_out()
        if kind == "svg":
            return Response(svg.draw(canvas), mimetype="image/svg+xml")
        job = zpl.draw(canvas, _copies())
    except LabelError as error:
        raise Refused(say.NOT_PRINTABLE, text=name) from error
    # text, so that it can be looked at; as a file, so that no browser shows it in place of the page
    attached = {"Content-Disposition": f'attachment; filename="{name}.zpl"'}
    return Response(job, mimetype="text/plain", headers=attached)


def resolution() -> Resolution:
    """Return the print head that `?dpi=` names. Raises BadRequest for any but 203 and 300."""
    try:
        return RESOLUTIONS[request.args.get("dpi", "203")]
    except KeyError:
        raise BadRequest("dpi is 203 or 300") from None


def _copies() -> int:
    copies = request.args.get("copies", "1")
    if not copies.isdecimal() or not 1 <= int(copies[:4]) <= MOST_COPIES:
        raise BadRequest(f"copies are 1 to {MOST_COPIES}")
    return int(copies)
