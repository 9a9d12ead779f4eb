"""What other systems send: the bodies of writing, strict in every field. What is not said stays as it is."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.domain.authorizing import MOST_LINES, MOST_UNITS, DataDeclaration
from app.domain.evidence import LONGEST_TEXT
from app.domain.terms import Evidence
from app.domain.vocabulary import Category, Condition, PartyKind, Program, ReasonCode
from app.exchange.kinds import Language

PLAIN = r"^[^\x00-\x20\x7f]([^\x00-\x1f\x7f]*[^\x00-\x20\x7f])?$"
"""No control characters, and no blanks around it: no number, code or name has them."""
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)
LONGEST_PHOTO = 8 * 1024 * 1024 * 4 // 3 + 4
"""Characters of a picture in base64."""
MOST_GRAMS, MOST_MONTHS = 10_000_000, 600


def text_of(longest: int, says: str = "") -> Any:
    return Field(min_length=1, max_length=longest, pattern=PLAIN, description=says or None)


Code = Annotated[str, text_of(40)]
Name = Annotated[str, text_of(120)]
PartyName = Annotated[str, text_of(120, "code, GLN or name of a party")]
ProductName = Annotated[str, text_of(40, "SKU or GTIN")]
Plate = Annotated[str, Field(pattern=r"^[0-9]{18}$", description="SSCC")]
Amount = Annotated[str, Field(pattern=r"^[0-9]{1,11}(\.[0-9]{1,4})?$", description="decimal, per base unit")]
Quantity = Annotated[int, Field(ge=1, le=MOST_UNITS, description="base units")]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY, description=f"from {FIRST_DAY} to {LAST_DAY}")]
Reason = Annotated[str, text_of(200, "why, for the history")]


def _without_defaults(schema: dict[str, Any]) -> None:
    """Leave out what stands in for a field that is not said: it is no value that the server would assume."""
    for field in schema.get("properties", {}).values():
        field.pop("default", None)


class Entry(BaseModel):
    """What every body has: no field beside those named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, json_schema_extra=_without_defaults)


class NameEntry(Entry):
    """A name by language; at least one of them."""

    en: Name = ""
    es: Name = ""


class ProductChange(Entry):
    """What is to be said of a product. A new one needs name and category."""

    owner: PartyName = ""
    gtin: Annotated[str, Field(pattern=r"^[0-9]{8,14}$")] = ""
    name: NameEntry = NameEntry()
    category: Category = Category.FOOD
    vendor: PartyName = ""
    unit_cost: Amount = ""
    list_price: Amount = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217")] = ""
    weight_grams: Annotated[int, Field(ge=0, le=MOST_GRAMS)] = 0
    warranty_months: Annotated[int, Field(ge=0, le=MOST_MONTHS)] = 0
    lot_tracked: bool = False
    serial_tracked: bool = False
    expiry_tracked: bool = False
    data_bearing: bool = False
    medical: bool = False
    hazardous: bool = False


class ProductEntry(ProductChange):
    """A product, known by SKU and owner. A new one needs name and category."""

    sku: Code


class PartyChange(Entry):
    """What is to be said of a party. A new one needs name and kind."""

    gln: Annotated[str, Field(pattern=r"^[0-9]{13}$")] = ""
    name: Name = ""
    kind: PartyKind = PartyKind.CUSTOMER


class PartyEntry(PartyChange):
    """A party, known by code, or by GLN where it has none. A new one needs name and kind."""

    code: Code = ""


class LineEntry(Entry):
    """A quantity of one product."""

    product: ProductName
    owner: PartyName = ""
    quantity: Quantity
    lot: Code = ""
    expiry: Day = LAST_DAY
    serial: Code = ""


Lines = Annotated[list[LineEntry], Field(min_length=1, max_length=1000)]


class ShipmentChange(Entry):
    """What is to be changed on a forward delivery; `lines`, when said, are all of its lines."""

    order: Code = ""
    party: PartyName = ""
    delivered_on: Day = LAST_DAY
    lines: Lines = []


class ShipmentSaid(ShipmentChange):
    """A forward delivery. Its lines are all of its lines."""

    party: PartyName
    delivered_on: Day
    lines: Lines


class ShipmentEntry(ShipmentSaid):
    """A forward delivery, known by its number. Its lines are all of its lines."""

    number: Code


class NoticeLineEntry(LineEntry):
    """A quantity of one product in one carton."""

    pallet: Plate = ""
    carton: Plate


NoticeLines = Annotated[list[NoticeLineEntry], Field(min_length=1, max_length=1000)]


class NoticeEntry(Entry):
    """What is to come for an authorization, known by its number. Its lines are all of its lines."""

    number: Annotated[str, text_of(40, "of the authorization")]
    lines: NoticeLines


class AuthorizationLineEntry(LineEntry):
    """An expected quantity of one product, and why it comes back."""

    reason: ReasonCode
    claim: Annotated[str, text_of(200, "the customer's own words")] = ""
    asset_type: Annotated[str, Field(pattern=r"^[0-9]{13}$", description="of a GRAI")] = ""
    condition: Annotated[list[Condition], Field(max_length=len(Condition), description="what the sender says")] = []
    evidence_to_follow: Annotated[
        list[Evidence], Field(max_length=len(Evidence), description="what it will send along, and has not yet")
    ] = []


AuthorizationLines = Annotated[list[AuthorizationLineEntry], Field(min_length=1, max_length=MOST_LINES)]


class AuthorizationChange(Entry):
    """What is to be changed on an authorization; `lines`, when said, are all of its lines."""

    party: PartyName = ""
    order: Code = ""
    purchase_order: Code = ""
    credit_memo: Code = ""
    recall_number: Code = ""
    agreement: Annotated[str, text_of(60)] = ""
    contact: Name = ""
    data_bearing: DataDeclaration = DataDeclaration.NO_DATA
    return_place: Annotated[str, text_of(60)] = ""
    language: Language = Language.EN
    expected_on: Day = LAST_DAY
    expires_on: Day = LAST_DAY
    lines: AuthorizationLines = []


class AuthorizationEntry(AuthorizationChange):
    """A new authorization, kept as a draft under a number of the house. Submit it when it is complete."""

    program: Program
    party: PartyName


class ParcelEntry(Entry):
    """What left. Without a day it left today; lot and serial where the product is told apart by them."""

    shipped_on: Day = LAST_DAY
    tracking: Code = ""
    lot: Code = ""
    serial: Code = ""


class ReplacementChange(Entry):
    """What is to be changed of a replacement that has not left."""

    quantity: Quantity = 1
    due_on: Day = LAST_DAY
    order: Code = ""
    product: ProductName = ""


class DeliveryEntry(Entry):
    """On which day it reached its party."""

    delivered_on: Day


class EvidenceEntry(Entry):
    """What a party sends along to show the reason of a line: a picture, words, or both. A photo is a picture."""

    kind: Evidence
    text: Annotated[str, text_of(LONGEST_TEXT)] = ""
    photo: Annotated[
        str,
        Field(
            min_length=4, max_length=LONGEST_PHOTO, pattern=r"^[A-Za-z0-9+/]+={0,2}$",
            description="JPEG, PNG, WebP, BMP or GIF of 8 MiB at most, in base64",
            json_schema_extra={"contentEncoding": "base64"},
        ),
    ] = ""  # fmt: skip


class Submission(Entry):
    """Nothing has to be said."""


class Cancellation(Entry):
    """Why it is taken back, or never came."""

    reason: Reason
