"""Where each resource that the company's own systems read stands: one row a resource."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.db.models import (
    AgreementProduct,
    Approval,
    Authorization,
    AuthorizationLine,
    Carton,
    Certificate,
    Claim,
    Collection,
    CollectionPaper,
    CreditMemo,
    CreditMemoLine,
    DeclaredLine,
    HoldOrder,
    InventorySnapshot,
    Load,
    Location,
    MaterialStream,
    Operation,
    PackagingAsset,
    PackagingMovement,
    PackagingType,
    Party,
    Product,
    Receipt,
    ReceiptLine,
    RecoveredMaterial,
    RefundTerm,
    Replacement,
    ReturnPolicy,
    ReturnPolicyReason,
    ReturnPolicyRule,
    SaleBundleLine,
    Shipment,
    ShipmentLine,
    Site,
    SnapshotLine,
    Tracking,
    Trip,
    TripStop,
    VendorAgreement,
    Webhook,
    table_of,
)
from app.db.queries import claim_evidence, devices
from app.db.queries.bundles import BROUGHT, BUNDLE
from app.db.queries.outward_judgement import decisions, rules, rulesets, samples
from app.db.queries.outward_loads import outbound_loads, what_departed
from app.db.queries.outward_work import parts, regraded, work_orders
from app.db.queries.pallets import IS_ANNOUNCED
from app.db.queries.refunds import LIMIT, REFUND
from app.domain.money import NOTHING
from app.domain.packaging import CountedBy


@dataclass(frozen=True, slots=True)
class Source:
    """Where a resource is read: its table, and the table of its lines with the column that names their parent.

    `also` are other lists of it by their field, read as the lines are.
    """

    table: sa.FromClause
    lines: sa.FromClause | None = None
    parent: str = ""
    is_counted: Callable[[sa.FromClause], sa.ColumnElement[bool]] | None = None
    tracking: sa.Table | None = None
    also: Mapping[str, sa.FromClause] = field(default_factory=dict)


CARTON, DECLARED, PAPER = table_of(Carton), table_of(DeclaredLine), table_of(Authorization)
COLLECTION, OF, LOAD = table_of(Collection), table_of(CollectionPaper), table_of(Load)


def _notices() -> sa.FromClause:
    """Return what was announced, a row for each authorization."""
    announced = sa.exists().where(
        CARTON.c.site_id == PAPER.c.site_id, CARTON.c.authorization_id == PAPER.c.id, ~CARTON.c.is_pallet, IS_ANNOUNCED
    )
    return sa.select(*(PAPER.c[name] for name in ("site_id", "id", "number", "party_id"))).where(announced).subquery()


def _announced() -> sa.FromClause:
    own = (
        DECLARED.c[name] for name in ("site_id", "id", "pallet", "product_id", "lot", "expiry", "serial", "quantity")
    )
    of_carton = (CARTON.c.authorization_id, CARTON.c.lpn.label("carton"), CARTON.c.state.label("carton_state"))
    is_in = (CARTON.c.site_id == DECLARED.c.site_id) & (CARTON.c.id == DECLARED.c.carton_id)
    return sa.select(*own, *of_carton).join(CARTON, is_in).where(IS_ANNOUNCED).subquery()


def _fetched() -> sa.FromClause:
    """Return the authorizations of collection requests: on one request each stands once, so it is its line's id."""
    paper = OF.c.authorization_id
    return sa.select(OF.c.site_id, OF.c.collection_id, paper, paper.label("id")).subquery()


def _loads() -> sa.FromClause:
    place, trip = table_of(Location), table_of(Trip)
    named = (
        sa.func.coalesce(place.c.code, "").label("door"),
        sa.func.coalesce(trip.c.number, "").label("trip"),
    )
    return (
        sa.select(LOAD, *named)
        .outerjoin(place, place.c.id == LOAD.c.dock_id)
        .outerjoin(trip, (trip.c.site_id == LOAD.c.site_id) & (trip.c.id == LOAD.c.trip_id))
        .subquery()
    )


def _brought() -> sa.FromClause:
    columns = (COLLECTION.c.site_id, COLLECTION.c.id, COLLECTION.c.load_id, COLLECTION.c.id.label("collection_id"))
    return sa.select(*columns).subquery()


def _refunds() -> sa.FromClause:
    limit = sa.func.coalesce(LIMIT, NOTHING, type_=REFUND.c.amount.type).label("approve_from")
    return sa.select(REFUND, limit).subquery()


def _agreements() -> sa.FromClause:
    """Return the agreements, which are the company's own and no site's; what counts their changes is their version."""
    agreement = table_of(VendorAgreement)
    return sa.select(agreement, agreement.c.revision.label("version")).subquery()


def _named() -> sa.FromClause:
    named = table_of(AgreementProduct)
    return sa.select(named, named.c.product_id.label("id")).subquery()


def _policies() -> sa.FromClause:
    """Return the policies of each site: its own, and those for all."""
    policy, site = table_of(ReturnPolicy), table_of(Site)
    same = ("id", "state", "note", "based_on", "effective_from", "changed_at")
    return (
        sa.select(
            site.c.id.label("site_id"), *(policy.c[name] for name in same), policy.c.revision.label("version"),
            sa.cast(policy.c.version, sa.String).label("number"), policy.c.site_id.is_(None).label("is_for_all_sites"),
        )
        .join(site, sa.or_(policy.c.site_id.is_(None), policy.c.site_id == site.c.id))
        .subquery()
    )  # fmt: skip


