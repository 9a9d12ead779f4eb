"""Tracking numbers found inside what carriers print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tracking import bare, normal, numbers_in

SCANNED = {
    # what the barcode carries: the number on the paper
    "1Z879E930346834440": "1Z879E930346834440",
    "1z 879 e93 03 4683 4440": "1Z879E930346834440",
    "420221539101026837331000039521": "9101026837331000039521",
    "4201028200009261290113185417468510": "9261290113185417468510",
    "42078045\x1d92748931507708513018050063": "92748931507708513018050063",
    "9400 1112 0108 0805 4830 16": "9400111201080805483016",
    "1001921334250001000300779017972697": "779017972697",
    "9622001560000000000000794808390594": "794808390594",
    "9632001560123456789900794808390594": "794808390594",
    "9611020987654312345672": "987654312345672",
    "JJD014600003812345678": "JD014600003812345678",
    "JD014600003812345678": "JD014600003812345678",
    "JVGL0999999990": "VGL0999999990",
    "8055241528464720115088": "8055241528464720115088",
    "TBA502887274000": "TBA502887274000",
    "FRT12345678": "FRT12345678",
}


@pytest.mark.parametrize("scan", SCANNED)
def test_the_number_on_the_paper_is_found_in_the_barcode(scan: str) -> None:
    number = SCANNED[scan]
    assert bare(scan) == number
    assert number in numbers_in(scan)


@pytest.mark.parametrize("scan", SCANNED)
def test_what_is_kept_is_found_again_from_the_barcode_and_from_itself(scan: str) -> None:
    kept = bare(scan)
    assert kept in numbers_in(scan)
    assert kept in numbers_in(kept)


def test_the_whole_text_comes_first_so_that_a_number_kept_whole_is_found() -> None:
    assert numbers_in("JJD014600003812345678") == ("JJD014600003812345678", "JD014600003812345678")


@pytest.mark.parametrize("text", ["", "   ", "\x1d", "--", "¿?"])
def test_a_text_without_letters_and_digits_is_no_number(text: str) -> None:
    assert numbers_in(text) == ()


@given(st.text(max_size=60))
def test_keeping_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert all(number == normal(number) for number in numbers_in(text))
    assert bare(text) in numbers_in(text) or not normal(text)
