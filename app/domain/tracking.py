"""Carrier tracking numbers: what a label's barcode carries -> the numbers that people write on paper.

A carrier's barcode often holds more than its tracking number: where the parcel goes, a service, a data identifier. Each
row below says how to find the number inside, by the form that labels of that carrier show; those of FedEx, DHL and USPS
follow the patterns of jkeen/tracking_number_data (couriers/*.json, read November 2026). Check digits are not asked for:
a number that was written down wrongly is found under what was written down.
"""

import re

LONGEST = 40
_NOISE = re.compile(r"[^0-9A-Z]")

FORMS: tuple[re.Pattern[str], ...] = (
    # UPS: 1Z, shipper, service, package, check digit
    re.compile(r"(?P<number>1Z[0-9A-Z]{16})"),
    # USPS Intelligent Mail package barcode: 420 and ZIP or ZIP+4, then the number from its 91 to 95 on
    re.compile(r"420[0-9]{5}(?:[0-9]{4})?(?P<number>9[1-5](?:[0-9]{20}|[0-9]{24}))"),
    re.compile(r"(?P<number>9[1-5](?:[0-9]{20}|[0-9]{24}))"),
    # FedEx Express and Ground labels of 34 digits: the last 14 are the number, its leading zeros are not written
    re.compile(r"(?:100[0-9]{17}|96[0-9]{18})0*(?P<number>[0-9]{12,14})"),
    # FedEx Ground 96: application, class, service, then the 15 digits of the number
    re.compile(r"96[0-9]{5}(?P<number>[0-9]{15})"),
    # DHL Express: a licence plate, printed with or without the data identifier J before it
    re.compile(r"J?(?P<number>JD[0-9]{10,20})"),
    re.compile(r"J?(?P<number>VGL[0-9]{10,20})"),
    # Estafeta: the waybill of 22 characters that the barcode carries; its tracking code of 10 digits is another number
    re.compile(r"(?P<number>[0-9]{10}[0-9A-Z]{3}[0-9A-Z]{2}[0-9]{7})"),
    # Amazon
    re.compile(r"(?P<number>TBA[0-9]{12})"),
    # OnTrac
    re.compile(r"(?P<number>[CD][0-9]{14})"),
)
"""One form of barcode or number a row: `number` in the pattern is what people write down."""


def normal(text: str) -> str:
    """Return a tracking number as it is kept and compared: capitals and digits alone."""
    return _NOISE.sub("", text.upper())[:LONGEST]


def numbers_in(text: str) -> tuple[str, ...]:
    """Return every tracking number that a scan can stand for, the whole text first; none for a text without any."""
    whole = normal(text)
    inside = (form.fullmatch(whole) for form in FORMS)
    found = [whole, *(match["number"] for match in inside if match)]
    return tuple(dict.fromkeys(number for number in found if number))


def bare(text: str) -> str:
    """Return a number as typed or scanned without what the barcode carries around it: what is kept on the paper."""
    found = next((match for form in FORMS if (match := form.fullmatch(normal(text)))), None)
    return found["number"] if found else normal(text)
