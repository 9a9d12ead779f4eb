"""What ended here as other systems see it: certificates, the material that went out; and lots that a sample judges."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from app.domain.certificates import CertificateKind, Fate
from app.domain.sampling import Aql, Severity
from app.domain.transitions import SampleState
from app.domain.vocabulary import Program
from app.exchange.api.schemas import Resource, Text, Units

Grams = Annotated[int, Field(description="grams")]


class Certificate(Resource):
    """One certificate, which never changes: `seal` is the SHA-256 of the sorted JSON of `record`."""

    id: UUID
    number: str
    kind: CertificateKind
    issued_at: datetime
    party_id: Annotated[UUID | None, Field(description="who took the goods; none where they were destroyed here")]
    lpn: Annotated[str, Field(description="plates of the cartons and pallets, by commas")]
    units: Units
    grams: Annotated[int, Field(description="by the products' own weights, where they are known")]
    record: Annotated[dict[str, Any], Field(description="all that it states")]
    seal: str


class Material(Resource):
    """How much of one stream came out of the goods of one program, by one certificate."""

    id: UUID
    certificate: Annotated[str, Field(description="number of the certificate")]
    issued_at: datetime
    recycler_id: UUID | None
    stream: Annotated[str, Field(description="code of the stream")]
    name: Text
    program: Annotated[Program | None, Field(description="none of goods that came without an authorization")]
    fate: Fate
    grams: Grams


class Sample(Resource):
    """One lot (a product and batch of an authorization) with its plan by ISO 2859-1, and what was found."""

    id: UUID
    authorization_id: UUID
    party_id: UUID
    product_id: UUID
    lot: str
    aql: Aql
    severity: Severity
    lot_size: Units
    sample: Annotated[int, Field(description="how many are drawn")]
    accept: Annotated[int, Field(description="up to how many defective ones the lot is accepted")]
    state: SampleState
    drawn: Annotated[int, Field(description="how many were drawn so far")]
    found_defective: int
    opened_at: datetime
    decided_at: datetime | None
