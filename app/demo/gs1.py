"""GS1 keys of the demo company, under GS1's prefix for demonstrations (952)."""

from app.domain.identifiers import check_digit

COMPANY_PREFIX = "9521234"


def gtin14(item: int, indicator: int = 0) -> str:
    """Return the GTIN-14 of item reference `item` (up to 99999); `indicator` 1-8 makes it a pack."""
    return _checked(f"{indicator}{COMPANY_PREFIX}{item:05d}")


def item_number(gtin: str) -> int:
    """Return the item reference in a GTIN-14 of the demo company."""
    return int(gtin[8:13])


def gln(place: int) -> str:
    """Return the GLN of location reference `place` (up to 99999)."""
    return _checked(f"{COMPANY_PREFIX}{place:05d}")


def sscc(serial: int) -> str:
    """Return the SSCC numbered `serial` (up to 999999999) on the pre-printed roll, extension digit 1."""
    return _checked(f"1{COMPANY_PREFIX}{serial:09d}")


def _checked(digits: str) -> str:
    return digits + check_digit(digits)
