"""The words people see for what is approved; a part of `words.py`."""

from app.domain.messages.core import msg

APPROVAL_WORDS: dict[str, str] = {
    "change_approvals": msg("Change of this table"),
    "over_beyond_tolerance": msg("Over beyond tolerance"),
    "reopen_receipt": msg("Reopening a receipt"),
    "reopen_authorization": msg("Reopening an authorization"),
    "reopen_recall": msg("Reopening a recall"),
    "release_hold": msg("Release of locked goods"),
    "release_recall": msg("Release of recalled goods"),
    "release_uncleaned": msg("Release before decontamination"),
    "approve_decontamination": msg("Confirmed decontamination"),
    "identify_device": msg("Identification of a device"),
    "override_disposition": msg("Another disposition code"),
    "override_eligibility": msg("Exception to the return policy"),
    "large_refund": msg("Large refund"),
    "credit_over": msg("Credit for overs"),
    "destroy_goods": msg("Destruction of goods"),
    "verify_sanitization": msg("Verified sanitization"),
    # what a threshold is counted in
    "every_time": msg("Every time"),
    "by_terms": msg("As the refund terms say"),
    "units": msg("Units"),
    "percent": msg("Percent"),
    "money": msg("Money"),
}
