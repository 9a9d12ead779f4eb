"""The words people see for what is announced, declared and stacked; a part of `words.WORDS`."""

from app.domain.messages.core import msg

PALLET_WORDS: dict[str, str] = {
    "asn": msg("Advance notices (ASN)"),
    "declare": msg("take as declared"),
    "count": msg("count"),
    "undo_receive": msg("undo the opening"),
    "undo_declare": msg("undo the taking"),
    "undo_count": msg("undo the start of the count"),
    "declared": msg("As declared"),
    "not_as_declared": msg("Not as declared"),
    "pallet_received": msg("taking the pallet as declared"),
    "count_started": msg("starting the count"),
    "sample_passed": msg("the sample"),
    "pallet_opened": msg("opening the pallet"),
    "pallet_stacked": msg("putting cartons onto the pallet"),
    "pallet_unstacked": msg("taking cartons off the pallet"),
    "paper_announced": msg("Advance notice"),
    "notice_withdrawn": msg("Advance notice taken back"),
}
