"""How autogenerate writes a migration down.

Scripts outlive the models, so they name plain SQL types only; conditions of partial indexes go through `only_where`.
"""

import re
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate import Rewriter, renderers
from alembic.autogenerate.api import AutogenContext
from alembic.operations import ops

BOTH_CONDITIONS = re.compile(
    r", (?:sqlite|postgresql)_where=(?P<clause>sa\.text\((?P<condition>.+)\))"
    r", (?:sqlite|postgresql)_where=(?P=clause)\)$"
)

tidy = Rewriter()
_create_index = renderers.dispatch(ops.CreateIndexOp)


def plain_type(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """Render our own column types as the SQL types beneath them."""
    if kind != "type":
        return False
    if isinstance(item, sa.JSON):
        context.imports.add("from migrations.shared import DOCUMENT")
        return "DOCUMENT"
    if not isinstance(item, sa.TypeDecorator):
        return False
    beneath = item.impl_instance
    if isinstance(beneath, sa.DateTime):
        return "sa.DateTime(timezone=True)"  # PostgreSQL keeps zones; SQLite has none and ignores the word
    return f"sa.{beneath!r}"


@tidy.rewrites(ops.ModifyTableOps)
def plain_indexes(_context: Any, _revision: Any, changes: ops.ModifyTableOps) -> Any:
    """Create and drop indexes directly: only changes of the table itself need SQLite's batch mode."""
    only_indexes = all(isinstance(change, ops.CreateIndexOp | ops.DropIndexOp) for change in changes.ops)
    return changes.ops if only_indexes else changes


@tidy.rewrites(ops.DowngradeOps)
def tables_take_their_indexes(_context: Any, _revision: Any, changes: ops.DowngradeOps) -> ops.DowngradeOps:
    dropped = {change.table_name for change in changes.ops if isinstance(change, ops.DropTableOp)}
    changes.ops = [change for change in changes.ops if getattr(change, "table_name", None) not in dropped
                   or isinstance(change, ops.DropTableOp)]  # fmt: skip
    return changes


@renderers.dispatch_for(ops.CreateIndexOp, replace=True)
def one_condition(context: AutogenContext, creation: ops.CreateIndexOp) -> str:
    """Render an index, the condition of a partial one stated once."""
    line = str(_create_index(context, creation))
    if "_where=" not in line:
        return line
    shared, found = BOTH_CONDITIONS.subn(r", **only_where(\g<condition>))", line)
    if not found:
        raise ValueError(f"State the same condition for SQLite and for PostgreSQL: {line}")
    context.imports.add("from migrations.shared import only_where")
    return shared
