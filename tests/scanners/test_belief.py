"""Votes: what is believed, when, and what stands against it."""

import numpy as np

from scanners.belief import BY_SCAN_LINES, CROP_BY_SCAN_LINES, Ballot
from scanners.sighting import Sighting


def sighting(text: str, symbology: str, weight: float, left: float = 0.0) -> Sighting:
    corners = np.array([(left, 0), (left + 100, 0), (left + 100, 40), (left, 40)], np.float32)
    return Sighting(text, symbology, corners, "zxing", weight)


def ballot(*sightings: Sighting) -> Ballot:
    votes = Ballot()
    votes.add(list(sightings))
    return votes


def texts(groups: list[list[Sighting]]) -> list[str]:
    return [group[0].text for group in groups]


def test_matrix_codes_are_believed_at_sight() -> None:
    assert texts(ballot(sighting("A", "]Q1", 1), sighting("B", "]d2", 1)).believed()) == ["A", "B"]


def test_an_ean_seen_once_waits_for_more() -> None:
    votes = ballot(sighting("4006381333931", "]E0", 2))
    assert texts(votes.believed()) == []
    votes.add([sighting("4006381333931", "]E0", 1) for _ in range(3)])
    assert texts(votes.believed()) == ["4006381333931"]


def test_an_ean_nothing_speaks_against_is_believed_at_last() -> None:
    votes = ballot(sighting("4006381333931", "]E0", 2))
    assert texts(votes.believed_at_last()) == ["4006381333931"]


def test_two_numbers_in_one_place_are_both_doubted() -> None:
    votes = ballot(sighting("4006381333931", "]E0", 6), sighting("4006381333948", "]E0", 5))
    assert texts(votes.believed()) == []
    assert texts(votes.believed_at_last()) == []


def test_two_numbers_side_by_side_are_both_believed() -> None:
    votes = ballot(sighting("4006381333931", "]E0", 6), sighting("4006381333948", "]E0", 5, left=400))
    assert texts(votes.believed()) == ["4006381333931", "4006381333948"]


def test_an_itf_found_inside_a_code_128_is_not_believed() -> None:
    votes = ballot(sighting("LP-0042", "]C0", 3), sighting("900412", "]I1", 3))
    assert texts(votes.believed()) == ["LP-0042"]


def test_texts_too_short_for_their_symbology_are_never_believed() -> None:
    votes = ballot(sighting("A1", "]A0", 50), sighting("0042", "]I1", 50, left=400))
    assert texts(votes.believed_at_last()) == []


def test_bars_only_zbar_has_seen_are_never_believed() -> None:
    seen = [sighting("LP-0042", "]C0", max(weights)) for weights in (BY_SCAN_LINES, CROP_BY_SCAN_LINES)]
    assert texts(ballot(*seen).believed_at_last()) == []
    assert texts(ballot(*seen, sighting("LP-0042", "]C0", 1)).believed()) == ["LP-0042"]
