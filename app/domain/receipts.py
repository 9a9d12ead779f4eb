"""A receipt as its screen and its rules see it: the paper's lines, what was counted, the cartons. No I/O."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from app.domain.circumstances import Regime
from app.domain.products import Product
from app.domain.transitions import AuthorizationState, CartonState, ReceiptState
from app.domain.vocabulary import LineVerdict, Program

# Verdicts that fill an expected line. Over, unexpected and wrong-lot units never hide a shortage.
FILLING = frozenset({LineVerdict.EXPECTED, LineVerdict.EXPIRED, LineVerdict.LOT_UNREADABLE, LineVerdict.UDI_UNREADABLE})


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One expected line of the authorization, with what all its receipts counted so far (base units)."""

    id: UUID
    product: Product
    lot: str
    expiry: date | None
    serial: str
    expected: int
    counted: int = 0
    over: int = 0
    held: int = 0
    declared: int = 0
    paper_id: UUID | None = None

    @property
    def remaining(self) -> int:
        """Units still to come."""
        return max(0, self.expected - self.counted)


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted of one product, lot, expiry and serial with one verdict (a receipt line).

    `customs_line_id` is the line of a customs entry that it came under, `regime` what is left of that.
    """

    id: UUID
    receipt_id: UUID
    line_id: UUID | None
    product: Product
    lot: str
    expiry: date | None
    serial: str
    verdict: LineVerdict
    quantity: int
    customs_line_id: UUID | None = None
    regime: Regime | None = None


@dataclass(frozen=True, slots=True)
class OpenCarton:
    """A carton of this receipt; `medical` of its units are medical goods."""

    id: UUID
    lpn: str
    state: CartonState
    units: int
    medical: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """The authorization that a receipt answers; `imports` is whether it names a customs entry."""

    id: UUID
    number: str
    program: Program
    state: AuthorizationState
    party_id: UUID
    party: str
    credit_memo: str
    purchase_order: str
    has_evidence: bool = False
    imports: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A further authorization of the session, with the receipt of its own."""

    receipt_id: UUID
    receipt: str
    paper: Paper


