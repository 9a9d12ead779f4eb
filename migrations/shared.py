"""What migration scripts share."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")


def only_where(condition: str) -> dict[str, sa.TextClause]:
    """Return the options that make an index partial: one condition for both databases.

    >>> op.create_index("ix_carton_open", "carton", ["lpn"], **only_where("state = 'open'"))
    """
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
