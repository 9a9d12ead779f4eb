"""What ends the regime of temporary imports: which code breaks it, which entries a document discharges."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from app.domain.circumstances import Regime
from app.domain.customs import DischargeKind, DischargeMethod
from app.domain.discharging import BREAKS, Allotted, Covered, Document, Undischarged, allot, regime_under, wrong
from app.domain.errors import Refused
from app.domain.messages.core import Units
from app.domain.vocabulary import DispositionCode

TODAY = date(2026, 6, 1)
NEW, OLD, OTHER, R1, R2 = (UUID(int=number) for number in range(1, 6))
GOODS = Covered(R1, NEW, {"en": "Laptop"}, "84713001", DischargeMethod.FIFO, 10)
OLDEST_FIRST = (
    Undischarged(OLD, "84713001", 6),
    Undischarged(OTHER, "85177001", 99),
    Undischarged(NEW, "84713001", 30),
)


def test_first_in_first_out_discharges_the_oldest_entry_of_the_fraction() -> None:
    assert allot([GOODS, replace(GOODS, receipt_line_id=R2, quantity=3)], OLDEST_FIRST) == [
        Allotted(R1, OLD, 6),
        Allotted(R1, NEW, 4),
        Allotted(R2, NEW, 3),
    ]


def test_by_lot_the_entry_is_discharged_that_goods_came_under() -> None:
    assert allot([replace(GOODS, method=DischargeMethod.SPECIFIC_LOT)], OLDEST_FIRST) == [Allotted(R1, NEW, 10)]


def test_nothing_is_discharged_twice() -> None:
    with pytest.raises(Refused) as refusal:
        allot([replace(GOODS, quantity=37)], OLDEST_FIRST)
    said = refusal.value.said
    assert (said.params["units"], said.params["left"]) == (Units(37), Units(36))
    assert f"{said.message.title} | {said.message.say} | {said.message.next}".format(
        product="Laptop", units="37 units", left="36 units"
    ) == (
        "More than is undischarged | Laptop: the document covers 37 units, and 36 units of its fraction are"
        " undischarged. Nothing was kept. | Look at the balance of its entries"
    )


@pytest.mark.parametrize(
    ("regime", "open_to"),
    [
        (Regime.IMMEX, {"rework", "refurbish", "return_to_vendor", "return_to_customer", "destroy"}),
        (Regime.DONATED, {"donate", "destroy"}),
    ],
)
def test_each_regime_is_open_to_some_codes_and_says_what_is_lawful_instead(regime: Regime, open_to: set[str]) -> None:
    assert {code.value for code in DispositionCode} - {code.value for code in BREAKS[regime]} == open_to
    assert all(message.next for message in BREAKS[regime].values())


def test_a_change_of_regime_ends_it_and_a_donation_leaves_one_way() -> None:
    assert regime_under([DischargeKind.EXIT, DischargeKind.CHANGE]) is None
    assert regime_under([DischargeKind.DONATION]) is Regime.DONATED
    assert regime_under([DischargeKind.EXIT]) is regime_under([]) is Regime.IMMEX


@pytest.mark.parametrize(
    ("document", "field", "sentence"),
    [
        (Document(DischargeKind.EXIT, "7", TODAY, ("T-1",)), "number",
         "{text} is not the number of a customs entry: enter its 15 digits, such as 26 24 3421 6001234."),
        (Document(DischargeKind.DONATION, " ", TODAY, ("T-1",)), "number", "Enter the number of the document."),
        (Document(DischargeKind.DONATION, "A-1", date(2026, 6, 2), ("T-1",)), "dated",
         "{day} has not come yet: enter the day that the document bears."),
        (Document(DischargeKind.DESTRUCTION, "A-1", TODAY, ()), "plates",
         "Enter the plates of the cartons that it covers, one a line."),
    ],
)  # fmt: skip
def test_a_fault_of_a_document_is_told(document: Document, field: str, sentence: str) -> None:
    assert {name: said.message.say for name, said in wrong(document, TODAY).items()} == {field: sentence}
