"""The words people see for what ends here: destroyed, recycled, certified; a part of `words.WORDS`."""

from app.domain.messages.core import msg

END_OF_LIFE_WORDS: dict[str, str] = {
    # kinds of certificate
    "destruction": msg("Destruction certificate"),
    "recycling": msg("Recycling certificate"),
    "custody": msg("Custody certificate"),
    # how goods are destroyed
    "shredding": msg("Shredding"),
    "crushing": msg("Crushing"),
    "incineration": msg("Incineration"),
    "denaturing": msg("Denaturing"),
    "burial": msg("Deep burial"),
    # where the material of a stream goes
    "back_to_production": msg("Back to production"),
    "recycled": msg("Recycled"),
    "energy": msg("Energy recovery"),
    "landfill": msg("Landfill"),
    "undecided": msg("nothing decided yet"),
    # what was done to a medium, and what it came to
    "clear": msg("Clear (overwrite)"),
    "purge": msg("Purge"),
    "destroy_medium": msg("Destroy the medium"),
    "sanitization_passed": msg("Passed"),
    "sanitization_failed": msg("Failed"),
    # acts on goods
    "goods_recycled": msg("handing over to the recycler"),
    "goods_destroyed": msg("the destruction"),
    "custody_handed_over": msg("handing over to be destroyed"),
    "data_sanitized": msg("what was done to the medium"),
}
