"""Work behind the screens."""

from enum import StrEnum


class JobKind(StrEnum):
    """What is done behind the screens."""

    IMPORT = "import"
    UNSOLD = "unsold"
    DRY_RUN = "dry_run"
