"""Mutated and hostile scans raise nothing but ReadingError, and quickly enough to keep a bench going."""

import random

import pytest

from app.domain.readings import ReadingError, ReadingKind, read

GTIN = "09501101530003"
SEEDS = (
    f"]C101{GTIN}1727123110AB-123\x1d21S1",
    f"]d201{GTIN}10AB17271231",
    f"01{GTIN}10ABCDEFGHIJ123451727123121S1",
    f"^01{GTIN}10L1^17271231",
    "]C100106141412345678908",
    f"]C10010614141234567890802{GTIN}3724\x1d10L1",
    f"(01){GTIN}(10)AB(17)271231",
    f"https://id.gs1.org/01/{GTIN}/10/AB%2F1?17=271231",
    f"]Q1HTTPS://id.gs1.org/gtin/{GTIN}/lot/A",
    "]E05901234123457",
    "]E412345670",
    "04252614",
    "]E02112345678900|]e099COMPOSITE\x1d98XYZ",
    f"[)>\x1e05\x1d01{GTIN}10L1\x1e\x04",
    "+A123BJC5D6E71G",
    "+A99912345/$$52001510X33",
    "]C18008271231235959",
    "]C14300A%20B",
    "]C18007GB82WEST12345698765432",
    "]C1801353395376X1:nST",
    "]C17251202412312359",
    "T-0412",
    "BADGE-2231",
    "CMD-GRADE-A",
    "RMA-104418",
)
CHARACTERS = "0123456789" * 4 + "ABCZabz()^|+/$%-.:?&=#<>{}[]~\\ \x1d\x1e\x04\n\x00é٣²𝟗\ud800"
PIECES = ("]C1", "]Q3", "]E0", "]E3", "]I1", "01", "10", "17", "21", "8003", "\x1d", "<GS>", "(01)", "https://",
          "17271231", "%00", "10ABC", "+$$", "|]e0")  # fmt: skip
SYMBOLOGIES = (None, None, "]C1", "]E0", "]E3", "]E4", "]I1", "]zz", "")


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randint(0, len(text)), chance.randint(0, len(text))
        text = chance.choice(
            (
                text[:at] + chance.choice(CHARACTERS) + text[at:],
                text[:at] + chance.choice(CHARACTERS) + text[at + 1 :],
                text[:at] + chance.choice(PIECES) + text[at:],
                text[:at] + text[at + 1 :],
                text[:at] + text[other:],
            )
        )
    return text


def test_100_000_mutated_scans_raise_nothing_but_reading_error() -> None:
    chance = random.Random(20260504)
    read_count = 0
    for _ in range(100_000):
        text, symbology = mutated(chance.choice(SEEDS), chance), chance.choice(SYMBOLOGIES)
        try:
            readings = read(text, symbology)
        except ReadingError as refused:
            assert str(refused).endswith(".")
            continue
        read_count += 1
        plain = [reading for reading in readings if reading.kind is ReadingKind.PLAIN]
        assert len(plain) == (1 if readings[0].text.isprintable() else 0)
    assert 10_000 < read_count < 90_000


@pytest.mark.parametrize(
    "text",
    [
        "]C1" + "2001" * 1000 + "99",
        "]C1" + "2001" * 1000 + "x",
        "]C1" + "10A17250101" * 300,
        "]C110" + "10" * 2000,
        "]C110" + "10" * 190,
        "]C1" + "10AB21CD" * 49,
        "]C1" + "2001" * 95 + "10" + "21" * 5 + "x" * 10,
        "]C1" + "10A\x1d" * 1000,
        "https://a.example/" + "01/" * 1300,
        "(10)" * 1000,
        "|" * 4096,
        "+" + "$" * 4000,
        "%" * 4096,
        "\x1d" * 4096,
    ],
)
def test_long_hostile_scans_are_read_or_refused(text: str) -> None:
    try:
        readings = read(text)
    except ReadingError as refused:
        assert str(refused).endswith(".")
    else:
        assert readings
