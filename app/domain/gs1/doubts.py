"""What can be doubtful about a reading, as codes: the sentences stand in the message catalogue."""

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """Why a reading is not beyond doubt."""

    SEPARATOR_RESTORED = "separator_restored"
    """A lost or mistyped group separator was put back; `detail` shows the elements as `(10)ABC(17)271231`."""
    LOT_HIDES_AI = "lot_hides_ai"
    """A lot or serial ends in what looks like an AI and a real date; `detail` shows the elements seen inside."""
    BAD_DATE = "bad_date"
    """A date that no calendar has; `detail` is the element, such as `(17)271340`."""
    CHARACTER = "character"
    """A character that the standard does not allow in this element; `detail` is the element."""
    CONTENT = "content"
    """A content rule is broken (country, currency, IBAN ...); `detail` is the element and the rule's name."""
    ASSOCIATION = "association"
    """Elements that must not, or only, stand together (General Specifications 4.13); `detail` names them."""
    NO_ITEM = "no_item"
    """Lot, serial or date without a product: it belongs to the item scanned before or after."""
    PIECE_OF_ITEM = "piece_of_item"
    """AI (8006): one piece of an item, not the whole; `detail` is `1/2`."""
    LAYOUT_REPAIRED = "layout_repaired"
    """Characters that a wrong keyboard layout typed were put right; `detail` is the text as captured."""
    NOT_GS1_SYMBOLOGY = "not_gs1_symbology"
    """GS1 data in a code that does not announce it; `detail` is the AIM identifier."""
    MAYBE_PLAIN = "maybe_plain"
    """Could as well be plain text that happens to begin like an AI."""
    MAYBE_GS1 = "maybe_gs1"
    """Plain text that could as well be GS1; the other reading follows in the list."""
    BROKEN_GS1 = "broken_gs1"
    """Begins like a GS1 or HIBC code but cannot be one; `detail` says why, in English."""
    TWO_LENGTHS = "two_lengths"
    """Eight digits that are a valid EAN-8 and a valid UPC-E."""


# Doubts about what the fields say: a person must look at them before anything is booked.
TO_CONFIRM = frozenset(
    {
        Doubt.SEPARATOR_RESTORED,
        Doubt.LOT_HIDES_AI,
        Doubt.BAD_DATE,
        Doubt.CHARACTER,
        Doubt.PIECE_OF_ITEM,
        Doubt.MAYBE_PLAIN,
        Doubt.TWO_LENGTHS,
    }
)


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - `Warning` is a builtin
    """One doubt with the fact that raised it."""

    doubt: Doubt
    detail: str = ""


class ReadingError(ValueError):
    """A captured text that must not be read: the sentence says what was got and what was expected."""


class CheckDigitError(ReadingError):
    """A key whose check digit is wrong: read or printed wrongly, and it would name the wrong thing."""
