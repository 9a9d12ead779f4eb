"""Files on their way into the house, and their rows while they wait."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from app.db.models.base import Base, chars, document, instant, key, ref, within_site, word
from app.db.types import Document
from app.domain.importing import ImportKind
from app.domain.transitions import ImportState


class ImportRun(Base, table=True):
    """One file: what it brings, how it is read, how far it has come. `digest` names the kept file.

    `cursor` is how far the present step has come: the last row read, or the last record checked or written. Whoever
    does a step changes it from what it was to what it is; a second worker finds it changed, and stops.
    """

    __table_args__ = (sa.Index(None, "site_id", "created_at"),)

    site_id: UUID = Field(foreign_key="site.id", primary_key=True)
    id: UUID = key()
    kind: ImportKind = word(ImportKind)
    file_name: str = chars(120)
    digest: str = chars(64)
    written: str = Field(default="", max_length=40, description="as what the file was read, such as CSV (,), UTF-8")
    state: ImportState = word(ImportState)
    column_map: dict[str, Any] = document()
    skips_bad: bool = Field(default=False, description="bad rows are left out; otherwise one bad row stops all")
    cursor: str = chars(200)
    rows: int = 0
    handled: int = Field(default=0, description="rows that the present step has done")
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    verdict: str = Field(default="", max_length=60, description="key of the sentence that says how it ended")
    params: dict[str, Any] = document()
    created_at: datetime = instant()
    created_by: UUID | None = ref("operator.id", optional=True)
    finished_at: datetime | None = instant(optional=True)


class ImportRow(Base, table=True):
    """One row of a file until it is written; refused ones stay with their faults.

    `record` is the natural key of what the row belongs to, empty when it cannot be read.
    """

    __table_args__ = (*within_site({"run_id": "import_run"}), sa.Index(None, "site_id", "run_id", "record"))

    site_id: UUID = Field(primary_key=True)
    run_id: UUID = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_type=sa.Integer, description="as a spreadsheet shows it")
    record: str = chars(200)
    content: dict[str, Any] = document()
    faults: list[dict[str, Any]] = Field(default_factory=list, sa_type=Document, nullable=False)
    is_refused: bool = False
