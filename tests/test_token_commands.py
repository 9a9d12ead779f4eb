"""`flask --app app token`: what an administrator does so that other systems get in."""

import re

from app.db.engine import Database
from app.db.models import ApiToken, table_of
from app.domain.scopes import Scope
from tests.factories import Floor
from tests.test_commands import Run, floor, opened, run

__all__ = ["floor", "opened", "run"]


def test_a_token_is_made_listed_and_revoked(run: Run, floor: Floor) -> None:
    token = run("token", "create", "--scopes", "products:read, receipts:read", "--name", "erp").output.strip()
    assert re.fullmatch(r"bdk_[\w-]{43}", token)
    [line] = run("token", "list").output.splitlines()
    assert re.fullmatch(r"[0-9a-f-]{36}  erp: products:read, receipts:read; never used", line)
    of_id = line.split()[0]
    assert run("token", "revoke", of_id).output == f"Token {of_id} opens nothing any more.\n"
    assert re.search(r"never used, revoked \d{4}-\d\d-\d\d\n$", run("token", "list").output)
    again = run("token", "revoke", of_id)
    assert (again.exit_code, again.output) == (
        1, f"Error: There is no token {of_id} that still holds. See: token list.\n",
    )  # fmt: skip


def test_an_unknown_scope_is_refused_with_those_there_are(run: Run, floor: Floor, opened: Database) -> None:
    refused = run("token", "create", "--scopes", "products:read,everything")
    assert (refused.exit_code, refused.output) == (
        1,
        f"Error: Unknown scope everything. There are: {', '.join(Scope)}.\n",
    )
    with opened.reading() as session:
        assert session.execute(table_of(ApiToken).select()).all() == []


def test_without_a_building_no_token_is_made(run: Run) -> None:
    refused = run("token", "create", "--scopes", "all")
    assert (refused.exit_code, refused.output) == (1, "Error: Name the building by --site. There are: none.\n")
