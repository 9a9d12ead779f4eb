"""The words people see for what disposition rules look at."""

from app.domain.messages.core import msg

RULESET_WORDS: dict[str, str] = {
    "exclude": msg("Excludes"),
    "require": msg("Requires"),
    "active": msg("In force"),
    "superseded": msg("Superseded"),
    "immex": msg("Temporary import (IMMEX)"),
    "immex_donated": msg("Temporary import, to be donated"),
    "vendor_takes": msg("Takes them"),
    "vendor_promised": msg("Agreed on the authorization"),
    "quota_used": msg("Quota used up"),
    "not_open": msg("Not open for them"),
    "as_found": msg("List price by grade as found"),
    "one_grade_better": msg("List price one grade better"),
    "unit_cost": msg("Unit cost"),
}
