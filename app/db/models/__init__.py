"""All tables. Importing this package registers them on one metadata."""

from app.db.models.api_token import ApiToken
from app.db.models.approval import Approval, ApprovalRule, ApprovalTable
from app.db.models.authorization import Authorization, AuthorizationLine, PaperEvent, Tracking
from app.db.models.base import Base, table_of
from app.db.models.carton import Carton, CartonLine, DeclaredLine
from app.db.models.certificate import Certificate, CertificateCarton
from app.db.models.checklist import Checklist, GradeScale
from app.db.models.collection import Collection, CollectionPaper
from app.db.models.credit_memo import CreditMemo, CreditMemoLine
from app.db.models.customs import CustomsEntry, CustomsLine, CustomsPaper, Discharge, DischargeLine
from app.db.models.decontamination import Decontamination
from app.db.models.donation import Donation
from app.db.models.dwell import DwellTable, Reservation
from app.db.models.evidence import LineEvidence
from app.db.models.floor_exception import FloorException
from app.db.models.hold import Hold, HoldOrder
from app.db.models.import_run import ImportRow, ImportRun
from app.db.models.job import Job
from app.db.models.judgement import BlindCheck, Decision, Defect, Inspection
from app.db.models.ledger import Answer, Event, EventItem, Scan
from app.db.models.load import Load
from app.db.models.money import Claim, ClaimLine, JournalEntry, Posting, Refund, Settlement
from app.db.models.operator import Device, Operator
from app.db.models.outbound_load import OutboundLoad
from app.db.models.packaging import PackagingAsset, PackagingMovement, PackagingType
from app.db.models.party import Party
from app.db.models.photo import Photo
from app.db.models.product import Pack, Product
from app.db.models.receipt import Receipt, ReceiptLine
from app.db.models.replacement import Replacement
from app.db.models.return_policy import (
    EligibilityVerdict,
    RefundTerm,
    ReturnPolicy,
    ReturnPolicyReason,
    ReturnPolicyRule,
)
from app.db.models.route import Route
from app.db.models.ruleset import ClientWish, DispositionRule, DryRun, Ruleset
from app.db.models.sale_bundle import SaleBundle, SaleBundleLine
from app.db.models.sampling import AqlSetting, SampledUnit, SamplingGroup
from app.db.models.sanitization import Sanitization
from app.db.models.saved_view import SavedView
from app.db.models.shipment import Shipment, ShipmentLine
from app.db.models.site import Location, Site
from app.db.models.snapshot import InventorySnapshot, SnapshotLine, UnsoldReturn
from app.db.models.stream import MaterialStream, RecoveredMaterial
from app.db.models.tally import Tally
from app.db.models.trip import Trip, TripStop
from app.db.models.vendor_agreement import AgreementProduct, UnsoldLimit, UnsoldThresholds, VendorAgreement
from app.db.models.webhook import Webhook, WebhookMessage
from app.db.models.work_order import Operation, PartUsed, WorkOrder, WorkOrderEvent

__all__ = [
    "AgreementProduct",
    "Answer",
    "ApiToken",
    "Approval",
    "ApprovalRule",
    "ApprovalTable",
    "AqlSetting",
    "Authorization",
    "AuthorizationLine",
    "Base",
    "BlindCheck",
    "Carton",
    "CartonLine",
    "Certificate",
    "CertificateCarton",
    "Checklist",
    "Claim",
    "ClaimLine",
    "ClientWish",
    "Collection",
    "CollectionPaper",
    "CreditMemo",
    "CreditMemoLine",
    "CustomsEntry",
    "CustomsLine",
    "CustomsPaper",
    "Decision",
    "DeclaredLine",
    "Decontamination",
    "Defect",
    "Device",
    "Discharge",
    "DischargeLine",
    "DispositionRule",
    "Donation",
    "DryRun",
    "DwellTable",
    "EligibilityVerdict",
    "Event",
    "EventItem",
    "FloorException",
    "GradeScale",
    "Hold",
    "HoldOrder",
    "ImportRow",
    "ImportRun",
    "Inspection",
    "InventorySnapshot",
    "Job",
    "JournalEntry",
    "LineEvidence",
    "Load",
    "Location",
    "MaterialStream",
    "Operation",
    "Operator",
    "OutboundLoad",
    "Pack",
    "PackagingAsset",
    "PackagingMovement",
    "PackagingType",
    "PaperEvent",
    "PartUsed",
    "Party",
    "Photo",
    "Posting",
    "Product",
    "Receipt",
    "ReceiptLine",
    "RecoveredMaterial",
    "Refund",
    "RefundTerm",
    "Replacement",
    "Reservation",
    "ReturnPolicy",
    "ReturnPolicyReason",
    "ReturnPolicyRule",
    "Route",
    "Ruleset",
    "SaleBundle",
    "SaleBundleLine",
    "SampledUnit",
    "SamplingGroup",
    "Sanitization",
    "SavedView",
    "Scan",
    "Settlement",
    "Shipment",
    "ShipmentLine",
    "Site",
    "SnapshotLine",
    "Tally",
    "Tracking",
    "Trip",
    "TripStop",
    "UnsoldLimit",
    "UnsoldReturn",
    "UnsoldThresholds",
    "VendorAgreement",
    "Webhook",
    "WebhookMessage",
    "WorkOrder",
    "WorkOrderEvent",
    "table_of",
]
