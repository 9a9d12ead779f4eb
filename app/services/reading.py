"""What an act scanned, read inside the act: a code that must not be read is a refusal, kept with the scan."""

from functools import lru_cache

from app.domain.errors import Refused
from app.domain.messages.floor import MISREAD, NOTHING_SCANNED, UNREADABLE
from app.domain.readings import CheckDigitError, Reading, ReadingError, read
from app.services.acting import Act

SHOWN = 60


def readings_of(act: Act) -> list[Reading]:
    """Return everything the act's text can mean, preferred first. Raises Refused."""
    if not act.text.strip():
        raise Refused(NOTHING_SCANNED)
    try:
        return list(meanings(act.text, act.symbology))
    except CheckDigitError:
        raise Refused(MISREAD, text=act.text[:SHOWN]) from None
    except ReadingError:
        raise Refused(UNREADABLE, text=act.text[:SHOWN]) from None


@lru_cache(maxsize=1024)
def meanings(text: str, symbology: str) -> tuple[Reading, ...]:
    """Return everything `text` can mean; a floor scans the same few codes again and again. Raises ReadingError."""
    return tuple(read(text, symbology or None))


def plate_of(reading: Reading) -> str:
    """Return the licence plate that a plate or SSCC reading names."""
    return reading.plate or (reading.sscc.value if reading.sscc else reading.text)
