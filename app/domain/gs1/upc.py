"""UPC-E: twelve digits squeezed into eight by leaving out zeros (General Specifications 5.2.2.4)."""

from app.domain.identifiers import check_digit

# Last of the six digits -> (digits of the company part kept, zeros put back, rest). None: five digits and one.
_ZEROS = {"0": (2, "00000"), "1": (2, "10000"), "2": (2, "20000"), "3": (3, "00000"), "4": (4, "00000")}


def expand_upc_e(digits: str) -> str | None:
    """Return the UPC-A of eight UPC-E `digits` (number system 0 or 1, six digits, check digit), or None if invalid."""
    system, six, check = digits[0], digits[1:7], digits[7]
    kept, zeros = _ZEROS.get(six[5], (5, f"0000{six[5]}"))
    body = system + six[:kept] + zeros + six[kept:5]
    return body + check if system in "01" and check_digit(body) == check else None
