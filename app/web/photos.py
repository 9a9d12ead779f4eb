"""Photos of goods: taken at the dock and on the bench, looked at by whoever is signed in."""

import hashlib
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.db.photo_store import PhotoStore
from app.db.queries import photos as queries
from app.domain.errors import Refused
from app.domain.messages import capturing as say
from app.services import acting, photographing
from app.services.acting import Act
from app.services.photographing import Picture, Subject
from app.web import acts, current, developing
from app.web.captures import BOUNDS, PATIENCE, refusal_of
from app.web.responses import go_to
from app.web.security import local_path
from scanners.loading import NotReadable

blueprint = Blueprint("photos", __name__, url_prefix="/photos")
SCOPE = "photos"

SIZES = frozenset({216, 640})
"""Long sides of thumbnails in pixels: a tile of the list, a tablet's width."""

KEPT = "private, max-age=31536000, immutable"
"""A photo never changes under its id; `private`, because only who is signed in may see it."""


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the photos of a carton with the verdict on the last one, and a form for one more."""
    by = current.principal()
    carton_id = acts.an_id(request.args.get("carton"))
    with current.database().reading() as session:
        lpn = queries.plate_of(session, by.site_id, carton_id)
        shots = queries.of_carton(session, by.site_id, carton_id)
        answered = acting.recall(session, by.site_id, SCOPE, request.args.get("answer", ""))
    signal = acts.shown(answered) if answered else None
    given = {name: request.args.get(name, "") for name in ("line", "into")}
    back = local_path(request.args.get("back", ""))
    return render_template(
        "photos/index.html", carton_id=carton_id, lpn=lpn, shots=shots, signal=signal, back=back, **given
    )


@blueprint.post("")
def create() -> ResponseReturnValue:
    """Keep one photo with the goods it shows."""
    form = current.form()
    carton_id = acts.an_id(form.get("carton_id"))
    subject = Subject(carton_id, acts.an_optional_id(form.get("receipt_line_id")))
    data = _uploaded()
    act, picture = _act(subject, data), developed(data)
    with current.database().unit_of_work() as session:
        kept = photographing.keep(session, store(), act, picture, subject)
    back, into = local_path(form.get("back", "")), form.get("into", "")
    if into and kept.result:  # a worksheet waits for this photo
        return go_to(f"{back}{'&' if '?' in back else '?'}{urlencode({'set': f'{into}:{kept.result}'})}")
    return go_to(url_for("photos.index", carton=carton_id, answer=act.client_id, back=back))


def _uploaded() -> bytes:
    file = request.files.get("photo")
    data = bytes(file.read()) if file else b""
    if not data:
        raise Refused(say.NO_PHOTO)
    return data


def _act(subject: Subject, data: bytes) -> Act:
    return Act(
        by=current.principal(),
        scope=SCOPE,
        client_id=str(acts.an_id(current.form().get("client_id"))),
        now=current.now(),
        content={
            "carton_id": str(subject.carton_id),
            "receipt_line_id": str(subject.receipt_line_id or ""),
            "photo": hashlib.sha256(data).hexdigest(),
        },
    )


def developed(data: bytes) -> Picture:
    """Return an uploaded photo as it is kept. Raises Refused for what is none, or too much of one."""
    try:
        return developing.develop(data, PATIENCE)
    except NotReadable as refusal:
        raise Refused(refusal_of(refusal)[1], **BOUNDS) from refusal


@blueprint.get("/<uuid:photo_id>.jpg")
def show(photo_id: UUID) -> ResponseReturnValue:
    """Send a photo, or with `?size=` 216 or 640 a smaller copy."""
    size = request.args.get("size", type=int)
    if size is not None and size not in SIZES:
        raise NotFound
    with current.database().reading() as session:
        digest = queries.digest_of(session, current.principal().site_id, photo_id)
    if digest is None or not (path := store().path(digest)).is_file():
        raise NotFound
    response = Response(mimetype="image/jpeg", headers={"Cache-Control": KEPT})
    response.set_etag(f"{digest}-{size}" if size else digest)
    if not _is_known(response):
        response.set_data(developing.thumbnail(path, size) if size else path.read_bytes())
    return response.make_conditional(request)


def _is_known(response: Response) -> bool:
    etag, _weak = response.get_etag()
    return etag is not None and request.if_none_match.contains(etag)


def store() -> PhotoStore:
    """Return where the photos of this application stand."""
    return PhotoStore(current.settings().photo_dir)
