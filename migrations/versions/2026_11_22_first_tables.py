"""First tables."""
# ruff: noqa: E501, PLR0915 (as long as the schema asks for)

import sqlalchemy as sa
from alembic import op

from migrations.shared import DOCUMENT, only_where

revision = "d73c5da6b0b4"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "party",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("gln", sa.String(length=13), nullable=False),
        sa.Column("tier", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("postal_code", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("destroyer_number", sa.String(length=40), nullable=False),
        sa.Column("destroyer_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
    )
    op.create_index(op.f("ix_party_gln"), "party", ["gln"], unique=False)
    op.create_index(op.f("ix_party_name"), "party", ["name"], unique=False)
    op.create_index("uq_party_code", "party", ["code"], unique=True, **only_where("code <> ''"))
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("time_zone", sa.String(length=60), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("gln", sa.String(length=13), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("blind_percent", sa.Integer(), nullable=False),
        sa.Column("daily_target", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("code", name=op.f("uq_site_code")),
    )
    op.create_table(
        "authorization",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("program", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("purchase_order", sa.String(length=40), nullable=False),
        sa.Column("credit_memo", sa.String(length=40), nullable=False),
        sa.Column("order", sa.String(length=40), nullable=False),
        sa.Column("recall_number", sa.String(length=40), nullable=False),
        sa.Column("agreement", sa.String(length=60), nullable=False),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("data_bearing", sa.String(length=32), nullable=False),
        sa.Column("return_place", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_authorization_party_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_authorization_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_authorization")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_authorization_site_id_number")),
    )
    op.create_index(op.f("ix_authorization_order"), "authorization", ["order"], unique=False)
    op.create_index(op.f("ix_authorization_purchase_order"), "authorization", ["purchase_order"], unique=False)
    op.create_index(
        op.f("ix_authorization_site_id_created_at"), "authorization", ["site_id", "created_at"], unique=False
    )
    op.create_index(op.f("ix_authorization_site_id_state"), "authorization", ["site_id", "state"], unique=False)
    op.create_table(
        "inventory_snapshot",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place_id", sa.Uuid(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["party.id"], name=op.f("fk_inventory_snapshot_place_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_inventory_snapshot_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_inventory_snapshot")),
        sa.UniqueConstraint(
            "site_id", "place_id", "taken_on", name=op.f("uq_inventory_snapshot_site_id_place_id_taken_on")
        ),
    )
    op.create_table(
        "job",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_job_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_job")),
    )
    op.create_index("ix_job_open", "job", ["due_at"], unique=False, **only_where("finished_at IS NULL"))
    op.create_table(
        "location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("name", DOCUMENT, nullable=False),
        sa.Column("way", DOCUMENT, nullable=False),
        sa.Column("arrow", sa.String(length=8), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_location_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_location_site_id_code")),
    )
    op.create_table(
        "operator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("badge", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("roles", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=False),
        sa.Column("failed_pins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("theme", sa.String(length=5), nullable=False),
        sa.Column("gloves", sa.Boolean(), nullable=False),
        sa.Column("left_handed", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_operator_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
    )
    op.create_index("uq_operator_badge", "operator", ["site_id", "badge"], unique=True, **only_where("badge <> ''"))
    op.create_table(
        "product",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("vendor_id", sa.Uuid(), nullable=True),
        sa.Column("sku", sa.String(length=40), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("name", DOCUMENT, nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=False),
        sa.Column("lot_tracked", sa.Boolean(), nullable=False),
        sa.Column("serial_tracked", sa.Boolean(), nullable=False),
        sa.Column("expiry_tracked", sa.Boolean(), nullable=False),
        sa.Column("data_bearing", sa.Boolean(), nullable=False),
        sa.Column("medical", sa.Boolean(), nullable=False),
        sa.Column("hazardous", sa.Boolean(), nullable=False),
        sa.Column("warranty_months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_product_owner_id")),
        sa.ForeignKeyConstraint(["vendor_id"], ["party.id"], name=op.f("fk_product_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("owner_id", "sku", name=op.f("uq_product_owner_id_sku")),
    )
    op.create_index(op.f("ix_product_gtin"), "product", ["gtin"], unique=False)
    op.create_index(op.f("ix_product_sku"), "product", ["sku"], unique=False)
    op.create_table(
        "shipment",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("order", sa.String(length=40), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_shipment_party_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_shipment_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_shipment_site_id_number")),
    )
    op.create_index(op.f("ix_shipment_order"), "shipment", ["order"], unique=False)
    op.create_index(op.f("ix_shipment_party_id"), "shipment", ["party_id"], unique=False)
    op.create_table(
        "tally",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_tally_site_id")),
        sa.PrimaryKeyConstraint("site_id", "day", "kind", "slot", name=op.f("pk_tally")),
    )
    op.create_table(
        "trip",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("leaves_on", sa.Date(), nullable=False),
        sa.Column("vehicle", sa.String(length=20), nullable=False),
        sa.Column("capacity_kg", sa.Integer(), nullable=False),
        sa.Column("capacity_litres", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_trip_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_trip")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_trip_site_id_number")),
    )
    op.create_index(op.f("ix_trip_site_id_leaves_on"), "trip", ["site_id", "leaves_on"], unique=False)
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("scopes", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_api_token_operator_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_api_token_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_table(
        "approval",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("what", DOCUMENT, nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("table_version", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["operator.id"], name=op.f("fk_approval_approved_by")),
        sa.ForeignKeyConstraint(["asked_by"], ["operator.id"], name=op.f("fk_approval_asked_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_approval_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_site_id_given_at"), "approval", ["site_id", "given_at"], unique=False)
    op.create_table(
        "approval_table",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_approval_table_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_approval_table_site_id")),
        sa.PrimaryKeyConstraint("site_id", "version", name=op.f("pk_approval_table")),
    )
    op.create_table(
        "aql_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("aql", sa.String(length=32), nullable=False),
        sa.Column("may_reduce", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_aql_setting_changed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_aql_setting_party_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_aql_setting_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aql_setting")),
        sa.UniqueConstraint("party_id", "product_id", name=op.f("uq_aql_setting_party_id_product_id")),
    )
    op.create_table(
        "authorization_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("claim", sa.String(length=200), nullable=False),
        sa.Column("condition", sa.String(length=100), nullable=False),
        sa.Column("evidence_to_follow", sa.String(length=100), nullable=False),
        sa.Column("asset_type", sa.String(length=13), nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_authorization_line_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_authorization_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_authorization_line_site_id_authorization_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_authorization_line")),
    )
    op.create_index(
        op.f("ix_authorization_line_site_id_authorization_id"),
        "authorization_line",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_authorization_line_site_id_product_id"), "authorization_line", ["site_id", "product_id"], unique=False
    )
    op.create_table(
        "checklist",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("questions", DOCUMENT, nullable=False),
        sa.Column("defects", DOCUMENT, nullable=False),
        sa.Column("places", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_checklist_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
        sa.UniqueConstraint("category", "version", name=op.f("uq_checklist_category_version")),
    )
    op.create_table(
        "claim",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_claim_changed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_claim_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_claim_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_claim_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_claim")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_claim_site_id_number")),
    )
    op.create_index(op.f("ix_claim_site_id_authorization_id"), "claim", ["site_id", "authorization_id"], unique=False)
    op.create_index(op.f("ix_claim_site_id_state"), "claim", ["site_id", "state"], unique=False)
    op.create_table(
        "client_wish",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("forbids", sa.String(length=100), nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("least >= 0", name=op.f("ck_client_wish_least_counted")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_client_wish_changed_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_client_wish_owner_id")),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_client_wish")),
    )
    op.create_table(
        "credit_memo",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_credit_memo_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_credit_memo_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_credit_memo_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_credit_memo")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_credit_memo_site_id_number")),
    )
    op.create_index(
        op.f("ix_credit_memo_site_id_authorization_id"), "credit_memo", ["site_id", "authorization_id"], unique=False
    )
    op.create_index(
        op.f("ix_credit_memo_site_id_state_dated"), "credit_memo", ["site_id", "state", "dated"], unique=False
    )
    op.create_table(
        "customs_entry",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=15), nullable=False),
        sa.Column("entry_key", sa.String(length=2), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("cleared_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("rectified_by", sa.String(length=15), nullable=False),
        sa.Column("warned_at", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_customs_entry_changed_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_customs_entry_owner_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_customs_entry_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_customs_entry")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_customs_entry_site_id_number")),
    )
    op.create_index(
        op.f("ix_customs_entry_site_id_state_due_on"), "customs_entry", ["site_id", "state", "due_on"], unique=False
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_device_site_id")),
        sa.ForeignKeyConstraint(["station_id"], ["location.id"], name=op.f("fk_device_station_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_device_token_digest")),
    )
    op.create_table(
        "discharge",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.Uuid(), nullable=True),
        sa.Column("why_void", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["operator.id"], name=op.f("fk_discharge_recorded_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_discharge_site_id")),
        sa.ForeignKeyConstraint(["voided_by"], ["operator.id"], name=op.f("fk_discharge_voided_by")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_discharge")),
        sa.UniqueConstraint("site_id", "kind", "number", name=op.f("uq_discharge_site_id_kind_number")),
    )
    op.create_index(op.f("ix_discharge_site_id_dated"), "discharge", ["site_id", "dated"], unique=False)
    op.create_table(
        "dry_run",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("outcome", DOCUMENT, nullable=False),
        sa.Column("failure", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["operator.id"], name=op.f("fk_dry_run_asked_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_dry_run_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_dry_run")),
    )
    op.create_index(op.f("ix_dry_run_site_id_version"), "dry_run", ["site_id", "version"], unique=False)
    op.create_table(
        "dwell_table",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("targets", DOCUMENT, nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_dwell_table_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_dwell_table_site_id")),
        sa.PrimaryKeyConstraint("site_id", "version", name=op.f("pk_dwell_table")),
    )
    op.create_table(
        "eligibility_verdict",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("policy_version", sa.Integer(), nullable=False),
        sa.Column("rule_position", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("may_override", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(length=60), nullable=False),
        sa.Column("params", DOCUMENT, nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.Column("findings", DOCUMENT, nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("judged_by", sa.Uuid(), nullable=True),
        sa.Column("override_reason", sa.String(length=200), nullable=False),
        sa.Column("overridden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overridden_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["judged_by"], ["operator.id"], name=op.f("fk_eligibility_verdict_judged_by")),
        sa.ForeignKeyConstraint(["overridden_by"], ["operator.id"], name=op.f("fk_eligibility_verdict_overridden_by")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_eligibility_verdict_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_eligibility_verdict_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_eligibility_verdict_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_eligibility_verdict")),
    )
    op.create_index(
        op.f("ix_eligibility_verdict_site_id_authorization_id"),
        "eligibility_verdict",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_eligibility_verdict_site_id_authorization_line_id"),
        "eligibility_verdict",
        ["site_id", "authorization_line_id"],
        unique=False,
    )
    op.create_table(
        "grade_scale",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("function", sa.String(length=6), nullable=False),
        sa.Column("cosmetics", sa.String(length=9), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_grade_scale_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_scale")),
        sa.UniqueConstraint("version", name=op.f("uq_grade_scale_version")),
    )
    op.create_table(
        "import_run",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("column_map", DOCUMENT, nullable=False),
        sa.Column("skips_bad", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.String(length=200), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("handled", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=60), nullable=False),
        sa.Column("params", DOCUMENT, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["operator.id"], name=op.f("fk_import_run_created_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_import_run_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_site_id_created_at"), "import_run", ["site_id", "created_at"], unique=False)
    op.create_table(
        "load",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("trip_id", sa.Uuid(), nullable=True),
        sa.Column("carrier_id", sa.Uuid(), nullable=True),
        sa.Column("trailer", sa.String(length=20), nullable=False),
        sa.Column("seal", sa.String(length=40), nullable=False),
        sa.Column("seal_found", sa.String(length=40), nullable=False),
        sa.Column("dock_id", sa.Uuid(), nullable=True),
        sa.Column("appointment_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appointment_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["party.id"], name=op.f("fk_load_carrier_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_load_changed_by")),
        sa.ForeignKeyConstraint(["dock_id"], ["location.id"], name=op.f("fk_load_dock_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "trip_id"], ["trip.site_id", "trip.id"], name=op.f("fk_load_site_id_trip_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_load_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_load")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_load_site_id_number")),
    )
    op.create_index(op.f("ix_load_site_id_state_planned_on"), "load", ["site_id", "state", "planned_on"], unique=False)
    op.create_index(
        "uq_load_trip_id",
        "load",
        ["site_id", "trip_id"],
        unique=True,
        **only_where("trip_id IS NOT NULL AND state <> 'cancelled'"),
    )
    op.create_table(
        "material_stream",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", DOCUMENT, nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_material_stream_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_material_stream_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_material_stream")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_material_stream_site_id_code")),
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=48), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_pack_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_pack_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("code", "product_id", name=op.f("uq_pack_code_product_id")),
    )
    op.create_index(op.f("ix_pack_code"), "pack", ["code"], unique=False)
    op.create_table(
        "packaging_type",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", DOCUMENT, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("counted_by", sa.String(length=32), nullable=False),
        sa.Column("asset_type", sa.String(length=13), nullable=False),
        sa.Column("material", sa.String(length=32), nullable=False),
        sa.Column("weight_grams", sa.Integer(), nullable=False),
        sa.Column("deposit", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("dirty_percent", sa.Integer(), nullable=False),
        sa.Column("damaged_percent", sa.Integer(), nullable=False),
        sa.Column("beyond_percent", sa.Integer(), nullable=False),
        sa.Column("wash_after", sa.Integer(), nullable=False),
        sa.Column("cutoff_days", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("deposit >= 0", name=op.f("ck_packaging_type_deposit_charged")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_packaging_type_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packaging_type")),
        sa.UniqueConstraint("code", name=op.f("uq_packaging_type_code")),
    )
    op.create_index(
        "uq_packaging_type_asset_type", "packaging_type", ["asset_type"], unique=True, **only_where("asset_type <> ''")
    )
    op.create_table(
        "paper_event",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_paper_event_operator_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_paper_event_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_paper_event_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_paper_event")),
    )
    op.create_index(
        op.f("ix_paper_event_site_id_authorization_id"), "paper_event", ["site_id", "authorization_id"], unique=False
    )
    op.create_table(
        "receipt",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=True),
        sa.Column("leader_id", sa.Uuid(), nullable=True),
        sa.Column("dock_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["operator.id"], name=op.f("fk_receipt_closed_by")),
        sa.ForeignKeyConstraint(["dock_id"], ["location.id"], name=op.f("fk_receipt_dock_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["operator.id"], name=op.f("fk_receipt_opened_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_receipt_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "leader_id"], ["receipt.site_id", "receipt.id"], name=op.f("fk_receipt_site_id_leader_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_receipt_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_receipt_site_id_number")),
    )
    op.create_index(
        op.f("ix_receipt_site_id_authorization_id"), "receipt", ["site_id", "authorization_id"], unique=False
    )
    op.create_index(op.f("ix_receipt_site_id_leader_id"), "receipt", ["site_id", "leader_id"], unique=False)
    op.create_index(
        "uq_receipt_open_authorization",
        "receipt",
        ["site_id", "authorization_id"],
        unique=True,
        **only_where("state = 'open' AND authorization_id IS NOT NULL"),
    )
    op.create_table(
        "refund",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["approved_by"], ["operator.id"], name=op.f("fk_refund_approved_by")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_refund_changed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_refund_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_refund_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_refund_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_refund")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_refund_site_id_number")),
    )
    op.create_index(op.f("ix_refund_site_id_authorization_id"), "refund", ["site_id", "authorization_id"], unique=False)
    op.create_index(op.f("ix_refund_site_id_state"), "refund", ["site_id", "state"], unique=False)
    op.create_index(
        "uq_refund_open",
        "refund",
        ["site_id", "authorization_id", "resolution", "currency"],
        unique=True,
        **only_where("state IN ('approved', 'owed')"),
    )
    op.create_table(
        "return_policy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("activated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activated_by"], ["operator.id"], name=op.f("fk_return_policy_activated_by")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_return_policy_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_return_policy_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_policy")),
        sa.UniqueConstraint("version", name=op.f("uq_return_policy_version")),
    )
    op.create_table(
        "ruleset",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("prices", DOCUMENT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("activated_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["activated_by"], ["operator.id"], name=op.f("fk_ruleset_activated_by")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_ruleset_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_ruleset_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruleset")),
        sa.UniqueConstraint("version", name=op.f("uq_ruleset_version")),
    )
    op.create_table(
        "sale_bundle",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("buyer_id", sa.Uuid(), nullable=True),
        sa.Column("list_total", sa.BigInteger(), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.Column("asking", sa.BigInteger(), nullable=False),
        sa.Column("agreed", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sold_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["buyer_id"], ["party.id"], name=op.f("fk_sale_bundle_buyer_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_sale_bundle_changed_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["operator.id"], name=op.f("fk_sale_bundle_opened_by")),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_sale_bundle_owner_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sale_bundle_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sale_bundle")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_sale_bundle_site_id_number")),
    )
    op.create_index(op.f("ix_sale_bundle_site_id_opened_at"), "sale_bundle", ["site_id", "opened_at"], unique=False)
    op.create_index(op.f("ix_sale_bundle_site_id_state"), "sale_bundle", ["site_id", "state"], unique=False)
    op.create_table(
        "sampling_group",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("aql", sa.String(length=32), nullable=False),
        sa.Column("severity", sa.String(length=32), nullable=False),
        sa.Column("lot_size", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=False),
        sa.Column("accept", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("defective", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["operator.id"], name=op.f("fk_sampling_group_decided_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_sampling_group_party_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_sampling_group_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_sampling_group_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sampling_group_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sampling_group")),
        sa.UniqueConstraint(
            "site_id",
            "authorization_id",
            "product_id",
            "lot",
            name=op.f("uq_sampling_group_site_id_authorization_id_product_id_lot"),
        ),
    )
    op.create_index(
        op.f("ix_sampling_group_site_id_party_id_product_id"),
        "sampling_group",
        ["site_id", "party_id", "product_id"],
        unique=False,
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("room", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_saved_view_operator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("operator_id", "room", "name", name=op.f("uq_saved_view_operator_id_room_name")),
    )
    op.create_table(
        "shipment_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_shipment_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "shipment_id"],
            ["shipment.site_id", "shipment.id"],
            name=op.f("fk_shipment_line_site_id_shipment_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_shipment_line")),
    )
    op.create_index(
        op.f("ix_shipment_line_site_id_product_id_lot"), "shipment_line", ["site_id", "product_id", "lot"], unique=False
    )
    op.create_index(
        op.f("ix_shipment_line_site_id_product_id_serial"),
        "shipment_line",
        ["site_id", "product_id", "serial"],
        unique=False,
    )
    op.create_index(
        op.f("ix_shipment_line_site_id_shipment_id"), "shipment_line", ["site_id", "shipment_id"], unique=False
    )
    op.create_table(
        "snapshot_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("on_hand", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("last_sold_on", sa.Date(), nullable=True),
        sa.Column("sold_30", sa.Integer(), nullable=True),
        sa.Column("sold_90", sa.Integer(), nullable=True),
        sa.Column("season", sa.String(length=40), nullable=False),
        sa.Column("season_ends_on", sa.Date(), nullable=True),
        sa.Column("kinds", sa.String(length=100), nullable=False),
        sa.Column("worst", sa.String(length=32), nullable=False),
        sa.Column("excess", sa.Integer(), nullable=False),
        sa.Column("judged_under", sa.Integer(), nullable=False),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_snapshot_line_on_hand_counted")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_snapshot_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "snapshot_id"],
            ["inventory_snapshot.site_id", "inventory_snapshot.id"],
            name=op.f("fk_snapshot_line_site_id_snapshot_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_snapshot_line")),
        sa.UniqueConstraint(
            "site_id",
            "snapshot_id",
            "product_id",
            "lot",
            name=op.f("uq_snapshot_line_site_id_snapshot_id_product_id_lot"),
        ),
    )
    op.create_index(
        op.f("ix_snapshot_line_site_id_product_id"), "snapshot_line", ["site_id", "product_id"], unique=False
    )
    op.create_table(
        "tracking",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_tracking_site_id_authorization_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_tracking")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_tracking_site_id_number")),
    )
    op.create_index(
        op.f("ix_tracking_site_id_authorization_id"), "tracking", ["site_id", "authorization_id"], unique=False
    )
    op.create_table(
        "trip_stop",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trip_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("kg", sa.Integer(), nullable=False),
        sa.Column("litres", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_trip_stop_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "trip_id"], ["trip.site_id", "trip.id"], name=op.f("fk_trip_stop_site_id_trip_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_trip_stop")),
    )
    op.create_index(op.f("ix_trip_stop_site_id_trip_id"), "trip_stop", ["site_id", "trip_id"], unique=False)
    op.create_table(
        "unsold_thresholds",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_unsold_thresholds_changed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_unsold_thresholds_site_id")),
        sa.PrimaryKeyConstraint("site_id", "version", name=op.f("pk_unsold_thresholds")),
        sa.UniqueConstraint("id", name=op.f("uq_unsold_thresholds_id")),
    )
    op.create_table(
        "vendor_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("vendor_id", sa.Uuid(), nullable=False),
        sa.Column("categories", sa.String(length=100), nullable=False),
        sa.Column("quota_kind", sa.String(length=32), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("purchased", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("fee_percent", sa.Integer(), nullable=False),
        sa.Column("credit_percent", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "fee_percent <= 100 AND credit_percent <= 100", name=op.f("ck_vendor_agreement_shares_of_a_whole")
        ),
        sa.CheckConstraint(
            "quota >= 0 AND purchased >= 0 AND window_days >= 0", name=op.f("ck_vendor_agreement_counted")
        ),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_vendor_agreement_changed_by")),
        sa.ForeignKeyConstraint(["vendor_id"], ["party.id"], name=op.f("fk_vendor_agreement_vendor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vendor_agreement")),
        sa.UniqueConstraint("number", name=op.f("uq_vendor_agreement_number")),
    )
    op.create_index(op.f("ix_vendor_agreement_vendor_id"), "vendor_agreement", ["vendor_id"], unique=False)
    op.create_table(
        "webhook",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("kinds", sa.String(length=100), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["operator.id"], name=op.f("fk_webhook_created_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_webhook_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_webhook")),
    )
    op.create_table(
        "agreement_product",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["vendor_agreement.id"], name=op.f("fk_agreement_product_agreement_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_agreement_product_product_id")),
        sa.PrimaryKeyConstraint("agreement_id", "product_id", name=op.f("pk_agreement_product")),
    )
    op.create_table(
        "answer",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("after", sa.String(length=36), nullable=False),
        sa.Column("request_hash", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=60), nullable=False),
        sa.Column("params", DOCUMENT, nullable=False),
        sa.Column("pending", DOCUMENT, nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_answer_device_id")),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_answer_operator_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_answer_site_id")),
        sa.PrimaryKeyConstraint("site_id", "scope", "client_id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_site_id_event_id"), "answer", ["site_id", "event_id"], unique=False)
    op.create_index(
        op.f("ix_answer_site_id_operator_id_scope_event_id"),
        "answer",
        ["site_id", "operator_id", "scope", "event_id"],
        unique=False,
    )
    op.create_table(
        "approval_rule",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("roles", sa.String(length=100), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("second_person", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "version"],
            ["approval_table.site_id", "approval_table.version"],
            name=op.f("fk_approval_rule_site_id_version"),
        ),
        sa.PrimaryKeyConstraint("site_id", "version", "deed", name=op.f("pk_approval_rule")),
    )
    op.create_table(
        "collection",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("load_id", sa.Uuid(), nullable=True),
        sa.Column("stop_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.String(length=240), nullable=False),
        sa.Column("postal_code", sa.String(length=12), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("latitude", sa.Integer(), nullable=True),
        sa.Column("longitude", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(length=120), nullable=False),
        sa.Column("ready_from", sa.Date(), nullable=False),
        sa.Column("ready_until", sa.Date(), nullable=False),
        sa.Column("kg", sa.Integer(), nullable=False),
        sa.Column("litres", sa.Integer(), nullable=False),
        sa.Column("pallets", sa.Integer(), nullable=False),
        sa.Column("cartons", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_collection_changed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_collection_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "load_id"], ["load.site_id", "load.id"], name=op.f("fk_collection_site_id_load_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_collection_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_collection")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_collection_site_id_number")),
    )
    op.create_index(op.f("ix_collection_site_id_load_id"), "collection", ["site_id", "load_id"], unique=False)
    op.create_index(op.f("ix_collection_site_id_state"), "collection", ["site_id", "state"], unique=False)
    op.create_table(
        "credit_memo_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credit_memo_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("authorization_line_id", sa.Uuid(), nullable=True),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_credit_memo_line_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_credit_memo_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_line_id"],
            ["authorization_line.site_id", "authorization_line.id"],
            name=op.f("fk_credit_memo_line_site_id_authorization_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "credit_memo_id"],
            ["credit_memo.site_id", "credit_memo.id"],
            name=op.f("fk_credit_memo_line_site_id_credit_memo_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_credit_memo_line")),
    )
    op.create_index(
        op.f("ix_credit_memo_line_site_id_credit_memo_id"),
        "credit_memo_line",
        ["site_id", "credit_memo_id"],
        unique=False,
    )
    op.create_table(
        "customs_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("fraction", sa.String(length=8), nullable=False),
        sa.Column("nico", sa.String(length=2), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("tariff_quantity", sa.Integer(), nullable=False),
        sa.Column("tariff_unit", sa.String(length=32), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=2), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_customs_line_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_customs_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "entry_id"],
            ["customs_entry.site_id", "customs_entry.id"],
            name=op.f("fk_customs_line_site_id_entry_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_customs_line")),
        sa.UniqueConstraint(
            "site_id", "entry_id", "product_id", name=op.f("uq_customs_line_site_id_entry_id_product_id")
        ),
    )
    op.create_index(op.f("ix_customs_line_site_id_fraction"), "customs_line", ["site_id", "fraction"], unique=False)
    op.create_table(
        "customs_paper",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_customs_paper_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "entry_id"],
            ["customs_entry.site_id", "customs_entry.id"],
            name=op.f("fk_customs_paper_site_id_entry_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_customs_paper_site_id")),
        sa.PrimaryKeyConstraint("site_id", "authorization_id", "entry_id", name=op.f("pk_customs_paper")),
    )
    op.create_index(op.f("ix_customs_paper_site_id_entry_id"), "customs_paper", ["site_id", "entry_id"], unique=False)
    op.create_table(
        "disposition_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("when", DOCUMENT, nullable=False),
        sa.Column("effect", sa.String(length=32), nullable=False),
        sa.Column("codes", DOCUMENT, nullable=False),
        sa.Column("sentence", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["ruleset.version"], name=op.f("fk_disposition_rule_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition_rule")),
        sa.UniqueConstraint("version", "position", name=op.f("uq_disposition_rule_version_position")),
    )
    op.create_table(
        "event",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("biz_step", sa.String(length=32), nullable=False),
        sa.Column("disposition", sa.String(length=32), nullable=False),
        sa.Column("device_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.String(length=6), nullable=False),
        sa.Column("read_point", sa.Uuid(), nullable=True),
        sa.Column("biz_location", sa.Uuid(), nullable=True),
        sa.Column("biz_transactions", DOCUMENT, nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("undoes_event_id", sa.Uuid(), nullable=True),
        sa.Column("error_reason", sa.String(length=32), nullable=False),
        sa.Column("detail", DOCUMENT, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["biz_location"], ["location.id"], name=op.f("fk_event_biz_location")),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_event_device_id")),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_event_operator_id")),
        sa.ForeignKeyConstraint(["read_point"], ["location.id"], name=op.f("fk_event_read_point")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_event_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_site_id_client_id"), "event", ["site_id", "client_id"], unique=False)
    op.create_index(
        "uq_event_undoes_event_id",
        "event",
        ["site_id", "undoes_event_id"],
        unique=True,
        **only_where("undoes_event_id IS NOT NULL"),
    )
    op.create_table(
        "import_row",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=200), nullable=False),
        sa.Column("content", DOCUMENT, nullable=False),
        sa.Column("faults", DOCUMENT, nullable=False),
        sa.Column("is_refused", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "run_id"], ["import_run.site_id", "import_run.id"], name=op.f("fk_import_row_site_id_run_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "run_id", "number", name=op.f("pk_import_row")),
    )
    op.create_index(
        op.f("ix_import_row_site_id_run_id_record"), "import_row", ["site_id", "run_id", "record"], unique=False
    )
    op.create_table(
        "packaging_asset",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("grai", sa.String(length=30), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_packaging_asset_location_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_packaging_asset_party_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_packaging_asset_site_id")),
        sa.ForeignKeyConstraint(["type_id"], ["packaging_type.id"], name=op.f("fk_packaging_asset_type_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_packaging_asset")),
        sa.UniqueConstraint("grai", name=op.f("uq_packaging_asset_grai")),
    )
    op.create_index(
        op.f("ix_packaging_asset_site_id_party_id"), "packaging_asset", ["site_id", "party_id"], unique=False
    )
    op.create_index(op.f("ix_packaging_asset_site_id_state"), "packaging_asset", ["site_id", "state"], unique=False)
    op.create_index(op.f("ix_packaging_asset_site_id_type_id"), "packaging_asset", ["site_id", "type_id"], unique=False)
    op.create_table(
        "refund_term",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("when", DOCUMENT, nullable=False),
        sa.Column("timing", sa.String(length=32), nullable=False),
        sa.Column("share_a", sa.Integer(), nullable=False),
        sa.Column("share_b", sa.Integer(), nullable=False),
        sa.Column("share_c", sa.Integer(), nullable=False),
        sa.Column("share_d", sa.Integer(), nullable=False),
        sa.Column("fee_percent", sa.Integer(), nullable=False),
        sa.Column("fee_minimum", sa.BigInteger(), nullable=False),
        sa.Column("approve_from", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("advance_days", sa.Integer(), nullable=False),
        sa.Column("advance_charge", sa.Integer(), nullable=False),
        sa.CheckConstraint("advance_charge BETWEEN 0 AND 100", name=op.f("ck_refund_term_charge_is_a_share")),
        sa.CheckConstraint("fee_percent BETWEEN 0 AND 100", name=op.f("ck_refund_term_fee_is_a_share")),
        sa.ForeignKeyConstraint(["policy_id"], ["return_policy.id"], name=op.f("fk_refund_term_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refund_term")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_refund_term_policy_id_position")),
    )
    op.create_table(
        "replacement",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_line_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_advance", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("tracking", sa.String(length=40), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=True),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("advance_days", sa.Integer(), nullable=False),
        sa.Column("return_by", sa.Date(), nullable=True),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("charge_percent", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("charged", sa.BigInteger(), nullable=False),
        sa.Column("charged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("charged >= 0", name=op.f("ck_replacement_charge_counted")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_replacement_quantity_positive")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_replacement_changed_by")),
        sa.ForeignKeyConstraint(["opened_by"], ["operator.id"], name=op.f("fk_replacement_opened_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_replacement_party_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_replacement_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_replacement_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_line_id"],
            ["authorization_line.site_id", "authorization_line.id"],
            name=op.f("fk_replacement_site_id_authorization_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "shipment_id"],
            ["shipment.site_id", "shipment.id"],
            name=op.f("fk_replacement_site_id_shipment_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_replacement_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_replacement")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_replacement_site_id_number")),
    )
    op.create_index(
        op.f("ix_replacement_site_id_authorization_id"), "replacement", ["site_id", "authorization_id"], unique=False
    )
    op.create_index(
        op.f("ix_replacement_site_id_authorization_line_id"),
        "replacement",
        ["site_id", "authorization_line_id"],
        unique=False,
    )
    op.create_index(op.f("ix_replacement_site_id_shipment_id"), "replacement", ["site_id", "shipment_id"], unique=False)
    op.create_index(op.f("ix_replacement_site_id_state"), "replacement", ["site_id", "state"], unique=False)
    op.create_table(
        "return_policy_reason",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("programs", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["policy_id"], ["return_policy.id"], name=op.f("fk_return_policy_reason_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_policy_reason")),
        sa.UniqueConstraint("policy_id", "reason", name=op.f("uq_return_policy_reason_policy_id_reason")),
    )
    op.create_table(
        "return_policy_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("policy_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("effect", sa.String(length=32), nullable=False),
        sa.Column("when", DOCUMENT, nullable=False),
        sa.Column("span", sa.String(length=32), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.Column("needs_delivery", sa.Boolean(), nullable=False),
        sa.Column("may_override", sa.Boolean(), nullable=False),
        sa.Column("sentence", DOCUMENT, nullable=False),
        sa.CheckConstraint("days >= 0 AND grace >= 0", name=op.f("ck_return_policy_rule_days_counted")),
        sa.ForeignKeyConstraint(["policy_id"], ["return_policy.id"], name=op.f("fk_return_policy_rule_policy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_policy_rule")),
        sa.UniqueConstraint("policy_id", "position", name=op.f("uq_return_policy_rule_policy_id_position")),
    )
    op.create_table(
        "sampled_unit",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["seen_by"], ["operator.id"], name=op.f("fk_sampled_unit_seen_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "group_id"],
            ["sampling_group.site_id", "sampling_group.id"],
            name=op.f("fk_sampled_unit_site_id_group_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sampled_unit_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sampled_unit")),
    )
    op.create_index(op.f("ix_sampled_unit_site_id_group_id"), "sampled_unit", ["site_id", "group_id"], unique=False)
    op.create_table(
        "scan",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("symbology", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("verdict", sa.String(length=60), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_scan_device_id")),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_scan_operator_id")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_scan_site_id")),
        sa.ForeignKeyConstraint(["station_id"], ["location.id"], name=op.f("fk_scan_station_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_client_id"), "scan", ["client_id"], unique=False)
    op.create_index(op.f("ix_scan_site_id_scanned_at"), "scan", ["site_id", "scanned_at"], unique=False)
    op.create_table(
        "unsold_limit",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("cover_days", sa.Integer(), nullable=True),
        sa.Column("idle_days", sa.Integer(), nullable=True),
        sa.Column("season_days", sa.Integer(), nullable=True),
        sa.Column("life_days", sa.Integer(), nullable=True),
        sa.Column("life_share", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id", "version"],
            ["unsold_thresholds.site_id", "unsold_thresholds.version"],
            name=op.f("fk_unsold_limit_site_id_version"),
        ),
        sa.PrimaryKeyConstraint("site_id", "version", "category", name=op.f("pk_unsold_limit")),
    )
    op.create_table(
        "unsold_return",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("snapshot_line_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_unsold_return_quantity_positive")),
        sa.ForeignKeyConstraint(["agreement_id"], ["vendor_agreement.id"], name=op.f("fk_unsold_return_agreement_id")),
        sa.ForeignKeyConstraint(["made_by"], ["operator.id"], name=op.f("fk_unsold_return_made_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_unsold_return_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "snapshot_line_id"],
            ["snapshot_line.site_id", "snapshot_line.id"],
            name=op.f("fk_unsold_return_site_id_snapshot_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_unsold_return_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_unsold_return")),
    )
    op.create_index(
        op.f("ix_unsold_return_agreement_id_made_on"), "unsold_return", ["agreement_id", "made_on"], unique=False
    )
    op.create_index(
        op.f("ix_unsold_return_site_id_authorization_id"),
        "unsold_return",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_unsold_return_site_id_snapshot_line_id"),
        "unsold_return",
        ["site_id", "snapshot_line_id"],
        unique=False,
    )
    op.create_table(
        "webhook_message",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "webhook_id"],
            ["webhook.site_id", "webhook.id"],
            name=op.f("fk_webhook_message_site_id_webhook_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_webhook_message")),
    )
    op.create_index(
        "ix_webhook_message_queued",
        "webhook_message",
        ["site_id", "webhook_id", "id"],
        unique=False,
        **only_where("state = 'queued'"),
    )
    op.create_index(
        op.f("ix_webhook_message_site_id_created_at"), "webhook_message", ["site_id", "created_at"], unique=False
    )
    op.create_table(
        "certificate",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Uuid(), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("lpn", sa.String(length=500), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("record", DOCUMENT, nullable=False),
        sa.Column("papers", DOCUMENT, nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["issued_by"], ["operator.id"], name=op.f("fk_certificate_issued_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_certificate_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_certificate_site_id_event_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_certificate_site_id")),
        sa.ForeignKeyConstraint(["witness_id"], ["operator.id"], name=op.f("fk_certificate_witness_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_certificate_site_id_number")),
    )
    op.create_index(op.f("ix_certificate_site_id_issued_at"), "certificate", ["site_id", "issued_at"], unique=False)
    op.create_table(
        "collection_paper",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("collection_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_collection_paper_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "collection_id"],
            ["collection.site_id", "collection.id"],
            name=op.f("fk_collection_paper_site_id_collection_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_collection_paper_site_id")),
        sa.PrimaryKeyConstraint("site_id", "collection_id", "authorization_id", name=op.f("pk_collection_paper")),
    )
    op.create_index(
        op.f("ix_collection_paper_site_id_authorization_id"),
        "collection_paper",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_table(
        "event_item",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("lpn", sa.String(length=30), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("from_place", sa.String(length=32), nullable=False),
        sa.Column("from_carton_id", sa.Uuid(), nullable=True),
        sa.Column("from_line_id", sa.Uuid(), nullable=True),
        sa.Column("to_place", sa.String(length=32), nullable=False),
        sa.Column("to_carton_id", sa.Uuid(), nullable=True),
        sa.Column("to_line_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=True),
        sa.Column("packaging_type_id", sa.Uuid(), nullable=True),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_event_item_quantity_positive")),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_event_item_owner_id")),
        sa.ForeignKeyConstraint(
            ["packaging_type_id"], ["packaging_type.id"], name=op.f("fk_event_item_packaging_type_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_event_item_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_event_item_site_id_event_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_event_item")),
    )
    op.create_index(
        "ix_event_item_site_id_asset_id",
        "event_item",
        ["site_id", "asset_id"],
        unique=False,
        **only_where("asset_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_event_item_site_id_event_id"), "event_item", ["site_id", "event_id"], unique=False)
    op.create_index(op.f("ix_event_item_site_id_from_line_id"), "event_item", ["site_id", "from_line_id"], unique=False)
    op.create_index(
        "ix_event_item_site_id_packaging_type_id",
        "event_item",
        ["site_id", "packaging_type_id"],
        unique=False,
        **only_where("packaging_type_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_event_item_site_id_product_id_lot"), "event_item", ["site_id", "product_id", "lot"], unique=False
    )
    op.create_index(op.f("ix_event_item_site_id_to_carton_id"), "event_item", ["site_id", "to_carton_id"], unique=False)
    op.create_index(op.f("ix_event_item_site_id_to_line_id"), "event_item", ["site_id", "to_line_id"], unique=False)
    op.create_table(
        "journal_entry",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("authorization_id", sa.Uuid(), nullable=True),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("refund_id", sa.Uuid(), nullable=True),
        sa.Column("claim_id", sa.Uuid(), nullable=True),
        sa.Column("credit_memo_id", sa.Uuid(), nullable=True),
        sa.Column("replacement_id", sa.Uuid(), nullable=True),
        sa.Column("bundle_id", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_journal_entry_operator_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_journal_entry_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_journal_entry_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "bundle_id"],
            ["sale_bundle.site_id", "sale_bundle.id"],
            name=op.f("fk_journal_entry_site_id_bundle_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "claim_id"], ["claim.site_id", "claim.id"], name=op.f("fk_journal_entry_site_id_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "credit_memo_id"],
            ["credit_memo.site_id", "credit_memo.id"],
            name=op.f("fk_journal_entry_site_id_credit_memo_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "refund_id"], ["refund.site_id", "refund.id"], name=op.f("fk_journal_entry_site_id_refund_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "replacement_id"],
            ["replacement.site_id", "replacement.id"],
            name=op.f("fk_journal_entry_site_id_replacement_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "reverses_id"],
            ["journal_entry.site_id", "journal_entry.id"],
            name=op.f("fk_journal_entry_site_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_journal_entry_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_journal_entry")),
    )
    op.create_index(
        op.f("ix_journal_entry_site_id_authorization_id"),
        "journal_entry",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_index(op.f("ix_journal_entry_site_id_bundle_id"), "journal_entry", ["site_id", "bundle_id"], unique=False)
    op.create_index(op.f("ix_journal_entry_site_id_claim_id"), "journal_entry", ["site_id", "claim_id"], unique=False)
    op.create_index(
        op.f("ix_journal_entry_site_id_credit_memo_id"), "journal_entry", ["site_id", "credit_memo_id"], unique=False
    )
    op.create_index(op.f("ix_journal_entry_site_id_refund_id"), "journal_entry", ["site_id", "refund_id"], unique=False)
    op.create_index(
        op.f("ix_journal_entry_site_id_replacement_id"), "journal_entry", ["site_id", "replacement_id"], unique=False
    )
    op.create_index(
        op.f("ix_journal_entry_site_id_reverses_id"), "journal_entry", ["site_id", "reverses_id"], unique=True
    )
    op.create_table(
        "outbound_load",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=True),
        sa.Column("trailer", sa.String(length=20), nullable=False),
        sa.Column("seal", sa.String(length=40), nullable=False),
        sa.Column("dock_id", sa.Uuid(), nullable=True),
        sa.Column("departed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("handling_units", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("record", DOCUMENT, nullable=False),
        sa.Column("papers", DOCUMENT, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=240), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["party.id"], name=op.f("fk_outbound_load_carrier_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["operator.id"], name=op.f("fk_outbound_load_changed_by")),
        sa.ForeignKeyConstraint(["dock_id"], ["location.id"], name=op.f("fk_outbound_load_dock_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_outbound_load_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_outbound_load_site_id_event_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_outbound_load_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_outbound_load")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_outbound_load_site_id_number")),
    )
    op.create_index(op.f("ix_outbound_load_party_id"), "outbound_load", ["party_id"], unique=False)
    op.create_index(
        op.f("ix_outbound_load_site_id_state_planned_on"),
        "outbound_load",
        ["site_id", "state", "planned_on"],
        unique=False,
    )
    op.create_table(
        "packaging_movement",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("type_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("condition", sa.String(length=32), nullable=False),
        sa.Column("deposit", sa.BigInteger(), nullable=False),
        sa.Column("credited", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_packaging_movement_quantity_moves")),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_packaging_movement_operator_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_packaging_movement_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "asset_id"],
            ["packaging_asset.site_id", "packaging_asset.id"],
            name=op.f("fk_packaging_movement_site_id_asset_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_packaging_movement_site_id_event_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_packaging_movement_site_id")),
        sa.ForeignKeyConstraint(["type_id"], ["packaging_type.id"], name=op.f("fk_packaging_movement_type_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_packaging_movement")),
    )
    op.create_index(
        "ix_packaging_movement_site_id_asset_id",
        "packaging_movement",
        ["site_id", "asset_id"],
        unique=False,
        **only_where("asset_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_packaging_movement_site_id_event_id"), "packaging_movement", ["site_id", "event_id"], unique=False
    )
    op.create_index(
        op.f("ix_packaging_movement_site_id_party_id_type_id"),
        "packaging_movement",
        ["site_id", "party_id", "type_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_packaging_movement_site_id_type_id_at"),
        "packaging_movement",
        ["site_id", "type_id", "at"],
        unique=False,
    )
    op.create_table(
        "receipt_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_line_id", sa.Uuid(), nullable=True),
        sa.Column("customs_line_id", sa.Uuid(), nullable=True),
        sa.Column("regime", sa.String(length=32), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_receipt_line_quantity_counted")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_receipt_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_line_id"],
            ["authorization_line.site_id", "authorization_line.id"],
            name=op.f("fk_receipt_line_site_id_authorization_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "customs_line_id"],
            ["customs_line.site_id", "customs_line.id"],
            name=op.f("fk_receipt_line_site_id_customs_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_id"],
            ["receipt.site_id", "receipt.id"],
            name=op.f("fk_receipt_line_site_id_receipt_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_receipt_line")),
    )
    op.create_index(
        op.f("ix_receipt_line_site_id_customs_line_id"),
        "receipt_line",
        ["site_id", "customs_line_id"],
        unique=False,
        **only_where("customs_line_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_receipt_line_site_id_product_id_serial"),
        "receipt_line",
        ["site_id", "product_id", "serial"],
        unique=False,
    )
    op.create_index(op.f("ix_receipt_line_site_id_receipt_id"), "receipt_line", ["site_id", "receipt_id"], unique=False)
    op.create_table(
        "carton",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lpn", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("receipt_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("authorization_id", sa.Uuid(), nullable=True),
        sa.Column("outbound_load_id", sa.Uuid(), nullable=True),
        sa.Column("bundle_id", sa.Uuid(), nullable=True),
        sa.Column("location_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("is_quarantine", sa.Boolean(), nullable=False),
        sa.Column("is_pallet", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_carton_location_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_carton_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "bundle_id"],
            ["sale_bundle.site_id", "sale_bundle.id"],
            name=op.f("fk_carton_site_id_bundle_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "outbound_load_id"],
            ["outbound_load.site_id", "outbound_load.id"],
            name=op.f("fk_carton_site_id_outbound_load_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "parent_id"], ["carton.site_id", "carton.id"], name=op.f("fk_carton_site_id_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_id"], ["receipt.site_id", "receipt.id"], name=op.f("fk_carton_site_id_receipt_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_carton_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_carton")),
    )
    op.create_index(
        "ix_carton_outbound_load_id",
        "carton",
        ["site_id", "outbound_load_id"],
        unique=False,
        **only_where("outbound_load_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_carton_site_id_authorization_id"), "carton", ["site_id", "authorization_id"], unique=False)
    op.create_index(op.f("ix_carton_site_id_bundle_id"), "carton", ["site_id", "bundle_id"], unique=False)
    op.create_index(op.f("ix_carton_site_id_location_id"), "carton", ["site_id", "location_id"], unique=False)
    op.create_index(op.f("ix_carton_site_id_lpn"), "carton", ["site_id", "lpn"], unique=False)
    op.create_index(op.f("ix_carton_site_id_parent_id"), "carton", ["site_id", "parent_id"], unique=False)
    op.create_index(op.f("ix_carton_site_id_receipt_id"), "carton", ["site_id", "receipt_id"], unique=False)
    op.create_index(
        "ix_carton_stage",
        "carton",
        ["site_id", "state", "state_since"],
        unique=False,
        **only_where(
            "state IN ('away', 'expected', 'graded', 'grading', 'loaded', 'open', 'placed', 'received', 'receiving', 'reworking', 'routing')"
        ),
    )
    op.create_index(
        "uq_carton_open_plate",
        "carton",
        ["site_id", "lpn"],
        unique=True,
        **only_where(
            "state IN ('away', 'expected', 'graded', 'grading', 'loaded', 'open', 'placed', 'received', 'receiving', 'reworking', 'routing')"
        ),
    )
    op.create_table(
        "claim_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("accepted", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_claim_line_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_claim_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "claim_id"], ["claim.site_id", "claim.id"], name=op.f("fk_claim_line_site_id_claim_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_claim_line_site_id_receipt_line_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_claim_line")),
    )
    op.create_index(op.f("ix_claim_line_site_id_claim_id"), "claim_line", ["site_id", "claim_id"], unique=False)
    op.create_index(
        op.f("ix_claim_line_site_id_receipt_line_id"), "claim_line", ["site_id", "receipt_line_id"], unique=False
    )
    op.create_table(
        "discharge_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("discharge_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("customs_line_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_discharge_line_quantity_positive")),
        sa.ForeignKeyConstraint(
            ["site_id", "customs_line_id"],
            ["customs_line.site_id", "customs_line.id"],
            name=op.f("fk_discharge_line_site_id_customs_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "discharge_id"],
            ["discharge.site_id", "discharge.id"],
            name=op.f("fk_discharge_line_site_id_discharge_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_discharge_line_site_id_receipt_line_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_discharge_line")),
    )
    op.create_index(
        op.f("ix_discharge_line_site_id_customs_line_id"),
        "discharge_line",
        ["site_id", "customs_line_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_discharge_line_site_id_discharge_id"), "discharge_line", ["site_id", "discharge_id"], unique=False
    )
    op.create_index(
        op.f("ix_discharge_line_site_id_receipt_line_id"),
        "discharge_line",
        ["site_id", "receipt_line_id"],
        unique=False,
    )
    op.create_table(
        "donation",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("outbound_load_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.String(length=60), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("record", DOCUMENT, nullable=False),
        sa.Column("papers", DOCUMENT, nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["confirmed_by"], ["operator.id"], name=op.f("fk_donation_confirmed_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_donation_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "outbound_load_id"],
            ["outbound_load.site_id", "outbound_load.id"],
            name=op.f("fk_donation_site_id_outbound_load_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_donation_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_donation")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_donation_site_id_number")),
    )
    op.create_index(op.f("ix_donation_site_id_given_at"), "donation", ["site_id", "given_at"], unique=False)
    op.create_index(
        op.f("ix_donation_site_id_outbound_load_id"), "donation", ["site_id", "outbound_load_id"], unique=False
    )
    op.create_table(
        "posting",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_posting_amount_moves")),
        sa.ForeignKeyConstraint(
            ["site_id", "entry_id"],
            ["journal_entry.site_id", "journal_entry.id"],
            name=op.f("fk_posting_site_id_entry_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_posting_site_id_receipt_line_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_posting")),
    )
    op.create_index(op.f("ix_posting_site_id_entry_id"), "posting", ["site_id", "entry_id"], unique=False)
    op.create_index(op.f("ix_posting_site_id_receipt_line_id"), "posting", ["site_id", "receipt_line_id"], unique=False)
    op.create_table(
        "recovered_material",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("stream_id", sa.Uuid(), nullable=False),
        sa.Column("program", sa.String(length=32), nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("grams > 0", name=op.f("ck_recovered_material_grams_weighed")),
        sa.ForeignKeyConstraint(
            ["site_id", "certificate_id"],
            ["certificate.site_id", "certificate.id"],
            name=op.f("fk_recovered_material_site_id_certificate_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "stream_id"],
            ["material_stream.site_id", "material_stream.id"],
            name=op.f("fk_recovered_material_site_id_stream_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_recovered_material")),
    )
    op.create_index(
        op.f("ix_recovered_material_site_id_certificate_id"),
        "recovered_material",
        ["site_id", "certificate_id"],
        unique=False,
    )
    op.create_table(
        "sanitization",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("make", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("medium_serial", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("tool", sa.String(length=60), nullable=False),
        sa.Column("tool_version", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.Column("verified_by", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["done_by"], ["operator.id"], name=op.f("fk_sanitization_done_by")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_sanitization_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_sanitization_site_id_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_sanitization_site_id_receipt_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_sanitization_site_id")),
        sa.ForeignKeyConstraint(["verified_by"], ["operator.id"], name=op.f("fk_sanitization_verified_by")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sanitization")),
    )
    op.create_index(op.f("ix_sanitization_site_id_done_at"), "sanitization", ["site_id", "done_at"], unique=False)
    op.create_index(
        op.f("ix_sanitization_site_id_receipt_line_id"), "sanitization", ["site_id", "receipt_line_id"], unique=False
    )
    op.create_table(
        "settlement",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("is_list_price", sa.Boolean(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("fee", sa.BigInteger(), nullable=False),
        sa.Column("approve_from", sa.BigInteger(), nullable=False),
        sa.Column("terms_version", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("fee >= 0 AND gross >= fee", name=op.f("ck_settlement_fee_of_gross")),
        sa.CheckConstraint("units >= 0", name=op.f("ck_settlement_units_counted")),
        sa.ForeignKeyConstraint(["approved_by"], ["operator.id"], name=op.f("fk_settlement_approved_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_settlement_party_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_settlement_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_settlement_site_id_receipt_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_settlement_site_id")),
        sa.PrimaryKeyConstraint("site_id", "receipt_line_id", name=op.f("pk_settlement")),
    )
    op.create_index(
        op.f("ix_settlement_site_id_authorization_id"), "settlement", ["site_id", "authorization_id"], unique=False
    )
    op.create_table(
        "carton_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("condition", sa.String(length=100), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("regrade", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("hold", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_carton_line_quantity_held")),
        sa.ForeignKeyConstraint(["owner_id"], ["party.id"], name=op.f("fk_carton_line_owner_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_carton_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_carton_line_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_carton_line_site_id_receipt_line_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_carton_line")),
        sa.UniqueConstraint(
            "site_id",
            "carton_id",
            "receipt_line_id",
            "product_id",
            "lot",
            "expiry",
            "serial",
            "condition",
            "grade",
            "regrade",
            "code",
            "hold",
            name="uq_carton_line_merge",
        ),
    )
    op.create_index(
        op.f("ix_carton_line_site_id_product_id_lot"), "carton_line", ["site_id", "product_id", "lot"], unique=False
    )
    op.create_index(
        op.f("ix_carton_line_site_id_product_id_serial"),
        "carton_line",
        ["site_id", "product_id", "serial"],
        unique=False,
    )
    op.create_index(
        op.f("ix_carton_line_site_id_receipt_line_id"), "carton_line", ["site_id", "receipt_line_id"], unique=False
    )
    op.create_table(
        "certificate_carton",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"],
            ["carton.site_id", "carton.id"],
            name=op.f("fk_certificate_carton_site_id_carton_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "certificate_id"],
            ["certificate.site_id", "certificate.id"],
            name=op.f("fk_certificate_carton_site_id_certificate_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "certificate_id", "carton_id", name=op.f("pk_certificate_carton")),
    )
    op.create_index(
        op.f("ix_certificate_carton_site_id_carton_id"), "certificate_carton", ["site_id", "carton_id"], unique=False
    )
    op.create_table(
        "declared_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("pallet", sa.String(length=20), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_declared_line_quantity_declared")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_declared_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_declared_line_site_id_carton_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_declared_line")),
    )
    op.create_index(op.f("ix_declared_line_site_id_carton_id"), "declared_line", ["site_id", "carton_id"], unique=False)
    op.create_table(
        "decontamination",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["confirmed_by"], ["operator.id"], name=op.f("fk_decontamination_confirmed_by")),
        sa.ForeignKeyConstraint(["done_by"], ["operator.id"], name=op.f("fk_decontamination_done_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_decontamination_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "event_id"], ["event.site_id", "event.id"], name=op.f("fk_decontamination_site_id_event_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_decontamination_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_decontamination")),
    )
    op.create_index(
        op.f("ix_decontamination_site_id_carton_id"), "decontamination", ["site_id", "carton_id"], unique=False
    )
    op.create_index(
        op.f("ix_decontamination_site_id_recorded_at"), "decontamination", ["site_id", "recorded_at"], unique=False
    )
    op.create_table(
        "exception",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("params", DOCUMENT, nullable=False),
        sa.Column("station_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_id", sa.Uuid(), nullable=True),
        sa.Column("carton_id", sa.Uuid(), nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["operator.id"], name=op.f("fk_exception_owner_id")),
        sa.ForeignKeyConstraint(["raised_by"], ["operator.id"], name=op.f("fk_exception_raised_by")),
        sa.ForeignKeyConstraint(["resolved_by"], ["operator.id"], name=op.f("fk_exception_resolved_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_exception_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_id"], ["receipt.site_id", "receipt.id"], name=op.f("fk_exception_site_id_receipt_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_exception_site_id")),
        sa.ForeignKeyConstraint(["station_id"], ["location.id"], name=op.f("fk_exception_station_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_exception")),
    )
    op.create_index(
        "ix_exception_open", "exception", ["site_id", "raised_at"], unique=False, **only_where("resolved_at IS NULL")
    )
    op.create_index(op.f("ix_exception_site_id_carton_id"), "exception", ["site_id", "carton_id"], unique=False)
    op.create_table(
        "photo",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=True),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_photo_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_photo_site_id_receipt_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_photo_site_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["operator.id"], name=op.f("fk_photo_taken_by")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_photo")),
    )
    op.create_index(op.f("ix_photo_site_id_carton_id"), "photo", ["site_id", "carton_id"], unique=False)
    op.create_index(op.f("ix_photo_site_id_receipt_line_id"), "photo", ["site_id", "receipt_line_id"], unique=False)
    op.create_table(
        "reservation",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_reservation_operator_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_reservation_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_reservation_site_id")),
        sa.PrimaryKeyConstraint("site_id", "carton_id", name=op.f("pk_reservation")),
    )
    op.create_table(
        "route",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("from_location_id", sa.Uuid(), nullable=True),
        sa.Column("to_location_id", sa.Uuid(), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("full_places", DOCUMENT, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("placed_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["from_location_id"], ["location.id"], name=op.f("fk_route_from_location_id")),
        sa.ForeignKeyConstraint(["placed_by"], ["operator.id"], name=op.f("fk_route_placed_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_route_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_route_site_id")),
        sa.ForeignKeyConstraint(["started_by"], ["operator.id"], name=op.f("fk_route_started_by")),
        sa.ForeignKeyConstraint(["to_location_id"], ["location.id"], name=op.f("fk_route_to_location_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_route")),
    )
    op.create_index(op.f("ix_route_site_id_carton_id"), "route", ["site_id", "carton_id"], unique=False)
    op.create_table(
        "hold_order",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("scope", sa.String(length=32), nullable=False),
        sa.Column("carton_line_id", sa.Uuid(), nullable=True),
        sa.Column("carton_id", sa.Uuid(), nullable=True),
        sa.Column("product_id", sa.Uuid(), nullable=True),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=True),
        sa.Column("authorization_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_why", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by"], ["operator.id"], name=op.f("fk_hold_order_ended_by")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_hold_order_party_id")),
        sa.ForeignKeyConstraint(["placed_by"], ["operator.id"], name=op.f("fk_hold_order_placed_by")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_hold_order_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_hold_order_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_hold_order_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_line_id"],
            ["carton_line.site_id", "carton_line.id"],
            name=op.f("fk_hold_order_site_id_carton_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_hold_order_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_hold_order")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_hold_order_site_id_number")),
    )
    op.create_index("ix_hold_order_active", "hold_order", ["site_id"], unique=False, **only_where("state = 'active'"))
    op.create_table(
        "line_evidence",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authorization_id", sa.Uuid(), nullable=False),
        sa.Column("authorization_line_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["given_by"], ["operator.id"], name=op.f("fk_line_evidence_given_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_id"],
            ["authorization.site_id", "authorization.id"],
            name=op.f("fk_line_evidence_site_id_authorization_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "authorization_line_id"],
            ["authorization_line.site_id", "authorization_line.id"],
            name=op.f("fk_line_evidence_site_id_authorization_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "photo_id"], ["photo.site_id", "photo.id"], name=op.f("fk_line_evidence_site_id_photo_id")
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_line_evidence")),
    )
    op.create_index(
        op.f("ix_line_evidence_site_id_authorization_id"),
        "line_evidence",
        ["site_id", "authorization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_line_evidence_site_id_authorization_line_id"),
        "line_evidence",
        ["site_id", "authorization_line_id"],
        unique=False,
    )
    op.create_table(
        "sale_bundle_line",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("carton_line_id", sa.Uuid(), nullable=False),
        sa.Column("receipt_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("expiry", sa.Date(), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("list_total", sa.BigInteger(), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_sale_bundle_line_quantity_offered")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_sale_bundle_line_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "bundle_id"],
            ["sale_bundle.site_id", "sale_bundle.id"],
            name=op.f("fk_sale_bundle_line_site_id_bundle_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"],
            ["carton.site_id", "carton.id"],
            name=op.f("fk_sale_bundle_line_site_id_carton_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_line_id"],
            ["carton_line.site_id", "carton_line.id"],
            name=op.f("fk_sale_bundle_line_site_id_carton_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "receipt_line_id"],
            ["receipt_line.site_id", "receipt_line.id"],
            name=op.f("fk_sale_bundle_line_site_id_receipt_line_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_sale_bundle_line")),
    )
    op.create_index(
        op.f("ix_sale_bundle_line_site_id_bundle_id"), "sale_bundle_line", ["site_id", "bundle_id"], unique=False
    )
    op.create_table(
        "work_order",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("carton_id", sa.Uuid(), nullable=False),
        sa.Column("carton_line_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("given_up", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("bench_id", sa.Uuid(), nullable=True),
        sa.Column("priority", sa.String(length=32), nullable=False),
        sa.Column("contractor_id", sa.Uuid(), nullable=True),
        sa.Column("as_is", sa.BigInteger(), nullable=False),
        sa.Column("expected", sa.BigInteger(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("charged", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_work_order_quantity_positive")),
        sa.ForeignKeyConstraint(["bench_id"], ["location.id"], name=op.f("fk_work_order_bench_id")),
        sa.ForeignKeyConstraint(["contractor_id"], ["party.id"], name=op.f("fk_work_order_contractor_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_work_order_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_id"], ["carton.site_id", "carton.id"], name=op.f("fk_work_order_site_id_carton_id")
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_line_id"],
            ["carton_line.site_id", "carton_line.id"],
            name=op.f("fk_work_order_site_id_carton_line_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_work_order_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_work_order")),
    )
    op.create_index(op.f("ix_work_order_site_id_carton_id"), "work_order", ["site_id", "carton_id"], unique=False)
    op.create_index(
        op.f("ix_work_order_site_id_carton_line_id"), "work_order", ["site_id", "carton_line_id"], unique=False
    )
    op.create_index(op.f("ix_work_order_site_id_number"), "work_order", ["site_id", "number"], unique=False)
    op.create_index(
        op.f("ix_work_order_site_id_state_state_since"), "work_order", ["site_id", "state", "state_since"], unique=False
    )
    op.create_table(
        "hold",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("carton_line_id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("placed_by", sa.Uuid(), nullable=False),
        sa.Column("placed_under", sa.String(length=36), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.Uuid(), nullable=True),
        sa.Column("released_why", sa.String(length=32), nullable=False),
        sa.Column("released_under", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["placed_by"], ["operator.id"], name=op.f("fk_hold_placed_by")),
        sa.ForeignKeyConstraint(["released_by"], ["operator.id"], name=op.f("fk_hold_released_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_line_id"],
            ["carton_line.site_id", "carton_line.id"],
            name=op.f("fk_hold_site_id_carton_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "order_id"], ["hold_order.site_id", "hold_order.id"], name=op.f("fk_hold_site_id_order_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_hold_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_site_id_carton_line_id"), "hold", ["site_id", "carton_line_id"], unique=False)
    op.create_index(op.f("ix_hold_site_id_order_id"), "hold", ["site_id", "order_id"], unique=False)
    op.create_index(op.f("ix_hold_site_id_placed_under"), "hold", ["site_id", "placed_under"], unique=False)
    op.create_index(op.f("ix_hold_site_id_released_under"), "hold", ["site_id", "released_under"], unique=False)
    op.create_table(
        "inspection",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("carton_line_id", sa.Uuid(), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("photos", DOCUMENT, nullable=False),
        sa.Column("condition", sa.String(length=100), nullable=False),
        sa.Column("function", sa.Integer(), nullable=False),
        sa.Column("cosmetics", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("grade_table", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.Uuid(), nullable=True),
        sa.Column("because", sa.String(length=32), nullable=False),
        sa.Column("inspected_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspected_by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("work_order_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"], name=op.f("fk_inspection_checklist_id")),
        sa.ForeignKeyConstraint(["inspected_by"], ["operator.id"], name=op.f("fk_inspection_inspected_by")),
        sa.ForeignKeyConstraint(
            ["site_id", "carton_line_id"],
            ["carton_line.site_id", "carton_line.id"],
            name=op.f("fk_inspection_site_id_carton_line_id"),
        ),
        sa.ForeignKeyConstraint(
            ["site_id", "work_order_id"],
            ["work_order.site_id", "work_order.id"],
            name=op.f("fk_inspection_site_id_work_order_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_inspection_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_inspection")),
    )
    op.create_index(
        op.f("ix_inspection_site_id_carton_line_id"), "inspection", ["site_id", "carton_line_id"], unique=False
    )
    op.create_index(op.f("ix_inspection_site_id_event_id"), "inspection", ["site_id", "event_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_site_id_work_order_id"), "inspection", ["site_id", "work_order_id"], unique=False
    )
    op.create_index(
        "ix_inspection_supersedes", "inspection", ["supersedes"], unique=False, **only_where("supersedes IS NOT NULL")
    )
    op.create_table(
        "operation",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work_order_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("planned_minutes", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_operation_operator_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "work_order_id"],
            ["work_order.site_id", "work_order.id"],
            name=op.f("fk_operation_site_id_work_order_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_operation")),
        sa.UniqueConstraint("site_id", "work_order_id", "kind", name=op.f("uq_operation_site_id_work_order_id_kind")),
    )
    op.create_table(
        "part_used",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work_order_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("lot", sa.String(length=40), nullable=False),
        sa.Column("serial", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.Uuid(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_part_used_quantity_positive")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_part_used_product_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "work_order_id"],
            ["work_order.site_id", "work_order.id"],
            name=op.f("fk_part_used_site_id_work_order_id"),
        ),
        sa.ForeignKeyConstraint(["used_by"], ["operator.id"], name=op.f("fk_part_used_used_by")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_part_used")),
    )
    op.create_index(op.f("ix_part_used_site_id_event_id"), "part_used", ["site_id", "event_id"], unique=False)
    op.create_index(op.f("ix_part_used_site_id_work_order_id"), "part_used", ["site_id", "work_order_id"], unique=False)
    op.create_table(
        "work_order_event",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work_order_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("changes", DOCUMENT, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operator.id"], name=op.f("fk_work_order_event_operator_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "work_order_id"],
            ["work_order.site_id", "work_order.id"],
            name=op.f("fk_work_order_event_site_id_work_order_id"),
        ),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_work_order_event")),
    )
    op.create_index(
        op.f("ix_work_order_event_site_id_work_order_id"),
        "work_order_event",
        ["site_id", "work_order_id"],
        unique=False,
    )
    op.create_table(
        "blind_check",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checklist_id", sa.Uuid(), nullable=True),
        sa.Column("answers", DOCUMENT, nullable=False),
        sa.Column("function", sa.Integer(), nullable=False),
        sa.Column("cosmetics", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["checked_by"], ["operator.id"], name=op.f("fk_blind_check_checked_by")),
        sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"], name=op.f("fk_blind_check_checklist_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "inspection_id"],
            ["inspection.site_id", "inspection.id"],
            name=op.f("fk_blind_check_site_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_blind_check_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_blind_check")),
        sa.UniqueConstraint("site_id", "inspection_id", name=op.f("uq_blind_check_site_id_inspection_id")),
    )
    op.create_index(op.f("ix_blind_check_site_id_checked_at"), "blind_check", ["site_id", "checked_at"], unique=False)
    op.create_table(
        "decision",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("recommended", sa.String(length=32), nullable=False),
        sa.Column("chosen", sa.String(length=32), nullable=False),
        sa.Column("override_reason", sa.String(length=200), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("rule_position", sa.Integer(), nullable=False),
        sa.Column("facts", DOCUMENT, nullable=False),
        sa.Column("ranking", DOCUMENT, nullable=False),
        sa.Column("net_recovery", sa.BigInteger(), nullable=False),
        sa.Column("list_price", sa.BigInteger(), nullable=False),
        sa.Column("unit_cost", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["vendor_agreement.id"], name=op.f("fk_decision_agreement_id")),
        sa.ForeignKeyConstraint(
            ["site_id", "inspection_id"],
            ["inspection.site_id", "inspection.id"],
            name=op.f("fk_decision_site_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_decision_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_decision")),
    )
    op.create_index(
        "ix_decision_agreement_id", "decision", ["agreement_id"], unique=False, **only_where("agreement_id IS NOT NULL")
    )
    op.create_index(op.f("ix_decision_site_id_inspection_id"), "decision", ["site_id", "inspection_id"], unique=False)
    op.create_table(
        "defect",
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id", "inspection_id"],
            ["inspection.site_id", "inspection.id"],
            name=op.f("fk_defect_site_id_inspection_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_defect_site_id")),
        sa.PrimaryKeyConstraint("site_id", "id", name=op.f("pk_defect")),
        sa.UniqueConstraint(
            "site_id", "inspection_id", "code", "place", name=op.f("uq_defect_site_id_inspection_id_code_place")
        ),
    )


def downgrade() -> None:
    op.drop_table("defect")
    op.drop_table("decision")
    op.drop_table("blind_check")
    op.drop_table("work_order_event")
    op.drop_table("part_used")
    op.drop_table("operation")
    op.drop_table("inspection")
    op.drop_table("hold")
    op.drop_table("work_order")
    op.drop_table("sale_bundle_line")
    op.drop_table("line_evidence")
    op.drop_table("hold_order")
    op.drop_table("route")
    op.drop_table("reservation")
    op.drop_table("photo")
    op.drop_table("exception")
    op.drop_table("decontamination")
    op.drop_table("declared_line")
    op.drop_table("certificate_carton")
    op.drop_table("carton_line")
    op.drop_table("settlement")
    op.drop_table("sanitization")
    op.drop_table("recovered_material")
    op.drop_table("posting")
    op.drop_table("donation")
    op.drop_table("discharge_line")
    op.drop_table("claim_line")
    op.drop_table("carton")
    op.drop_table("receipt_line")
    op.drop_table("packaging_movement")
    op.drop_table("outbound_load")
    op.drop_table("journal_entry")
    op.drop_table("event_item")
    op.drop_table("collection_paper")
    op.drop_table("certificate")
    op.drop_table("webhook_message")
    op.drop_table("unsold_return")
    op.drop_table("unsold_limit")
    op.drop_table("scan")
    op.drop_table("sampled_unit")
    op.drop_table("return_policy_rule")
    op.drop_table("return_policy_reason")
    op.drop_table("replacement")
    op.drop_table("refund_term")
    op.drop_table("packaging_asset")
    op.drop_table("import_row")
    op.drop_table("event")
    op.drop_table("disposition_rule")
    op.drop_table("customs_paper")
    op.drop_table("customs_line")
    op.drop_table("credit_memo_line")
    op.drop_table("collection")
    op.drop_table("approval_rule")
    op.drop_table("answer")
    op.drop_table("agreement_product")
    op.drop_table("webhook")
    op.drop_table("vendor_agreement")
    op.drop_table("unsold_thresholds")
    op.drop_table("trip_stop")
    op.drop_table("tracking")
    op.drop_table("snapshot_line")
    op.drop_table("shipment_line")
    op.drop_table("saved_view")
    op.drop_table("sampling_group")
    op.drop_table("sale_bundle")
    op.drop_table("ruleset")
    op.drop_table("return_policy")
    op.drop_table("refund")
    op.drop_table("receipt")
    op.drop_table("paper_event")
    op.drop_table("packaging_type")
    op.drop_table("pack")
    op.drop_table("material_stream")
    op.drop_table("load")
    op.drop_table("import_run")
    op.drop_table("grade_scale")
    op.drop_table("eligibility_verdict")
    op.drop_table("dwell_table")
    op.drop_table("dry_run")
    op.drop_table("discharge")
    op.drop_table("device")
    op.drop_table("customs_entry")
    op.drop_table("credit_memo")
    op.drop_table("client_wish")
    op.drop_table("claim")
    op.drop_table("checklist")
    op.drop_table("authorization_line")
    op.drop_table("aql_setting")
    op.drop_table("approval_table")
    op.drop_table("approval")
    op.drop_table("api_token")
    op.drop_table("trip")
    op.drop_table("tally")
    op.drop_table("shipment")
    op.drop_table("product")
    op.drop_table("operator")
    op.drop_table("location")
    op.drop_table("job")
    op.drop_table("inventory_snapshot")
    op.drop_table("authorization")
    op.drop_table("site")
    op.drop_table("party")
