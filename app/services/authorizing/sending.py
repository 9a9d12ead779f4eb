"""An authorization as another system sends it, with names in place of ids -> the draft that it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db.queries.authorization import Paper
from app.db.queries.products import by_ids
from app.domain import authorizing
from app.domain.authorizing import Detail, Draft, DraftLine, Faults
from app.domain.importing import Fault, FileRow, ImportKind, Unfit
from app.domain.products import Product
from app.domain.vocabulary import Program, ReasonCode
from app.services.acting import Act
from app.services.importing.records import facts_of
from app.services.importing.taking import resolve

_LINE_TEXTS = ("lot", "serial", "claim", "asset_type")
_LINE_SETS = ("condition", "evidence_to_follow")
_HEAD = ("party_id", "language", "expected_on", "expires_on")


def drafted(session: Session, act: Act, program: Program, rows: Sequence[FileRow], before: Draft | None) -> Draft:
    """Return what `rows` make of `before`, or of nothing. Rows numbered 0 are a head alone: the lines stay.

    Raises Unfit for names nobody knows and for what can never be right, not even in a draft.
    """
    said = [row.facts for row in resolve(session, act, ImportKind.AUTHORIZATIONS, rows)]
    draft = before or Draft(program, said[0]["party_id"], ())
    details = {detail: str(said[0][detail.value]) for detail in Detail if detail.value in said[0]}
    head = {name: said[0][name] for name in _HEAD if name in said[0]}
    draft = replace(draft, details={**draft.details, **details}, **head)
    if rows[0].number:
        draft = replace(draft, lines=_lines(session, said))
    _refuse(authorizing.wrong(draft))
    return draft


def _lines(session: Session, said: Sequence[Mapping[str, Any]]) -> tuple[DraftLine, ...]:
    products: dict[UUID, Product] = by_ids(session, {each["product_id"] for each in said})
    return tuple(
        DraftLine(
            product=products[each["product_id"]],
            quantity=each["quantity"],
            reason=ReasonCode(each["reason"]),
            expiry=each.get("expiry"),
            **{name: each.get(name, "") for name in _LINE_TEXTS},
            **{name: facts_of({name: each[name]})[name] for name in _LINE_SETS if name in each},
        )
        for each in said
    )


def check_lacking(paper: Paper) -> None:
    """Raise Unfit with each entry that the program asks for and the authorization does not have."""
    _refuse(authorizing.lacking(paper.as_draft()))


def _refuse(faults: Faults) -> None:
    if faults:
        raise Unfit([Fault(said, _pointer(name)) for name, said in faults.items()])


def _pointer(name: str) -> str:
    """Return where a field of the office's form stands in what was sent: line-2-serial is /lines/1/serial."""
    mark, _dash, rest = name.partition("-")
    number, _dash, field = rest.partition("-")
    return f"/lines/{int(number) - 1}/{field}" if mark == "line" and rest else f"/{name}"