@dataclass(frozen=True)
class Board:
    """All that a receiving screen shows and that a scan is judged by.

    `joined` are further authorizations in their order; `leader_id` is set on the receipt of one of those alone.
    `is_ordered` is whether any order to hold is in force at the site.
    """

    receipt_id: UUID
    receipt: str
    state: ReceiptState
    opened_at: datetime
    paper: Paper | None
    named: tuple[PaperLine, ...] = ()
    counts: tuple[Count, ...] = ()
    cartons: tuple[OpenCarton, ...] = ()
    carton_id: UUID | None = None
    last_count_id: UUID | None = None
    closed_by: str = ""
    closed_at: datetime | None = None
    joined: tuple[Joined, ...] = ()
    leader_id: UUID | None = None
    is_ordered: bool = False

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The authorizations that are received here, in the order in which they were scanned."""
        return (self.paper, *(each.paper for each in self.joined)) if self.paper else ()

    @property
    def imports(self) -> bool:
        """Whether any of the goods are imported temporarily."""
        return any(paper.imports for paper in self.papers)

    @property
    def importing(self) -> tuple[UUID, ...]:
        """The authorizations among its papers that name a customs entry."""
        return tuple(paper.id for paper in self.papers if paper.imports)

    @cached_property
    def receipts(self) -> dict[UUID, UUID]:
        """Which receipt of this session answers which authorization."""
        own = {self.paper.id: self.receipt_id} if self.paper else {}
        return own | {each.paper.id: each.receipt_id for each in self.joined}

    @property
    def receipt_ids(self) -> frozenset[UUID]:
        """The receipts of this session."""
        return frozenset({self.receipt_id, *(each.receipt_id for each in self.joined)})

    def receipt_of(self, line_id: UUID | None) -> UUID:
        """Return the receipt that books goods for an expected line: that of its authorization, else the first."""
        paper_id = next((line.paper_id for line in self.named if line.id == line_id), None) if self.joined else None
        return self.receipts[paper_id] if paper_id else self.receipt_id

    @property
    def parts(self) -> tuple["Board", ...]:
        """The session as each of its authorizations sees it: what was counted for it, and its differences."""
        return tuple(self.under(paper) for paper in self.papers) if self.joined else (self,)

    def under(self, paper: Paper) -> "Board":
        """Return the session with the lines of one of its authorizations alone."""
        named = tuple(line for line in self.named if line.paper_id == paper.id)
        own, mine = {line.id for line in named}, self.receipts[paper.id]
        counts = tuple(
            each for each in self.counts if each.line_id in own or (not each.line_id and each.receipt_id == mine)
        )
        number = next((each.receipt for each in self.joined if each.receipt_id == mine), self.receipt)
        return replace(
            self, receipt_id=mine, receipt=number, paper=paper, named=named, counts=counts, joined=()
        )  # fmt: skip

    @property
    def number(self) -> str:
        """What the screen calls this work: the authorizations' numbers, else the receipt's."""
        return ", ".join(paper.number for paper in self.papers) or self.receipt

    @property
    def party(self) -> str:
        """Who sent the goods, as far as known."""
        return ", ".join(dict.fromkeys(paper.party for paper in self.papers))

    @cached_property
    def lines(self) -> tuple[PaperLine, ...]:
        """The expected lines with what was counted against each."""
        of_line: dict[UUID | None, list[Count]] = {}
        for count in self.counts:
            of_line.setdefault(count.line_id, []).append(count)
        return tuple(_counted(line, of_line.get(line.id, [])) for line in self.named)

    @property
    def mine(self) -> tuple[Count, ...]:
        """What this session alone counted and still holds."""
        own = self.receipt_ids
        return tuple(count for count in self.counts if count.quantity and count.receipt_id in own)

    @property
    def extras(self) -> tuple[Count, ...]:
        """What was counted, or is declared, that no expected line names."""
        own = {line.id for line in self.named}
        return tuple(count for count in self.counts if count.quantity and count.line_id not in own)

    @property
    def declared(self) -> int:
        """Units of this receipt that a notice declares and nobody has counted or sampled."""
        return sum(count.quantity for count in self.mine if count.verdict is LineVerdict.DECLARED)

    @property
    def carton(self) -> OpenCarton | None:
        """The carton that takes the next item."""
        return next((carton for carton in self.cartons if carton.id == self.carton_id), None)

    @property
    def expected(self) -> int:
        """Units the paper names."""
        return sum(line.expected for line in self.lines)

    @property
    def counted(self) -> int:
        """Units that fill the paper: progress never nets over against short."""
        return sum(min(line.counted, line.expected) for line in self.lines)

    @property
    def over(self) -> int:
        """Units counted beyond their line."""
        return sum(line.over for line in self.lines)

    @property
    def short(self) -> int:
        """Units named by the paper and not seen."""
        return sum(line.remaining for line in self.lines)

    @property
    def held(self) -> int:
        """Units received on hold."""
        extras = (count.quantity for count in self.extras if count.verdict is not LineVerdict.DECLARED)
        return sum(line.held for line in self.lines) + sum(extras)

    def units(self) -> int:
        """Units counted by this receipt alone, whatever their verdict."""
        return sum(count.quantity for count in self.mine)


def _counted(line: PaperLine, mine: list[Count]) -> PaperLine:
    if not mine:
        return line
    filling = sum(count.quantity for count in mine if count.verdict in FILLING)
    declared = sum(count.quantity for count in mine if count.verdict is LineVerdict.DECLARED)
    return replace(
        line,
        counted=filling,
        over=sum(count.quantity for count in mine) - filling - declared,
        held=sum(count.quantity for count in mine if count.verdict in FILLING - {LineVerdict.EXPECTED}),
        declared=declared,
    )
