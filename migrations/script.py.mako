<%!
    def said(lines):
        return "\n".join(line for line in lines.splitlines() if "###" not in line).strip()
%>\
"""${message[0].upper() + message[1:]}."""
# ruff: noqa: E501, PLR0915 (as long as the schema asks for)

import sqlalchemy as sa
from alembic import op

${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${said(upgrades) if upgrades else "pass"}


def downgrade() -> None:
    ${said(downgrades) if downgrades else "pass"}
