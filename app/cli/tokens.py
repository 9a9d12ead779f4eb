"""`flask --app app token ...`: how the company's own systems get in."""

from datetime import UTC, datetime
from uuid import UUID

import click
from flask.cli import with_appcontext

from app.cli.ground import backdock, require_newest, site_id
from app.domain.scopes import Scope


@click.group()
def token() -> None:
    """Tokens by which the company's own systems use the HTTP API."""


@token.command("create")
@click.option("--scopes", required=True, help="What it may do, such as products:read,receipts:read; or all.")
@click.option("--name", default="token", show_default=True, help="Which system holds it.")
@click.option("--days", type=click.IntRange(1, 3650), help="How long it holds; without it, until it is revoked.")
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@with_appcontext
def create_token(scopes: str, name: str, days: int | None, site: str) -> None:
    """Make a token and print it. It is shown this once only."""
    from app.services.granting import grant

    require_newest()
    with backdock().database.unit_of_work() as session:
        click.echo(grant(session, site_id(session, site), name, _scopes(scopes), datetime.now(UTC), days))


@token.command("list")
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@with_appcontext
def list_tokens(site: str) -> None:
    """Say which tokens there are, what each may do and when it was last used."""
    from app.db.queries.tokens import granted

    require_newest()
    with backdock().database.reading() as session:
        for each in granted(session, site_id(session, site)):
            ended = f", revoked {each.revoked_at:%Y-%m-%d}" if each.revoked_at else ""
            until = f", until {each.expires_at:%Y-%m-%d}" if each.expires_at else ""
            used = f"last used {each.used_at:%Y-%m-%d}" if each.used_at else "never used"
            click.echo(f"{each.id}  {each.name}: {', '.join(each.scopes)}; {used}{until}{ended}")


@token.command("revoke")
@click.argument("token_id", type=click.UUID)
@click.option("--site", default="", help="Code of the building; needed where there are several.")
@with_appcontext
def revoke_token(token_id: UUID, site: str) -> None:
    """End a token now, by the id that `token list` prints."""
    from app.services.granting import revoke

    require_newest()
    with backdock().database.unit_of_work() as session:
        if not revoke(session, site_id(session, site), token_id, datetime.now(UTC)):
            raise click.ClickException(f"There is no token {token_id} that still holds. See: token list.")
    click.echo(f"Token {token_id} opens nothing any more.")


def _scopes(text: str) -> frozenset[Scope]:
    wanted = [word.strip() for word in text.split(",") if word.strip()]
    if wanted == ["all"]:
        return frozenset(Scope)
    unknown = [word for word in wanted if word not in set(Scope)]
    if unknown or not wanted:
        raise click.ClickException(f"Unknown scope {', '.join(unknown) or '(none)'}. There are: {', '.join(Scope)}.")
    return frozenset(Scope(word) for word in wanted)
