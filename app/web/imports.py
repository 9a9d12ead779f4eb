"""Imports in the office: the list, a new file, its columns and first rows, how far it is, what was refused."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound

from app.db.queries import imports as queries
from app.db.queries.imports import Run, Wanted
from app.domain.errors import Refused
from app.domain.importing import ImportKind
from app.domain.messages import importing as say
from app.domain.transitions import ImportState
from app.exchange.kinds import FIELDS
from app.exchange.mapping import guess, require_whole
from app.exchange.tables import Table, open_table
from app.services import importing
from app.services.importing import NewFile
from app.web import current, import_view, listing
from app.web.exporting import list_file
from app.web.forms import sentence
from app.web.i18n import moment, word
from app.web.listing import Asked, Shape
from app.web.responses import go_to
from app.web.signals import signal_of

blueprint = Blueprint("imports", __name__, url_prefix="/imports")

LIST = Shape("imports", {"kind": ImportKind, "state": ImportState}, tuple(queries.ORDERS), "-made")
REFUSED_SHOWN = 100


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the imports that were asked for, the newest first, and a form for the next file."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        runs = queries.listed(session, by.site_id, _wanted(asked), asked.first - 1, listing.PAGE)
        total = queries.count(session, by.site_id, _wanted(asked))
    return render_template(
        "imports/index.html",
        asked=asked,
        runs=runs,
        total=total,
        kinds=ImportKind,
        kind_words=[(each.value, word(each.value)) for each in ImportKind],
        state_words=[(each.value, word(each.value)) for each in ImportState],
    )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> ResponseReturnValue:
    """Send the filtered list as a file, all pages of it."""
    asked = Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        runs = queries.listed(session, current.principal().site_id, _wanted(asked))
    heads = (
        _("File"), _("Kind"), _("State"), _("Rows"), _("Created"), _("Updated"), _("Unchanged"), _("Refused rows"),
        _("Made on"), _("By"),
    )  # fmt: skip
    rows = (
        (run.file_name, run.kind.value, run.state.value, run.rows, run.created, run.updated, run.unchanged,
         run.refused, moment(run.created_at), run.starter)
        for run in runs
    )  # fmt: skip
    return list_file("imports", kind, heads, rows)


def _wanted(asked: Asked) -> Wanted:
    kind, state = asked["kind"], asked["state"]
    return Wanted(
        ImportKind(kind) if kind else None, ImportState(state) if state else None, asked.find, asked.order, asked.falls
    )


@blueprint.get("/example/<kind>.<any(csv, xlsx):ending>")
def example(kind: str, ending: str) -> ResponseReturnValue:
    """Send an empty file with the headings that are known without being told."""
    if kind not in set(ImportKind):
        raise NotFound
    return list_file(kind, ending, [_(field.title) for field in FIELDS[ImportKind(kind)]], ())


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Take a file in, and go where its columns and first rows are shown."""
    by, kind = current.principal(), _kind(current.form().get("kind", ""))
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        raise Refused(say.NO_FILE)
    digest = import_view.store().put(upload.stream)
    file = _new_file(kind, upload.filename, digest)
    with current.database().unit_of_work() as session:
        run_id = importing.take_in(session, by.site_id, by.operator_id, file, current.now())
    return go_to(url_for("imports.show", run_id=run_id))


def _kind(text: str) -> ImportKind:
    try:
        return ImportKind(text)
    except ValueError:
        raise BadRequest(f"not a kind of import: {text[:40]!r}") from None


def _new_file(kind: ImportKind, name: str, digest: str) -> NewFile:
    try:
        table = open_table(import_view.store().path(digest))
        return NewFile(kind, import_view.plain_name(name), digest, table.written, guess(kind, table).as_document())
    except Refused:
        with current.database().reading() as session:
            is_needed = queries.is_kept(session, digest)
        if not is_needed:
            import_view.store().forget(digest)
        raise


@blueprint.get("/<uuid:run_id>")
def show(run_id: UUID) -> ResponseReturnValue:
    """Show one import: before it begins its columns and first rows, then how far it is, then what became of it."""
    with current.database().reading() as session:
        run = _run(session, run_id)
        if run.state is ImportState.UPLOADED:
            return render_template("imports/columns.html", **import_view.columns(session, run))
        refused = queries.refused_rows(session, run, REFUSED_SHOWN)
    signal = signal_of(run.said) if run.said else None
    rows = [(row.number, [(fault.column, sentence(fault.said)) for fault in row.faults]) for row in refused]
    return render_template("imports/show.html", run=run, signal=signal, refused=rows)


@blueprint.get("/<uuid:run_id>/progress")
def progress(run_id: UUID) -> ResponseReturnValue:
    """Show how far the import is; when it has ended, send the page to its end."""
    with current.database().reading() as session:
        run = _run(session, run_id)
    if not run.is_under_way:
        return go_to(url_for("imports.show", run_id=run_id))
    return render_template("imports/_progress.html", run=run)


@blueprint.post("/<uuid:run_id>/columns")
def declare(run_id: UUID) -> ResponseReturnValue:
    """Keep which column is which, and show the first rows read so."""
    _declare(run_id)
    return go_to(url_for("imports.show", run_id=run_id))


@blueprint.post("/<uuid:run_id>/begin")
def begin(run_id: UUID) -> ResponseReturnValue:
    """Begin the import as the form says; the work is done behind the screens."""
    run, table = _declare(run_id)
    require_whole(run.kind, table, import_view.map_of_form(run.kind, table))
    with current.database().unit_of_work() as session:
        importing.begin(session, run, skips_bad=_skips_bad(), now=current.now())
    return go_to(url_for("imports.show", run_id=run_id))


def _declare(run_id: UUID) -> tuple[Run, Table]:
    with current.database().reading() as session:
        run = _run(session, run_id)
    table = import_view.table_of(run)  # read before the transaction: nobody waits for a file
    with current.database().unit_of_work() as session:
        column_map = import_view.map_of_form(run.kind, table).as_document()
        importing.declare(session, run, column_map, skips_bad=_skips_bad())
    return run, table


def _skips_bad() -> bool:
    return current.form().get("bad") == "skip"


@blueprint.post("/<uuid:run_id>/cancel")
def cancel(run_id: UUID) -> ResponseReturnValue:
    """Give the import up."""
    with current.database().unit_of_work() as session:
        importing.cancel(session, _run(session, run_id), current.now())
    return go_to(url_for("imports.show", run_id=run_id))


@blueprint.get("/<uuid:run_id>/refused.<any(csv, xlsx):kind>")
def refused(run_id: UUID, kind: str) -> Response:
    """Send the refused rows with all that is wrong with each, one line a fault."""
    with current.database().reading() as session:
        run = _run(session, run_id)
        found = queries.refused_rows(session, run, run.refused)
    rows = ((row.number, fault.column, sentence(fault.said)) for row in found for fault in row.faults)
    return list_file("refused", kind, (_("Row"), _("Column"), _("What is wrong")), rows)


def _run(session: Session, run_id: UUID) -> Run:
    run = queries.one(session, current.principal().site_id, run_id)
    if run is None:
        raise NotFound
    return run
