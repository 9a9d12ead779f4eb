"""Products in the office: the list, one with its packs, and the form of one."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from app.db.queries import catalogue as queries
from app.db.queries import views
from app.db.queries.catalogue import One, Wanted
from app.domain.cataloguing import FLAGS, TRAITS
from app.domain.messages import products as say
from app.domain.messages.core import Said
from app.domain.vocabulary import Category
from app.services import products
from app.services.products import Seen
from app.web import acts, current, listing
from app.web.exporting import list_file
from app.web.forms import Form, sentences
from app.web.i18n import language, word
from app.web.listing import Asked, Shape
from app.web.product_parsing import parse, typed
from app.web.responses import go_to
from app.web.routes import today
from app.web.signals import SignalView, signal_of

blueprint = Blueprint("products", __name__, url_prefix="/products")

UNPROCESSABLE, CONFLICT = 422, 409


def trait(text: str) -> str:
    """Return a name of something that a product is or tracks. Raises ValueError for anything else."""
    return FLAGS[FLAGS.index(text)]


LIST = Shape(
    room="products",
    filters={"category": Category, "owner": listing.ID, "vendor": listing.ID, "trait": trait},
    columns=tuple(queries.ORDERS),
    order="sku",
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Show the products that were asked for, by SKU."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        return render_template(
            "products/index.html",
            asked=asked,
            rows=queries.listed(session, _wanted(asked), asked.first - 1, listing.PAGE),
            total=queries.count(session, _wanted(asked)),
            categories=[(each.value, word(each.value)) for each in Category],
            owners=queries.owners(session),
            vendors=queries.vendors(session),
            traits=_traits(),
            views=views.of_room(session, by.operator_id, LIST.room),
        )


@blueprint.get("/export.<any(csv, xlsx):kind>")
def export(kind: str) -> Response:
    """Send the filtered list as a file, all pages of it."""
    by, asked = current.principal(), Asked.parse(LIST, request.args)
    with current.database().reading() as session:
        rows = queries.listed(session, _wanted(asked))
    heads = (
        _("SKU"), _("GTIN"), _("Name"), _("Category"), _("Owner"), _("Vendor"), _("Unit cost"), _("List price"),
        _("Currency"), _("Weight in grams"), _("Months of warranty"), *(text for _flag, text in _traits()),
    )  # fmt: skip
    lines = (
        (
            each.sku, each.gtin, each.name.get(language(), each.name.get("en", "")), each.category.value, row.owner,
            row.vendor, each.unit_cost, each.list_price, each.currency, each.weight_grams, each.warranty_months,
            *(str(_("yes")) if each.flags[flag] else "" for flag in FLAGS),
        )
        for row, each in ((row, row.draft) for row in rows)
    )  # fmt: skip
    return list_file(f"products-{today(by).isoformat()}", kind, heads, lines)


def _traits() -> list[tuple[str, str]]:
    return [(flag, str(_(text))) for flag, text in TRAITS.items()]


def _wanted(asked: Asked) -> Wanted:
    return Wanted(
        category=asked.read("category", Category),
        owner_id=asked.read("owner", listing.ID),
        vendor_id=asked.read("vendor", listing.ID),
        trait=asked.read("trait", trait),
        find=asked.find,
        order=asked.order,
        falls=asked.falls,
    )


@blueprint.get("/<uuid:product_id>")
def show(product_id: UUID) -> ResponseReturnValue:
    """Show one product with its packs and what stands of it in the building."""
    with current.database().reading() as session:
        found = _found(session, product_id)
        return render_template(
            "products/show.html", one=found, traits=_traits(), signal=acts.told(session, products.SCOPE)
        )


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Show the form of a new product."""
    with current.database().reading() as session:
        owner = next(iter(queries.owners(session)), None)
        return _form(session, Form({"owner": str(owner[0])} if owner else {}), None)


@blueprint.post("/new")
def create() -> ResponseReturnValue:
    """Make a product; with faults show the form again and keep nothing."""
    return _keep(None)


@blueprint.get("/<uuid:product_id>/edit")
def edit(product_id: UUID) -> ResponseReturnValue:
    """Show the form of a product as it stands."""
    with current.database().reading() as session:
        found = _found(session, product_id)
        return _form(session, Form(typed(found.listed)), found)


@blueprint.post("/<uuid:product_id>/edit")
def update(product_id: UUID) -> ResponseReturnValue:
    """Keep what was changed; with faults, or when another clerk was first, show the form again as it was typed."""
    return _keep(product_id)


@blueprint.post("/<uuid:product_id>/packs")
def pack(product_id: UUID) -> ResponseReturnValue:
    """Let a code stand for so many units, or take one off."""
    act, form = acts.read_act(products.SCOPE), current.form()
    with current.database().unit_of_work() as session:
        _found(session, product_id)
        if form.get("drop"):
            answered = products.drop_pack(session, act, product_id, acts.an_id(form["drop"]))
        else:
            answered = products.add_pack(
                session, act, product_id, form.get("code", ""), form.get("quantity", "").strip()
            )
    return go_to(url_for("products.show", product_id=product_id, answer=answered.client_id))


def _keep(product_id: UUID | None) -> ResponseReturnValue:
    form = current.form()
    with current.database().unit_of_work() as session:
        there = _found(session, product_id) if product_id else None
        parsed = parse(session, form, _currency(session))
        if parsed.draft is None:
            signal = signal_of(Said(say.WRONG, {"count": len(parsed.faults)}))
            return _form(session, Form(form, sentences(parsed.faults)), there, signal), UNPROCESSABLE
        seen = Seen(product_id, form.get("mark", "")[:16]) if product_id else None
        kept = products.keep(session, acts.read_act(products.SCOPE), seen, parsed.draft)
        if (at := kept.result or _replayed(kept.said)) is not None:
            return go_to(url_for("products.show", product_id=at, answer=kept.client_id))
        return _form(session, Form(form), there, signal_of(kept.said)), CONFLICT


def _replayed(said: Said) -> UUID | None:
    return UUID(str(said.params["id"])) if "id" in said.params else None


def _found(session: Session, product_id: UUID) -> One:
    found = queries.one(session, current.principal().site_id, product_id)
    if found is None:
        raise NotFound
    return found


def _currency(session: Session) -> str:
    return queries.currency_of(session, current.principal().site_id)


def _form(session: Session, form: Form, there: One | None, signal: SignalView | None = None) -> str:
    return render_template(
        "products/form.html",
        form=form,
        one=there,
        mark=form["mark"] or (products.mark_of(there.listed.draft) if there else ""),
        owners=queries.owners(session),
        vendors=queries.vendors(session),
        categories=[(each.value, word(each.value)) for each in Category],
        traits=_traits(),
        signal=signal,
    )