def _assets() -> sa.FromClause:
    asset, of_type = table_of(PackagingAsset), table_of(PackagingType)
    return sa.select(asset, of_type.c.code.label("type")).join(of_type, of_type.c.id == asset.c.type_id).subquery()


def _holders() -> sa.FromClause:
    """Return the parties that packaging ever went to, once for each site."""
    movement, party = table_of(PackagingMovement), table_of(Party)
    of = (movement.c.site_id, party.c.id, party.c.name.label("party"))
    return sa.select(*of).join(party, party.c.id == movement.c.party_id).distinct().subquery()


def _balances() -> sa.FromClause:
    movement, of_type = table_of(PackagingMovement), table_of(PackagingType)
    by_weight = of_type.c.counted_by == CountedBy.GRAM
    deposit = sa.func.sum(movement.c.deposit)
    return (
        sa.select(
            movement.c.site_id, movement.c.party_id, of_type.c.id, of_type.c.code.label("type"), of_type.c.name,
            sa.case((by_weight, "gram"), else_="each").label("unit"), movement.c.currency,
            sa.cast(sa.func.sum(movement.c.quantity), sa.Integer).label("balance"), deposit.label("deposit"),
        )
        .join(of_type, of_type.c.id == movement.c.type_id)
        .group_by(movement.c.site_id, movement.c.party_id, of_type.c.id, movement.c.currency)
        .subquery()
    )  # fmt: skip


def _materials() -> sa.FromClause:
    """Return the rows that material figures are sums of, each with what its certificate and its stream are called."""
    recovered, stream, certificate = table_of(RecoveredMaterial), table_of(MaterialStream), table_of(Certificate)
    within = recovered.c.site_id
    return (
        sa.select(
            recovered, stream.c.code.label("stream"), stream.c.name, certificate.c.number.label("certificate"),
            certificate.c.issued_at, certificate.c.party_id.label("recycler_id"),
        )
        .join(stream, (stream.c.site_id == within) & (stream.c.id == recovered.c.stream_id))
        .join(certificate, (certificate.c.site_id == within) & (certificate.c.id == recovered.c.certificate_id))
        .subquery()
    )  # fmt: skip


def _webhooks() -> sa.FromClause:
    """Return who is told; what signs its messages is kept nowhere."""
    webhook = table_of(Webhook)
    same = (webhook.c[name] for name in ("site_id", "id", "url", "kinds", "created_at", "ended_at"))
    return sa.select(*same, sa.literal("").label("secret")).subquery()


def _bundles() -> sa.FromClause:
    return sa.select(BUNDLE, sa.type_coerce(BROUGHT, BUNDLE.c.agreed.type).label("proceeds")).subquery()


SOURCES: Mapping[str, Source] = {
    "products": Source(table_of(Product)),
    "parties": Source(table_of(Party)),
    "shipments": Source(table_of(Shipment), table_of(ShipmentLine), "shipment_id"),
    "authorizations": Source(
        table_of(Authorization), table_of(AuthorizationLine), "authorization_id", tracking=table_of(Tracking)
    ),
    "notices": Source(_notices(), _announced(), "authorization_id"),
    "collections": Source(COLLECTION, _fetched(), "collection_id"),
    "loads": Source(_loads(), _brought(), "load_id"),
    "outbound_loads": Source(outbound_loads(), what_departed(), "load_id"),
    "trips": Source(table_of(Trip), table_of(TripStop), "trip_id"),
    "claims": Source(
        table_of(Claim),
        claim_evidence.as_lines(),
        "claim_id",
        also={"findings": claim_evidence.as_findings(), "photos": claim_evidence.as_shots()},
    ),
    "refunds": Source(_refunds()),
    "assets": Source(_assets()),
    "packaging": Source(_holders(), _balances(), "party_id"),
    "snapshots": Source(table_of(InventorySnapshot)),
    "stock": Source(table_of(SnapshotLine)),
    "agreements": Source(_agreements(), _named(), "agreement_id"),
    "policies": Source(
        _policies(),
        table_of(ReturnPolicyRule),
        "policy_id",
        also={"reasons": table_of(ReturnPolicyReason), "terms": table_of(RefundTerm)},
    ),
    "rulesets": Source(rulesets(), rules(), "ruleset_id"),
    "decisions": Source(decisions()),
    "webhooks": Source(_webhooks()),
    "credits": Source(table_of(CreditMemo), table_of(CreditMemoLine), "credit_memo_id"),
    "replacements": Source(table_of(Replacement)),
    "approvals": Source(table_of(Approval)),
    "certificates": Source(table_of(Certificate)),
    "materials": Source(_materials()),
    "samples": Source(samples()),
    "hold_orders": Source(table_of(HoldOrder)),
    "device_events": Source(devices.outward()),
    "bundles": Source(_bundles(), table_of(SaleBundleLine), "bundle_id"),
    "work_orders": Source(
        work_orders(), table_of(Operation), "work_order_id", also={"parts": parts(), "regraded": regraded()}
    ),
    # a line whose counts were all undone stays for its events; nobody outside needs it
    "receipts": Source(table_of(Receipt), table_of(ReceiptLine), "receipt_id", lambda lines: lines.c.quantity > 0),
}
